import { describe, expect, it } from "vitest";
import { powerOfTwoScale, quantise } from "../../../../models/training/planners/quantiser.ts";

const codesOf = (values: readonly number[], fullScale: number, bits: number, isSigned: boolean): readonly number[] => {
  const codes = new Int16Array(values.length);
  quantise(Float32Array.from(values), fullScale, { bits, isSigned }, codes);
  return [...codes];
};

describe("quantise(values, fullScale, {bits, isSigned}, into)", () => {
  it("gives the nearest of 2^M − 1 steps of the full scale: 3 bits signed, full scale 1.5", () => {
    expect(codesOf([0, 0.25, 0.5, 0.74, 1.5, -1.5], 1.5, 3, true)).toEqual([0, 1, 1, 1, 3, -3]);
  });

  it("clips what is beyond the full scale, and unsigned what is below 0", () => {
    expect(codesOf([9, -9], 1, 4, true)).toEqual([7, -7]);
    expect(codesOf([9, -9], 1, 4, false)).toEqual([15, 0]);
  });

  it("gives the sign with one signed bit, 0 as +", () => {
    expect(codesOf([0.01, 0, -0.01], 1, 1, true)).toEqual([0, 0, -1]);
  });
});

describe("powerOfTwoScale(values)", () => {
  it.each([
    [[0.3, -0.7], 1],
    [[0.25], 0.25],
    [[-3, 2], 4],
    [[0, 0], 0],
    [[], 0],
  ])("of %j is %d, at or above the largest magnitude", (values, expected) => {
    expect(powerOfTwoScale(Float32Array.from(values))).toBe(expected);
  });
});
