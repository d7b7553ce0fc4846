import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { ContentCache } from "../../src/run/content-cache.ts";
import { compileSchema } from "../../src/json/json-schema.ts";
import { packMeasurements, unpackMeasurements } from "./kept.ts";

const base = mkdtempSync(join(tmpdir(), "tritforge-kept-"));
afterAll(() => rmSync(base, { recursive: true }));

const readNumber = compileSchema<number>({ type: "number" });
const cacheIn = (folder: string) => new ContentCache(join(base, folder), "validation-asap7", readNumber);

it("what one machine measured another one knows; its own measurements stay, and nothing is kept twice", () => {
  const kept = join(base, "kept");
  const first = cacheIn("first");
  for (const [key, value] of [["a", 1], ["b", 2], ["a", 3]] as const) first.add(key, value); // prettier-ignore
  packMeasurements(join(base, "first"), "asap7", kept);
  packMeasurements(join(base, "first"), "sg13g2", kept); // nothing is known of it
  expect(readdirSync(kept)).toEqual(["validation-asap7.jsonl.gz"]);
  cacheIn("second").add("b", 4);
  for (const folder of ["second", "empty", "second"]) unpackMeasurements(join(base, folder), kept);
  expect(["a", "b", "c"].map((key) => cacheIn("second").get(key))).toEqual([3, 4, undefined]);
  expect(["a", "b"].map((key) => cacheIn("empty").get(key))).toEqual([3, 2]);
  const lines = readFileSync(join(base, "second/validation-asap7.jsonl"), "utf8").split("\n").filter(Boolean);
  expect(lines).toHaveLength(2);
});

it("packs the same bytes whatever came first, and leaves out a line that is no entry", () => {
  const bytes = ['["a",1]\n["b",2]\n', '["b",2]\n["b",\n\n["a",1]\n'].map((text, i) => {
    const [folder, kept] = [join(base, `order${i}`), join(base, `kept${i}`)];
    mkdirSync(folder);
    writeFileSync(join(folder, "modules-asap7-embedded.jsonl"), text);
    packMeasurements(folder, "asap7", kept);
    return readFileSync(join(kept, "modules-asap7-embedded.jsonl.gz"));
  });
  expect(bytes[0]).toEqual(bytes[1]);
});
