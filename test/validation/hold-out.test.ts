import { describe, expect, it } from "vitest";
import { CORES } from "../../generators/registry.ts";
import { calibrationDesigns } from "../../models/cost/calibration/calibration-set.ts";
import { parseDesign } from "../../src/config/design.ts";
import { Random } from "../../src/core/random.ts";
import type { Parameter } from "../../src/core/parameters.ts";
import { drawChoices, drawSizes } from "./draw-parameters.ts";
import { designKey, holdOutDesigns, QUICK_SIZE } from "./hold-out.ts";
import { roughAreas } from "./rough-area.ts";
import { anyName } from "../support/any-name.ts";

/** For what does not depend on the range: large designs take long to be counted. */
const TINY = { minimumUm2: 50, maximumUm2: 200 };

const DESIGNS = holdOutDesigns(1, 24, QUICK_SIZE);

describe("holdOutDesigns(seed, count, size)", () => {
  it("gives the same designs for the same seed, others for another", () => {
    const few = (seed: number) => holdOutDesigns(seed, 8, TINY);
    expect(few(1)).toEqual(few(1));
    expect(few(2)).not.toEqual(few(1));
  }, 60_000);

  it("gives half ternary-lut, the others alike", () => {
    const count = (name: string): number => DESIGNS.filter(({ generator }) => generator === name).length;
    expect(CORES.map(({ name }) => [name, count(name)])).toEqual([
      ["ternary-lut", 12],
      ["add-sub", 6],
      ["multiplier", 6],
    ]);
  });

  it("shares an odd count out without losing one", () => {
    for (const count of [1, 3, 8]) expect(holdOutDesigns(1, count, TINY)).toHaveLength(count);
  }, 60_000);

  it("gives legal designs that state every parameter", () => {
    for (const design of DESIGNS) expect(parseDesign(design, "design", CORES, anyName)).toEqual(design);
  });

  it("gives no calibration design and none twice", () => {
    const calibrated = new Set(calibrationDesigns().map(designKey));
    expect(DESIGNS.filter((design) => calibrated.has(designKey(design)))).toEqual([]);
    expect(new Set(DESIGNS.map(designKey)).size).toBe(DESIGNS.length);
  });

  it("spreads the sizes of each generator evenly on a log scale: one design a slice", () => {
    const areaOf = roughAreas(Infinity);
    for (const generator of CORES) {
      const own = DESIGNS.filter((design) => design.generator === generator.name);
      const slices = own.map(({ parameters }) =>
        Math.floor((own.length * Math.log(areaOf(generator, parameters) / 50)) / Math.log(800 / 50)),
      );
      expect(slices).toEqual(own.map((_, i) => i));
    }
  });

  it("has no tile larger than its product", () => {
    for (const { generator: name, parameters } of DESIGNS) {
      const tile = CORES.find((generator) => generator.name === name)?.tile(parameters);
      expect(tile?.inputsPerStep).toBeLessThanOrEqual(tile?.maxInputs ?? 0);
      expect(tile?.outputsPerStep).toBeLessThanOrEqual(tile?.maxOutputs ?? 0);
    }
  });
});

describe("drawChoices(schema, random), drawSizes(schema, choices, random)", () => {
  const text = { description: "", unit: "–" };
  const schema: readonly Parameter[] = [
    { kind: "integer", name: "size", minimum: 1, maximum: 1024, default: 1, ...text },
    { kind: "integer", name: "stages", minimum: 0, maximum: 3, default: 0, ...text },
    { kind: "choice", name: "adder", choices: ["ripple", "prefix"], default: "ripple", ...text },
  ];
  const random = new Random(1);
  const drawn = Array.from({ length: 2000 }, () => drawSizes(schema, drawChoices(schema, random), random));
  const part = (holds: (size: number) => boolean): number =>
    drawn.filter(({ size }) => holds(Number(size))).length / drawn.length;

  it("draw every value of a small range and every choice alike", () => {
    for (const stages of [0, 1, 2, 3]) {
      expect(drawn.filter((values) => values["stages"] === stages).length / 2000).toBeCloseTo(0.25, 1);
    }
    expect(drawn.filter((values) => values["adder"] === "prefix").length / 2000).toBeCloseTo(0.5, 1);
  });

  it("draw sizes within their range, each octave alike", () => {
    expect(part((size) => size >= 1 && size <= 1024 && Number.isInteger(size))).toBe(1);
    for (const low of [1, 8, 64, 256]) expect(part((size) => size >= low && size < 2 * low)).toBeCloseTo(0.1, 1);
  });

  it("keep the choices they are given", () => {
    expect(drawSizes(schema, { stages: 2, adder: "prefix" }, random)).toMatchObject({ stages: 2, adder: "prefix" });
  });
});
