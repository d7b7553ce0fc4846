import type { Direction } from "../../src/core/metric.ts";
import type { MemoryShare } from "../memory/system.ts";

/** What a workload decides on of the terms of a design. */
export interface TokenTerms {
  macsPerToken: number;
  steps: number;
  cycles: number;
  memory: MemoryShare;
}

/**
 * A metric of a design that serves several workloads, from its value in each: the value itself where all agree; else the worst,
 * the weighted geometric mean, or the weighted mean, weights being parts of the tokens: arithmetic where less is better (energy
 * and time of a token), harmonic where more is (tokens per second, utilisation), so that the mean rate is that of the mean time.
 * Calls `of` with the terms of each workload in turn; the terms are left as they were.
 */
export function combined<Terms extends TokenTerms>(
  terms: Terms,
  better: Direction,
  of: (terms: Terms) => number,
): number {
  const { macsPerToken, steps, cycles, memory } = terms;
  const { each } = memory;
  if (each === undefined) return of(terms);
  const { tokens, weights, combine } = each;
  let [first, isSame, least, most, total, sum, rest, logs] = [Number.NaN, true, Infinity, -Infinity, 0, 0, 0, 0];
  for (let i = 0; i < tokens.length; i++) {
    setTokens(terms, tokens[i]!);
    const value = of(terms);
    const weight = weights[i]!;
    if (i === 0) first = value;
    isSame &&= value === first;
    least = Math.min(least, value);
    most = Math.max(most, value);
    total += weight;
    sum += weight * value;
    rest += weight / value;
    logs += weight * Math.log(value);
  }
  setTokens(terms, { macsPerToken, steps, cycles, memory });
  if (isSame) return first;
  switch (combine) {
    case "worst":
      return better === "minimize" ? most : least;
    case "mean":
      return better === "minimize" ? sum / total : total / rest;
    case "geometric-mean":
      return Math.exp(logs / total);
  }
}

/** Sets the terms that a workload decides on. */
export function setTokens(terms: TokenTerms, { macsPerToken, steps, cycles, memory }: Readonly<TokenTerms>): void {
  terms.macsPerToken = macsPerToken;
  terms.steps = steps;
  terms.cycles = cycles;
  terms.memory = memory;
}
