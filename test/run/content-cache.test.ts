import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compileSchema } from "../../src/json/json-schema.ts";
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

describe("contentKey(...texts)", () => {
  it("is the same for the same texts in the same order only", () => {
    expect(contentKey("a", "b")).toBe(contentKey("a", "b"));
    expect(contentKey("a", "b")).toMatch(/^[0-9a-f]{32}$/);
    const others = [contentKey("ab"), contentKey("b", "a"), contentKey("a", "b", ""), contentKey('a","b')];
    expect(new Set([...others, contentKey("a", "b")]).size).toBe(5);
  });
});
