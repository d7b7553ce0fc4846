import { describe, expect, it } from "vitest";

import { didYouMean, nearestName } from "../../src/json/did-you-mean.ts";

const NAMES = ["tables", "fetchers", "groupSize", "pipelineFetch"];

describe("nearestName(name, candidates)", () => {
  it.each([
    ["table", "tables"],
    ["fetcehrs", "fetchers"],
    ["group-size", "groupSize"],
    ["GROUPSIZE", "groupSize"],
    ["pipelinefetch", "pipelineFetch"],
  ])("takes %s for %s", (name, expected) => {
    expect(nearestName(name, NAMES)).toBe(expected);
  });

  it("finds none when nothing is near", () => {
    expect(nearestName("outputs", NAMES)).toBeUndefined();
    expect(nearestName("", NAMES)).toBeUndefined();
  });
});

describe("didYouMean(name, candidates)", () => {
  it("is empty when nothing is near", () => {
    expect(didYouMean("colour", NAMES)).toBe("");
  });
});
