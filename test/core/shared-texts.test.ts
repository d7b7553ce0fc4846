import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { SharedTexts } from "../../src/core/shared-texts.ts";

const NONE = new Uint8Array(0);

/** Texts of several lengths under keys that are told apart. */
function filled(count: number): SharedTexts {
  const texts = SharedTexts.of(NONE);
  for (let i = 0; i < count; i++) texts.add(`key ${i}`, "µ".repeat(i % 40) + String(i));
  return texts;
}

describe("SharedTexts", () => {
  it("gives what was added, in this thread's view and in another one's of the same memory", () => {
    const texts = SharedTexts.of(NONE);
    const other = new SharedTexts(texts.shared);
    expect([texts.get("a"), other.get("a")]).toEqual([undefined, undefined]);
    texts.add("a", "1");
    other.add("b µ", "");
    expect([texts.get("a"), other.get("a"), texts.get("b µ"), texts.get("c")]).toEqual(["1", "1", "", undefined]);
    expect(texts.size).toBe(2);
  });

  it("keeps the first of two texts of one key", () => {
    const texts = SharedTexts.of(NONE);
    texts.add("a", "first");
    texts.add("a", "second");
    expect([texts.get("a"), texts.size]).toEqual(["first", 1]);
  });

  it("texts.records() begin a new memory with the same texts, one of each key", () => {
    const texts = filled(300);
    texts.add("key 7", "again");
    const records = texts.records();
    const again = SharedTexts.of(records);
    expect(again.size).toBe(300);
    for (let i = 0; i < 300; i++) expect(again.get(`key ${i}`)).toBe("µ".repeat(i % 40) + String(i));
    expect(again.records()).toEqual(records);
  });

  it("adds nothing more when there is no room, and gives what there was", () => {
    const texts = SharedTexts.of(NONE, 256);
    for (let i = 0; i < 20; i++) texts.add(`key ${i}`, String(i));
    expect(texts.size).toBe(8);
    expect([texts.get("key 7"), texts.get("key 8")]).toEqual(["7", undefined]);
    expect(new SharedTexts(texts.shared).size).toBe(8);
  });

  it("leaves records out that take more than half of the room", () => {
    const records = filled(100).records();
    expect(SharedTexts.of(records, 2 * records.length).size).toBe(100);
    expect(SharedTexts.of(records, 2 * records.length - 16).size).toBe(0);
  });

  it("reads 2000 memories of other bytes to some end, and no text twice", () => {
    const random = new Random(5);
    const records = filled(20).records();
    for (let run = 0; run < 2000; run++) {
      const bytes = Uint8Array.from(records);
      for (let i = 0; i < 4; i++) bytes[random.integer(0, bytes.length - 1)] = random.integer(0, 255);
      const texts = SharedTexts.of(bytes.subarray(0, random.integer(0, bytes.length)), 2 * bytes.length);
      expect(texts.size).toBeLessThanOrEqual(20);
      for (let i = 0; i < 20; i++) texts.get(`key ${i}`);
    }
  });

  it("holds all texts whole that four threads add at once", async () => {
    const texts = SharedTexts.of(NONE);
    const module = new URL("../../src/core/shared-texts.ts", import.meta.url).href;
    const hook = new URL("../../src/run/typescript-hook.mjs", import.meta.url).href;
    const code = `
      const { register } = require("node:module");
      const { workerData: { shared, thread } } = require("node:worker_threads");
      register(${JSON.stringify(hook)});
      import(${JSON.stringify(module)}).then(({ SharedTexts }) => {
        const texts = new SharedTexts(shared);
        for (let i = 0; i < 2000; i++) texts.add("key " + thread + " " + i, String(thread).repeat(i % 50));
      });`;
    const ends = [0, 1, 2, 3].map(
      (thread) =>
        new Promise((resolve, reject) => {
          const worker = new Worker(code, { eval: true, execArgv: [], workerData: { shared: texts.shared, thread } });
          worker.on("error", reject);
          worker.on("exit", resolve);
        }),
    );
    expect(await Promise.all(ends)).toEqual([0, 0, 0, 0]);
    expect(texts.size).toBe(8000);
    for (let thread = 0; thread < 4; thread++)
      for (let i = 0; i < 2000; i++) expect(texts.get(`key ${thread} ${i}`)).toBe(String(thread).repeat(i % 50));
  });
});
