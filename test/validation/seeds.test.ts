import { describe, expect, it } from "vitest";
import { readSeeds, seedsInWords } from "./seeds.ts";

describe("readSeeds(text)", () => {
  it("takes single seeds, ranges and lists of both, each once", () => {
    expect(readSeeds("7")).toEqual([7]);
    expect(readSeeds("1-5")).toEqual([1, 2, 3, 4, 5]);
    expect(readSeeds("3, 1,8-9,9")).toEqual([3, 1, 8, 9]);
  });

  it.each(["", "5-1", "a", "1.5", "-3", "1-", "1-99999"])("refuses %j", (text) => {
    expect(() => readSeeds(text)).toThrow(`--seeds: got "${text}", expected seeds such as 7, 1-5 or 1,3,8-9`);
  });
});

it("seedsInWords(seeds) writes ranges as ranges", () => {
  expect(seedsInWords([7])).toBe("seed 7");
  expect(seedsInWords([1, 2, 3])).toBe("seeds 1–3");
  expect(seedsInWords([1, 3])).toBe("seeds 1, 3");
});
