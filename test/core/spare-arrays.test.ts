import { describe, expect, it } from "vitest";
import { SpareArrays } from "../../src/core/spare-arrays.ts";

describe("new SpareArrays()", () => {
  it("spare.with(3, 7, use) gives three sevens, whatever the array was used for before", () => {
    const spare = new SpareArrays();
    spare.with(5, 1, (array) => array.fill(9));
    expect(spare.with(3, 7, (array) => [...array])).toEqual([7, 7, 7]);
  });

  it("spare.with(…) gives another array while one is in use", () => {
    const spare = new SpareArrays();
    const both = spare.with(2, 1, (outer) => spare.with(2, 2, (inner) => [...outer, ...inner]));
    expect(both).toEqual([1, 1, 2, 2]);
  });
});
