import type { Mixer, Model } from "./model/model.ts";

/**
 * What a token leaves behind for those after it and what it does with what others left, over all blocks of a model. Attention keeps
 * keys and values of every token; linear attention and gated recurrences keep a state whose size does not grow.
 */
export interface ContextShape {
  /** Keys and values that one token adds to the cache: Σ 2·keyValueHeads·headDimension. */
  readonly cachedValues: number;
  /** MACs of one token with what one position left: Σ heads·headDimension for q·kᵀ and as many for p·v. */
  readonly macsPerPosition: number;
  /** Values of the constant state of one sequence. */
  readonly stateValues: number;
  /** Multiplications of one token with that state. */
  readonly stateMacs: number;
}

/** What the mixers of a model come to; softmax, rotations and norms are left out. */
export function contextShape({ blocks }: Pick<Model, "blocks">): ContextShape {
  const each = blocks.map(({ count, mixer }) => ({ count, shape: ofMixer(mixer) }));
  const sum = (key: keyof ContextShape): number =>
    each.reduce((total, { count, shape }) => total + count * shape[key], 0);
  return {
    cachedValues: sum("cachedValues"),
    macsPerPosition: sum("macsPerPosition"),
    stateValues: sum("stateValues"),
    stateMacs: sum("stateMacs"),
  };
}

const NOTHING: ContextShape = { cachedValues: 0, macsPerPosition: 0, stateValues: 0, stateMacs: 0 };

/**
 * Multiplications for each value of the state. Gated DeltaNet (arXiv 2412.06464, equation 10), S' = α·S + β·(v − α·S·k)·kᵀ and
 * S'·q: one to decay, and one each for S·k, the outer product and S'·q. HGRN of MatMul-free LM (ridgerchu/matmulfreellm,
 * hgrn_bit.py), h' = f·h + i: one.
 */
const PER_STATE_VALUE = { "gated-delta-net": 4, "gated-recurrence": 1 } as const;

function ofMixer(mixer: Mixer): ContextShape {
  switch (mixer.kind) {
    case "attention": {
      const { heads, keyValueHeads, headDimension } = mixer;
      return {
        ...NOTHING,
        cachedValues: 2 * keyValueHeads * headDimension,
        macsPerPosition: 2 * heads * headDimension,
      };
    }
    case "gated-delta-net":
      // A matrix of keys × values for each value head.
      return stateOf(mixer.kind, mixer.valueHeads * mixer.keyHeadDimension * mixer.valueHeadDimension);
    case "gated-recurrence":
      return stateOf(mixer.kind, mixer.inner);
  }
}

function stateOf(kind: keyof typeof PER_STATE_VALUE, stateValues: number): ContextShape {
  return { ...NOTHING, stateValues, stateMacs: PER_STATE_VALUE[kind] * stateValues };
}

/**
 * Positions that `tokens` tokens in a row attend to, behind `before` others: each to all before it and to itself,
 * Σ_{i=1..tokens} (before + i) = tokens·before + tokens·(tokens + 1)/2.
 */
export function positionsAttended(before: number, tokens: number): number {
  return tokens * before + (tokens * (tokens + 1)) / 2;
}
