import type { Layer } from "../workload/layer.ts";
import { positionsAttended } from "../workload/attention.ts";
import { tokensOf, type Pass } from "./pass.ts";
import type { WholeModel } from "./whole-model.ts";

/** Multiply-accumulates of a pass; all but the ternary ones run on hardware that is not generated here. */
export interface Macs {
  /** On the core, zero weights included. */
  readonly ternary: number;
  /** Of an output head that is not ternary. */
  readonly head: number;
  /** q·kᵀ and p·v. */
  readonly attention: number;
  /** Multiplications with constant states. */
  readonly state: number;
  /** Norms (a square and a scale a weight), routers, shared experts. */
  readonly otherWeights: number;
}

/** What a pass multiplies; softmax, activation functions and rotations are left out. */
export function macsOfPass(model: WholeModel, pass: Pass): Macs {
  const { sequences, tokens, before, logits } = pass;
  const { body, head, plainHead, others, context } = model;
  const tokensInAll = tokensOf(pass);
  const heads = sequences * logits;
  return {
    ternary: tokensInAll * macsOf(body) + heads * macsOf(head),
    head: heads * (plainHead?.weights ?? 0),
    attention: sequences * context.macsPerPosition * positionsAttended(before, tokens),
    state: tokensInAll * context.stateMacs,
    otherWeights:
      tokensInAll * others.reduce((sum, { name, weights }) => sum + (name === "norms" ? 2 : 1) * weights, 0),
  };
}

function macsOf(layers: readonly Layer[]): number {
  return layers.reduce((sum, { inputs, outputs, count }) => sum + inputs * outputs * count, 0);
}
