import type { Workload } from "./workload.ts";

/** Bytes of a ternary weight, five of which go into one. */
const TERNARY_BYTES = 1 / 5;

/** Ternary weights of a workload, those that a token does not use included: Σ inputs·outputs·stored. */
export function ternaryWeights({ layers }: Workload): number {
  return layers.reduce((sum, { inputs, outputs, count, stored = count }) => sum + inputs * outputs * stored, 0);
}

/**
 * The part of the weight bytes of a token that its output head is, with five ternary weights a byte; 0 without a head, undefined
 * if nothing is known of it. Norms and the row of the embedding are left out.
 */
export function headShare({ layers, otherWeights = [], model }: Workload): number | undefined {
  if (model === undefined) return undefined;
  const bytesOf = (isMeant: (name: string) => boolean): number =>
    layers.reduce((sum, each) => sum + (isMeant(each.name) ? each.inputs * each.outputs * each.count : 0), 0) *
    TERNARY_BYTES;
  const ternary = bytesOf((name) => name === "head");
  const head = otherWeights.find(({ name }) => name === "head");
  if (head === undefined) return ternary / bytesOf(() => true);
  if (head.bytesPerToken === undefined) return undefined;
  return head.bytesPerToken / (head.bytesPerToken + bytesOf(() => true));
}
