import type { Architecture, NumberKind, ReproductionPoint, SynthesisedCore } from "../../../src/core/reproduction.ts";

export const INT8: NumberKind = { activation: "int8", arithmetic: "integer" };
export const FP16: NumberKind = { activation: "fp16", arithmetic: "native" };
export const FP16_ALIGNED: NumberKind = { activation: "fp16", arithmetic: "aligned" };

/** A square core with a made-up area per weight [µm²]; two thirds of it fetch, the rest reduce. */
export function squareCore(
  kind: NumberKind,
  architecture: Architecture,
  areaPerWeightUm2: number,
  { tile = 32, groupSize = 1, technology = "asap7" } = {},
): ReproductionPoint {
  const areaUm2 = areaPerWeightUm2 * tile * tile;
  return {
    ...kind,
    sweep: "tile",
    architecture,
    tile,
    aspect: "1:1",
    groupSize,
    groups: tile / groupSize,
    technology,
    inputsPerStep: tile,
    outputsPerStep: tile,
    clock: "met",
    clockMhz: 500,
    variants: 8,
    fidelity: "counts",
    design: {
      generator: "ternary-lut",
      parameters: {},
    },
    areaUm2,
    areaError: 0.04,
    criticalPathPs: 1800,
    areaPerWeightUm2,
    topsPerMm2: (2 * 500) / areaPerWeightUm2,
    roles: {
      fetch: (2 * areaUm2) / 3,
      reduce: areaUm2 / 3,
    },
  };
}

/** A table core whose tile has another shape than a square. */
export function stretchedCore(
  kind: NumberKind,
  tile: number,
  [inputs, outputs]: readonly [number, number],
  areaPerWeightUm2: number,
): ReproductionPoint {
  const shape = { inputsPerStep: inputs, outputsPerStep: outputs, aspect: inputs > outputs ? "4:1" : "1:4" };
  return { ...squareCore(kind, "lut", areaPerWeightUm2, { tile }), sweep: "aspect", ...shape };
}

/** What synthesis could say of a core. */
export function synthesised(point: ReproductionPoint, areaPerWeightUm2: number): SynthesisedCore {
  const { technology, architecture, activation, arithmetic, tile, groupSize, design } = point;
  const areaUm2 = areaPerWeightUm2 * tile * tile;
  return {
    technology,
    architecture,
    activation,
    arithmetic,
    tile,
    groupSize,
    design,
    areaUm2,
    areaPerWeightUm2,
    fanOutUm2: 0,
    roles: { fetch: areaUm2 },
  };
}

/** Square cores of one type: its table cores by group size, then its baselines. */
export function trio(kind: NumberKind, tables: readonly number[], signFlip: number, multiplier: number, tile = 32) {
  return [
    ...tables.map((area, i) => squareCore(kind, "lut", area, { tile, groupSize: i + 1 })),
    squareCore(kind, "sign-flip", signFlip, { tile }),
    squareCore(kind, "multiplier", multiplier, { tile }),
  ];
}
