import { FLOAT_FORMATS, FLOAT_NAMES } from "../../../generators/numeric/float-format.ts";
import { ACTIVATION_BITS } from "../../../generators/streaming-core/shape.ts";
import type { Architecture, ExperimentPoint, NumberKind } from "../../core/reproduction.ts";

/**
 * The cores of the ISPASS 2026 experiment: its group sizes, tiles and types (arXiv 2604.25183, Table III), and the types
 * that it leaves out.
 */

export const GROUP_SIZES = [1, 2, 3, 4, 5] as const;

/** Sides of square tiles. */
export const TILES = [8, 32, 64, 96] as const;

/** Types of the paper first. */
export const KINDS: readonly NumberKind[] = [
  { activation: "int8", arithmetic: "integer" },
  { activation: "fp16", arithmetic: "native" },
  { activation: "int4", arithmetic: "integer" },
  { activation: "int16", arithmetic: "integer" },
  ...FLOAT_NAMES.filter((name) => name !== "fp16").map((activation) => ({ activation, arithmetic: "native" as const })),
  ...FLOAT_NAMES.map((activation) => ({ activation, arithmetic: "aligned" as const })),
];

/** Number formats: integers by their bits, then floating point by the bits of its fraction. */
export const ACTIVATIONS: readonly string[] = [
  ...Object.entries(ACTIVATION_BITS)
    .filter(([name]) => !Object.hasOwn(FLOAT_FORMATS, name))
    .toSorted(([, a], [, b]) => a - b)
    .map(([name]) => name),
  ...FLOAT_NAMES.toSorted((a, b) => FLOAT_FORMATS[a].mantissaBits - FLOAT_FORMATS[b].mantissaBits),
];

/** Inputs to outputs per step. */
const ASPECTS = { "4:1": 4, "2:1": 2, "1:1": 1, "1:2": 1 / 2, "1:4": 1 / 4 } as const;

/** Tiles whose sides are stretched. */
const STRETCHED_TILES = [32, 64] as const;

/** Types whose tiles are stretched. */
const STRETCHED_KINDS = KINDS.filter(({ activation }) => activation === "int8" || activation === "fp16");

/** All cores, square tiles first. */
export function experimentPoints(): readonly ExperimentPoint[] {
  return [...squarePoints(), ...aspectPoints()];
}

function squarePoints(): ExperimentPoint[] {
  return KINDS.flatMap((kind) =>
    TILES.flatMap((tile) => {
      const shape = { sweep: "tile", tile, aspect: "1:1", inputs: tile, outputs: tile } as const;
      return [
        ...GROUP_SIZES.map((groupSize) => point(kind, "lut", groupSize, shape)),
        point(kind, "sign-flip", 1, shape),
        point(kind, "multiplier", 1, shape),
      ];
    }),
  );
}

function aspectPoints(): ExperimentPoint[] {
  return STRETCHED_KINDS.flatMap((kind) =>
    STRETCHED_TILES.flatMap((tile) =>
      Object.entries(ASPECTS).flatMap(([aspect, ratio]) => {
        const inputs = Math.round(tile * Math.sqrt(ratio));
        const outputs = Math.round(tile / Math.sqrt(ratio));
        return GROUP_SIZES.map((groupSize) =>
          point(kind, "lut", groupSize, { sweep: "aspect", tile, aspect, inputs, outputs }),
        );
      }),
    ),
  );
}

interface TileRequest extends Pick<ExperimentPoint, "sweep" | "tile" | "aspect"> {
  readonly inputs: number;
  readonly outputs: number;
}

/** A group takes µ inputs, so a tile may have up to µ − 1 more of them than were asked for. */
function point(
  { activation, arithmetic }: NumberKind,
  architecture: Architecture,
  groupSize: number,
  { inputs, outputs, ...request }: TileRequest,
): ExperimentPoint {
  const groups = Math.ceil(inputs / groupSize);
  return {
    ...request,
    architecture,
    activation,
    arithmetic,
    groupSize,
    groups,
    inputsPerStep: groups * groupSize,
    outputsPerStep: outputs,
  };
}
