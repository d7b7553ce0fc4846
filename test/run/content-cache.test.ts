import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { compileSchema } from "../../src/json/json-schema.ts";
import { runScript } from "../faults/run-process.ts";
import { ContentCache, contentKey } from "../../src/run/content-cache.ts";

let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "tritforge-cache-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const readNumber = compileSchema<number>({ type: "number" });
const readLists = compileSchema<readonly number[][]>({ type: "array", items: { type: "array" } });
const open = (): ContentCache<number> => new ContentCache(join(folder, "deep"), "modules", readNumber);
const file = (): string => join(folder, "deep", "modules.jsonl");

describe("ContentCache", () => {
  it("knows nothing at first and makes no file by looking", () => {
    expect(open().get("a")).toBeUndefined();
    expect(() => readFileSync(file())).toThrow("ENOENT");
  });

  it("remembers over runs, the later of two values", () => {
    const cache = open();
    cache.add("a", 1);
    cache.add("b", 2);
    cache.add("a", 3);
    for (const each of [cache, open()]) expect([each.get("a"), each.get("b")]).toEqual([3, 2]);
  });

  it.each(['["b",2', '["b"', "[", '["c",4]["b",'])("leaves out the line %s that an interruption cut short", (cut) => {
    open().add("a", 1);
    appendFileSync(file(), `\n${cut}`);
    const resumed = open();
    expect([resumed.get("a"), resumed.get("b")]).toEqual([1, undefined]);
    resumed.add("b", 5);
    expect([open().get("a"), open().get("b")]).toEqual([1, 5]);
  });

  it("leaves out a line whose end happens to look like one: an array cut short inside", () => {
    const cache = new ContentCache(join(folder, "deep"), "modules", readLists);
    cache.add("a", [[1], [2]]);
    appendFileSync(file(), '\n["b",[[1]');
    expect(new ContentCache(join(folder, "deep"), "modules", readLists).get("a")).toEqual([[1], [2]]);
  });
});

describe("ContentCache of an unfriendly file", () => {
  /** What is said on stderr while `act` runs. */
  function heard(act: () => void): readonly string[] {
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    try {
      act();
      return write.mock.calls.map(([text]) => String(text));
    } finally {
      write.mockRestore();
    }
  }

  it("leaves out lines that are no entry and values that are none, with one notice", () => {
    open().add("a", 1);
    const wrong = [
      "null",
      "7",
      "[]",
      '["b"]',
      '["b",2,3]',
      "[5,6]",
      '{"b":2}',
      '["b",{"accuracy":"x"}]',
      '["b",1e999]',
    ];
    appendFileSync(file(), `${wrong.join("\n")}\n["c",3]\n`);
    let cache = open();
    expect(heard(() => (cache = open()))).toEqual([
      `${file()}: 9 of 11 entries are not readable and are worked out again\n`,
    ]);
    expect(["a", "b", "c"].map((key) => cache.get(key))).toEqual([1, undefined, 3]);
  });

  it("says nothing of a wrong entry that was worked out again", () => {
    open().add("a", 1);
    appendFileSync(file(), '["b",{"accuracy":"x"}]\n["c",4');
    heard(() => {
      const cache = open();
      cache.add("b", 2);
      cache.add("c", 3);
    });
    expect(heard(open)).toEqual([]);
  });

  it("keeps a value with NaN or Infinity for this run only: JSON has neither", () => {
    const cache = open();
    cache.add("a", NaN);
    cache.add("b", -Infinity);
    cache.add("c", 3);
    expect(cache.get("a")).toBeNaN();
    expect(
      heard(() => expect(["a", "b", "c"].map((key) => open().get(key))).toEqual([undefined, undefined, 3])),
    ).toEqual([]);
  });

  it("throws InputError for a folder that is a file, or a file that is a folder", () => {
    writeFileSync(join(folder, "file"), "");
    const at = (path: string) => () => new ContentCache(path, "modules", readNumber);
    expect(at(join(folder, "file"))).toThrow(`${join(folder, "file")}: got a file, expected a folder`);
    expect(at(join(folder, "file", "deep"))).toThrow(
      `${join(folder, "file", "deep")}: got a path through the file ${join(folder, "file")}, expected a folder`,
    );
    mkdirSync(join(folder, "modules.jsonl"));
    expect(at(folder)).toThrow("got a folder or a device, expected a file of earlier results");
  });

  it("loses nothing when two processes add lines of 200 kB at the same time", async () => {
    const script = new URL("../faults/cache-script.ts", import.meta.url);
    const ended = await Promise.all(["a", "b"].map((name) => runScript(script, [folder, name])));
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    const texts = new ContentCache(folder, "shared", compileSchema<string>({ type: "string" }));
    for (const name of ["a", "b"])
      for (let i = 0; i < 50; i++) expect(texts.get(`${name}${i}`)?.length, `${name}${i}`).toBe(200_000);
  }, 30_000);
});

describe("contentKey(...texts)", () => {
  it("is the same for the same texts in the same order only", () => {
    expect(contentKey("a", "b")).toBe(contentKey("a", "b"));
    expect(contentKey("a", "b")).toMatch(/^[0-9a-f]{32}$/);
    const others = [contentKey("ab"), contentKey("b", "a"), contentKey("a", "b", ""), contentKey('a","b')];
    expect(new Set([...others, contentKey("a", "b")]).size).toBe(5);
  });
});
