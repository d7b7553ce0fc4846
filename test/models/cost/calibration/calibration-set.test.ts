import { describe, expect, it } from "vitest";
import { findGenerator } from "../../../../generators/registry.ts";
import { calibrationDesigns } from "../../../../models/cost/calibration/calibration-set.ts";

describe("calibrationDesigns()", () => {
  it("states every parameter of its generators, so that a new one does not make other circuits of them", () => {
    for (const { generator, parameters } of calibrationDesigns()) {
      const known = findGenerator(generator);
      const schema = known?.schema ?? [];
      expect(Object.keys(parameters).toSorted()).toEqual(schema.map(({ name }) => name).toSorted());
      expect(known?.conflicts(parameters)).toEqual([]);
    }
  });

  it("has no gated clocks: gates are priced off the library", () => {
    expect(new Set(calibrationDesigns().map(({ parameters }) => parameters["clockGating"]))).toEqual(new Set(["none"]));
  });
});
