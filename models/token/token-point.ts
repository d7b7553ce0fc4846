import { bytesOfBits, jOfUj, perSecondOfUs, secondsOfUs } from "../../src/core/units.ts";
import { generationPasses, prefillPasses, type Stretch } from "./pass.ts";
import { KEPT_BITS, type DramBytes } from "./pass-traffic.ts";
import { totalOf, type EnergyUj } from "./parts.ts";
import { perToken, tokenCost, type TokenCost, type TokenSystem } from "./token-cost.ts";

export const PHASES = ["decode", "prefill"] as const;
export type Phase = (typeof PHASES)[number];

/** What is asked of a system. */
export interface TokenRequest {
  readonly phase: Phase;
  /** Sequences that share each reading of the weights. */
  readonly batch: number;
  /** Tokens of a sequence that one reading of the weights serves while decoding; 1 without drafts. */
  readonly speculative: number;
  /** Tokens of a prompt that one reading of the weights serves; absent: all. */
  readonly chunk?: number;
  /** Tokens that each sequence is decoded by, from the context on. */
  readonly tokens: number;
}

/** What limits the speed: the cores, or DRAM and what it brings most of. */
export interface Bound {
  readonly by: "cores" | "dram";
  /** The largest part of its bytes. */
  readonly mostBytes: keyof DramBytes;
}

/** A whole token at one context length; decoding: the mean over the tokens that are generated. */
export interface TokenPoint {
  /** Tokens that the first token attends to, itself included; in prefill the length of the prompt. */
  readonly context: number;
  /** Of all sequences; where drafts are verified, if all are accepted. */
  readonly tokensPerSecond: number;
  readonly energyPerTokenJ: number;
  /** Where drafts are verified: if of each pass one token is kept. */
  readonly oneAccepted?: { readonly tokensPerSecond: number; readonly energyPerTokenJ: number };
  /** Prefill of a prompt of this length, in each sequence [s]. */
  readonly timeToFirstTokenS: number;
  readonly bound: Bound;
  readonly coreTimePerTokenS: number;
  readonly dramTimePerTokenS: number;
  readonly perToken: ReturnType<typeof perToken>;
  readonly passes: number;
  readonly tokens: number;
  /** Keys, values and states of all sequences at the end [bytes]. */
  readonly keptBytes: number;
  readonly sramAreaUm2: number;
}

/** What a token costs at a context length. */
export function tokenPoint(system: TokenSystem, request: TokenRequest, context: number): TokenPoint {
  const { batch, speculative, phase, chunk = context } = request;
  const prefill = tokenCost(system, prefillPasses(batch, context, chunk));
  const cost = phase === "prefill" ? prefill : tokenCost(system, decoding(request, context));
  const kept = phase === "prefill" ? context : context - 1 + request.tokens;
  const { cachedValues, stateValues } = system.model.context;
  const isDrafted = phase === "decode" && speculative > 1;
  return {
    context,
    ...rates(cost, cost.tokens),
    ...(isDrafted ? { oneAccepted: rates(cost, batch * cost.passes) } : {}),
    timeToFirstTokenS: secondsOfUs(prefill.timeUs),
    bound: boundOf(cost),
    coreTimePerTokenS: secondsOfUs(cost.coreUs / cost.tokens),
    dramTimePerTokenS: secondsOfUs(cost.dramUs / cost.tokens),
    perToken: perToken(cost),
    passes: cost.passes,
    tokens: cost.tokens,
    keptBytes: batch * bytesOfBits((cachedValues * kept + stateValues) * KEPT_BITS[system.kept]),
    sramAreaUm2: cost.sramAreaUm2,
  };
}

function decoding({ batch, speculative, tokens }: TokenRequest, context: number): readonly Stretch[] {
  return generationPasses({ sequences: batch, before: context - 1, tokens, perPass: speculative });
}

function rates({ timeUs, energyUj }: { readonly timeUs: number; readonly energyUj: EnergyUj }, tokens: number) {
  return { tokensPerSecond: perSecondOfUs(timeUs / tokens), energyPerTokenJ: jOfUj(totalOf(energyUj) / tokens) };
}

function boundOf({ coreUs, dramUs, bytes }: TokenCost): Bound {
  const parts: readonly (readonly [keyof DramBytes, number])[] = [
    ["ternaryWeights", bytes.ternaryWeights],
    ["head", bytes.head],
    ["embedding", bytes.embedding],
    ["otherWeights", bytes.otherWeights],
    ["keysValuesRead", bytes.keysValuesRead],
    ["keysValuesWritten", bytes.keysValuesWritten],
    ["stateRead", bytes.stateRead],
    ["stateWritten", bytes.stateWritten],
  ];
  const [mostBytes] = parts.reduce((most, part) => (part[1] > most[1] ? part : most));
  return { by: coreUs >= dramUs ? "cores" : "dram", mostBytes };
}

/** The first context of a table, doubled from line to line. */
const FIRST_CONTEXT = 128;

/** Contexts of a table: 128, 256, … below `last`, and `last`. */
export function contextsUpTo(last: number): readonly number[] {
  const doublings = Math.max(0, Math.ceil(Math.log2(last / FIRST_CONTEXT)));
  return [...Array.from({ length: doublings }, (_, i) => FIRST_CONTEXT * 2 ** i), last];
}
