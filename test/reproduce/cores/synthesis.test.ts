import { describe, expect, it } from "vitest";
import { synthesisedPoints } from "../../../src/reproduce/cores/synthesis.ts";
import { FP16, FP16_ALIGNED, INT8, trio } from "./sample.ts";

describe("synthesisedPoints(points, technology)", () => {
  it("takes tables of all µ and both baselines for fp16 native, int8 and fp16 aligned", () => {
    const points = [
      ...trio(INT8, [5, 4, 6], 5, 20),
      ...trio(FP16, [9, 8, 7], 10, 20),
      ...trio(FP16_ALIGNED, [5, 6], 5, 9),
    ];
    const names = synthesisedPoints(points, "asap7").map((point) => [point.activation, point.arithmetic, point.architecture, point.groupSize].join(" ")); // prettier-ignore
    expect(names).toEqual([
      "fp16 native lut 1",
      "fp16 native lut 2",
      "fp16 native lut 3",
      "fp16 native sign-flip 1",
      "fp16 native multiplier 1",
      "int8 integer lut 1",
      "int8 integer lut 2",
      "int8 integer lut 3",
      "int8 integer sign-flip 1",
      "int8 integer multiplier 1",
      "fp16 aligned lut 1",
      "fp16 aligned lut 2",
      "fp16 aligned sign-flip 1",
      "fp16 aligned multiplier 1",
    ]);
  });

  it("takes nothing of other technologies or tiles", () => {
    expect(synthesisedPoints(trio(INT8, [5], 5, 20, 64), "asap7")).toEqual([]);
    expect(synthesisedPoints(trio(INT8, [5], 5, 20), "sky130hd")).toEqual([]);
  });
});
