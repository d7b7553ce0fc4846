import { bytesOfBits } from "../../src/core/units.ts";
import { tokensOf, type Pass } from "./pass.ts";
import type { WholeModel } from "./whole-model.ts";

/** How keys, values and constant states are kept: bits a value. Scales of integers are not counted. */
export const KEPT_BITS = { int4: 4, int8: 8, fp16: 16 } as const;
export type KeptFormat = keyof typeof KEPT_BITS;

/** Bytes that go to and from DRAM in a pass, each kind by itself. */
export interface DramBytes {
  readonly ternaryWeights: number;
  /** An output head that is not ternary. */
  readonly head: number;
  readonly embedding: number;
  /** Norms, routers and shared experts, as far as they are not ternary. */
  readonly otherWeights: number;
  readonly keysValuesRead: number;
  readonly keysValuesWritten: number;
  readonly stateRead: number;
  readonly stateWritten: number;
}

/**
 * What a pass reads and writes. Weights are read once for all its tokens, the head only if there are logits; one row of the
 * embedding for each token. Each sequence reads the keys and values of the tokens before the pass and writes those of its own,
 * which are on the chip while the pass lasts: cached·before and cached·tokens values. A constant state is read and written once, and
 * not read where nothing was before. Linear in `before` from 1 on, which is what sums over a context rest on.
 * @param weightBits of ternary weights that come from DRAM
 */
export function dramBytes(model: WholeModel, pass: Pass, kept: KeptFormat, weightBits: number): DramBytes {
  const { sequences, tokens, before, logits } = pass;
  const { plainHead, embedding, others, context } = model;
  const keptBytes = (values: number): number => sequences * bytesOfBits(values * KEPT_BITS[kept]);
  return {
    ternaryWeights: bytesOfBits(weightBits),
    head: logits > 0 ? (plainHead?.bytes ?? 0) : 0,
    embedding: tokensOf(pass) * (embedding?.bytes ?? 0),
    otherWeights: others.reduce((sum, { bytes }) => sum + bytes, 0),
    keysValuesRead: keptBytes(context.cachedValues * before),
    keysValuesWritten: keptBytes(context.cachedValues * tokens),
    stateRead: before > 0 ? keptBytes(context.stateValues) : 0,
    stateWritten: keptBytes(context.stateValues),
  };
}
