import { describe, expect, it } from "vitest";
import { ACTIVATIONS, experimentPoints, GROUP_SIZES, KINDS, TILES } from "../../../src/reproduce/cores/points.ts";

const POINTS = experimentPoints();

describe("experimentPoints()", () => {
  it("has all group sizes and both baselines for each type and square tile", () => {
    const squares = POINTS.filter(({ sweep }) => sweep === "tile");
    expect(squares).toHaveLength(KINDS.length * TILES.length * (GROUP_SIZES.length + 2));
  });

  it("opens with the types of the paper, and has each floating-point format native and aligned", () => {
    const [first, second] = [...new Set(POINTS.map(({ activation, arithmetic }) => `${activation} ${arithmetic}`))];
    expect([first, second]).toEqual(["int8 integer", "fp16 native"]);
    const of = (arithmetic: string) => KINDS.filter((kind) => kind.arithmetic === arithmetic).length;
    expect([of("integer"), of("native"), of("aligned")]).toEqual([3, 5, 5]);
  });

  it("rounds the number of tables up: µ = 3 at 32×32 is 11 tables, 33 inputs", () => {
    const point = POINTS.find(
      ({ groupSize, tile, architecture }) => architecture === "lut" && groupSize === 3 && tile === 32,
    );
    expect(point).toMatchObject({ groups: 11, inputsPerStep: 33, outputsPerStep: 32 });
  });

  it("stretches 64×64 to 128×32 for 4:1 and to 32×128 for 1:4", () => {
    const tile = (aspect: string) => {
      const found = POINTS.find((point) => point.aspect === aspect && point.tile === 64 && point.groupSize === 1);
      return [found?.inputsPerStep, found?.outputsPerStep];
    };
    expect([tile("4:1"), tile("1:4")]).toEqual([[128, 32], [32, 128]]); // prettier-ignore
  });
});

it("ACTIVATIONS are integers, then floating point, each from the coarsest to the finest", () => {
  expect(ACTIVATIONS).toEqual(["int4", "int8", "int16", "fp8e5m2", "fp8e4m3", "bf16", "fp16", "fp32"]);
});
