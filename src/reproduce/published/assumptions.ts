import { FLOAT_FORMATS } from "../../../generators/numeric/float-format.ts";
import type { ChoiceField, Reading, Tile } from "./readings.ts";

/** What publications leave open, and the alternatives that stand for it. */

/** Tiles in the place of one that is not stated: sides of square ones, from the least to the usual of published engines. */
const TILE_SIDES = [8, 32, 64];

/** Zero weights: random ones as the test benches of ternary-lut-dse draw, and those of BitNet b1.58-2B-4T. */
export const ZERO_WEIGHTS = [0.25, 0.42];

/** Products in words: one tile of outputs, so that no partial sums are stored, or a layer of a model. */
export const PRODUCTS = ["256 × K", "2560 × 2560"] as const;

/** Further registers in every adder, besides those that the clock asks for. */
const MORE_STAGES = [0, 1];

/** The alternatives of one field in words, for people. */
export const ASSUMED: Readonly<Record<AssumedField, string>> = {
  tile: `square, of ${TILE_SIDES.join(", ")} inputs and outputs (inputs: the next multiple of µ)`,
  product: "256 inputs and the K outputs of a tile; or 2560 × 2560, q of BitNet b1.58-2B-4T; told apart above",
  tableStorage: "entries stored, or combinational tables behind stored activations",
  loopOrder: "the smaller of both circuits, as ours: inputs outside (tables stay) or outputs outside (sums stay)",
  reduction: "compressor tree, as ours has",
  accumulator: "sums in the type of the activations, or in fp32; ours has the same",
  pipeline: "carries and registers of the smallest circuit that meets the clock; or one register more in each adder",
  zeroWeights: `${ZERO_WEIGHTS.map((part) => `${100 * part} %`).join(" or ")} of the weights; for energy only`,
};

/** A field that may be assumed. */
export type AssumedField = ChoiceField | "tile" | "product" | "pipeline" | "zeroWeights";

/** One way to take what is left open, zero weights apart. */
export interface Alternative {
  readonly tile: Tile;
  readonly product: (typeof PRODUCTS)[number];
  /** N and M of it. */
  readonly inputs: number;
  readonly outputs: number;
  /** Of cores with tables only. */
  readonly tableStorage?: string;
  /** Of integers only. */
  readonly reduction?: string;
  /** Of floating-point numbers only. */
  readonly accumulator?: string;
  readonly moreStages: number;
}

/** The fields of a circuit that are assumed, in the order of ASSUMED. */
export function assumedFields(reading: Reading): readonly AssumedField[] {
  const { generator, activation, groupSize, tile, stated } = reading;
  const applies: Readonly<Record<AssumedField, boolean>> = {
    tile: tile === undefined,
    product: true,
    tableStorage: generator === "ternary-lut" && groupSize > 1 && stated.tableStorage === undefined,
    loopOrder: stated.loopOrder === undefined,
    reduction: !isFloat(activation) && stated.reduction === undefined,
    accumulator: isFloat(activation) && stated.accumulator === undefined,
    pipeline: true,
    zeroWeights: true,
  };
  return (Object.keys(ASSUMED) as readonly AssumedField[]).filter((field) => applies[field]);
}

/** All ways to take what a circuit leaves open: the product of the alternatives of each field. */
export function alternativesOf(reading: Reading): readonly Alternative[] {
  const { generator, activation, groupSize, stated } = reading;
  const hasTables = generator === "ternary-lut" && groupSize > 1;
  const storages = hasTables ? [stated.tableStorage ?? ["register", "combinational"]].flat() : [undefined];
  const accumulators = isFloat(activation) ? [stated.accumulator ?? ["activation", "fp32"]].flat() : [undefined];
  const reduction = isFloat(activation) ? {} : { reduction: stated.reduction ?? "compressor" };
  return tilesOf(reading).flatMap((tile) =>
    productsOf(tile).flatMap((product) =>
      storages.flatMap((tableStorage) =>
        accumulators.flatMap((accumulator) =>
          MORE_STAGES.map((moreStages) => ({
            tile,
            ...product,
            ...(tableStorage === undefined ? {} : { tableStorage }),
            ...reduction,
            ...(accumulator === undefined ? {} : { accumulator }),
            moreStages,
          })),
        ),
      ),
    ),
  );
}

function tilesOf({ tile, groupSize }: Reading): readonly Tile[] {
  const tiles = tile === undefined ? TILE_SIDES.map((side) => ({ inputs: side, outputs: side })) : [tile];
  return tiles.map(({ inputs, outputs }) => ({ inputs: Math.ceil(inputs / groupSize) * groupSize, outputs }));
}

function productsOf({ outputs }: Tile): readonly Pick<Alternative, "product" | "inputs" | "outputs">[] {
  const [oneTile, layer] = PRODUCTS;
  return [
    { product: oneTile, inputs: 256, outputs },
    { product: layer, inputs: 2560, outputs: 2560 },
  ];
}

/** Whether a type of activations is a floating-point one. */
export function isFloat(activation: string): boolean {
  return Object.hasOwn(FLOAT_FORMATS, activation);
}
