import type { WeightFormat } from "./model/model.ts";

/** The matrix products of one kind in a model, e.g. all query projections. */
export interface Layer {
  readonly name: string;
  /** Inputs N of the product. */
  readonly inputs: number;
  /** Outputs M of the product. */
  readonly outputs: number;
  /** How many of them one token needs, e.g. one per transformer block. */
  readonly count: number;
  /** How many matrices there are, where a token uses only some of them, as of experts; default `count`. */
  readonly stored?: number;
  /** Part of its weights that is zero; absent where nobody has counted them. */
  readonly zeros?: number;
}

/** Weights that are read for a token but are not ternary: no core here multiplies by them. */
export interface OtherWeights {
  /** `head`, `embedding`, `norms`, `router`, or the name of a layer. */
  readonly name: string;
  /** Weights that one token reads: of a head all of it, of an embedding one row. */
  readonly weights: number;
  readonly format: WeightFormat;
  /** What one token reads [bytes]; absent where the format is unknown. */
  readonly bytesPerToken?: number;
}
