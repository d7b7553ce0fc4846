/**
 * A model as its dimensions: the layers of a workload follow from them (`expandModel`), so that each shape is stated once. Every
 * number carries how far it is to be trusted and where it is from (`marks`).
 */

/** How weights are stored; `unknown` where no source tells. */
export const WEIGHT_FORMATS = ["ternary", "bf16", "fp16", "fp32", "int8", "int4", "unknown"] as const;
export type WeightFormat = (typeof WEIGHT_FORMATS)[number];

/** Of an output head: `none` in a model that has no head, as an embedding model. */
export const HEAD_FORMATS = [...WEIGHT_FORMATS, "none"] as const;

/** The most trusted first: a paper or the model's own files; somebody's note; worked out from these; from memory. */
export const TRUSTS = ["primary", "secondary", "derived", "recalled"] as const;
export type Trust = (typeof TRUSTS)[number];

/** What one scale of the ternary weights belongs to. */
export const SCALE_PARTS = ["tensor", "channel", "shard", "group", "unknown"] as const;

/** What the products of a model take in. */
export const MODEL_ACTIVATIONS = ["int2", "int4", "int8", "fp8", "fp16", "bf16", "fp32"] as const;

/** What a block does with the other tokens. */
export type Mixer = Attention | GatedDeltaNet | GatedRecurrence;

/** Products q, k, v: hidden → heads × headDimension (k, v: keyValueHeads × headDimension), and o back to hidden. */
export interface Attention {
  readonly kind: "attention";
  readonly heads: number;
  readonly keyValueHeads: number;
  /** Of queries, keys and values; heads × headDimension need not be `hidden`. */
  readonly headDimension: number;
  /** q, k and v are one product of all their outputs. */
  readonly fused?: boolean;
  /** q has twice the outputs: the other half gates what goes into o. */
  readonly outputGate?: boolean;
}

/** Linear attention: q+k+v, z: hidden → values, b and a: hidden → valueHeads, o: values → hidden. */
export interface GatedDeltaNet {
  readonly kind: "gated-delta-net";
  readonly keyHeads: number;
  readonly valueHeads: number;
  readonly keyHeadDimension: number;
  readonly valueHeadDimension: number;
}

/** MatMul-free mixing (HGRN): i, f, g: hidden → inner, o: inner → hidden. */
export interface GatedRecurrence {
  readonly kind: "gated-recurrence";
  readonly inner: number;
}

export const FEED_FORWARD_KINDS = ["gated", "fused-gated", "plain"] as const;

/** gated: gate, up: hidden → its own hidden, down back; fused-gated: gate and up are one product; plain: no gate. */
export interface FeedForward {
  readonly kind: (typeof FEED_FORWARD_KINDS)[number];
  readonly hidden: number;
  /** There are `count` of it, of which a token uses `active`; a router (hidden → count) chooses. */
  readonly experts?: { readonly count: number; readonly active: number; readonly router: WeightFormat };
  /** One more that every token uses, beside the experts. */
  readonly shared?: { readonly hidden: number; readonly format: WeightFormat };
}

/** Parts of the ternary weights that are zero, 0 … 1. */
export interface Zeros {
  readonly fraction: number;
  /** Of layers of a kind, by their name (`q`, `gate+up`); one that is not named has `fraction`. */
  readonly byLayer?: Readonly<Record<string, number>>;
}

/** Blocks that are alike. */
export interface BlockGroup {
  /** Opens the names of its layers; needed where there are several groups. */
  readonly name?: string;
  readonly count: number;
  readonly mixer: Mixer;
  /** Of a decoder: its tokens' queries, the keys and values of the encoder's tokens. */
  readonly cross?: Attention;
  readonly feedForward: FeedForward;
}

/** How far parts of a model are to be trusted. */
export interface Mark {
  /** JSON pointers into the model; what stands below one is marked with it, unless a longer one says otherwise. */
  readonly of: readonly string[];
  readonly trust: Trust;
  readonly source: string;
}

export interface Model {
  readonly name: string;
  /** The name as its authors write it. */
  readonly title: string;
  /** Models that belong together in a list. */
  readonly family?: string;
  readonly source: string;
  readonly notes?: string;
  /** Width of the residual stream. */
  readonly hidden: number;
  readonly blocks: readonly BlockGroup[];
  /** Rows of embedding and head. */
  readonly vocabulary: number;
  /** `tied`: it is the embedding's matrix; absent where no source tells. */
  readonly head: { readonly format: (typeof HEAD_FORMATS)[number]; readonly tied?: boolean };
  readonly embedding: { readonly format: WeightFormat };
  /** Weights of all norms together, each read for every token; absent where no source tells. */
  readonly norms?: { readonly weights: number; readonly format: WeightFormat };
  /** Tokens that its positions reach to; absent where no source tells. */
  readonly contextLength?: number;
  /** `inputs`: of a group, absent where no source tells. */
  readonly scales: { readonly per: (typeof SCALE_PARTS)[number]; readonly inputs?: number };
  /** Absent where nobody has counted them. */
  readonly zeros?: Zeros;
  /** Types that it was published with; absent where no source tells. */
  readonly activations?: readonly (typeof MODEL_ACTIVATIONS)[number][];
  readonly marks?: readonly Mark[];
}

/** The mark of the part of a model that a JSON pointer leads to: that of the longest pointer to it or to what it is in. */
export function markOf({ marks = [] }: Model, pointer: string): Mark | undefined {
  const above = (of: string): boolean => pointer === of || pointer.startsWith(`${of}/`);
  const lengthOf = (mark: Mark): number => Math.max(-1, ...mark.of.filter(above).map((of) => of.length));
  const [longest] = marks.toSorted((a, b) => lengthOf(b) - lengthOf(a));
  return longest !== undefined && lengthOf(longest) >= 0 ? longest : undefined;
}

/** The least trusted mark of what decides on the shapes of a model's layers; undefined if nothing is marked. */
export function trustOfShapes({ marks = [] }: Model): Trust | undefined {
  const SHAPES = /^\/(?:hidden|blocks|vocabulary)(?:\/|$)/;
  const found = new Set(marks.filter(({ of }) => of.some((each) => SHAPES.test(each))).map(({ trust }) => trust));
  return TRUSTS.findLast((trust) => found.has(trust));
}
