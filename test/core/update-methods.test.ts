import { describe, expect, it } from "vitest";
import { METHOD_FACTS, UPDATE_METHODS } from "../../src/core/update-methods.ts";
import { SCHEMES } from "../../src/core/schemes.ts";

describe("METHOD_FACTS", () => {
  it("has a method for each scheme, and one more for each other way to refresh a pair", () => {
    const schemes = UPDATE_METHODS.map((method) => METHOD_FACTS[method].scheme);
    expect([...new Set(schemes)].toSorted()).toEqual([...SCHEMES].toSorted());
    const refreshed = UPDATE_METHODS.filter((method) => METHOD_FACTS[method].refresh !== "none");
    expect(refreshed.map((method) => METHOD_FACTS[method].scheme)).toEqual([
      "pair-unidirectional",
      "pair-unidirectional",
    ]);
  });
});
