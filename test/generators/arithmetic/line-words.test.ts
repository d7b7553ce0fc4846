import { describe, expect, it } from "vitest";
import { lfsrStateAt, lfsrStep } from "../../../generators/arithmetic/lfsr.ts";
import { chainBits, chainSeed, lineSeed } from "../../../generators/arithmetic/line-words.ts";

const SOURCE = { kind: "shared", lfsrBits: 9, delay: 4 } as const;
const GROUP = { lines: 6, first: 2, all: 8, sharedStart: 0.5 };

describe("lineSeed(source, group, line)", () => {
  it("spreads the lines over the period, so that no two start alike", () => {
    const seeds = Array.from({ length: 6 }, (_, line) => lineSeed(SOURCE, GROUP, line));
    expect(new Set(seeds).size).toBe(6);
    expect(seeds[0]).toBe(lfsrStateAt(9, Math.floor((2 * 511) / 8)));
  });
});

describe("chainSeed(source, group)", () => {
  it("is one stretch of the sequence: its newest bits follow from its oldest", () => {
    const chain = chainSeed(SOURCE, GROUP);
    expect(chain).toHaveLength(chainBits(SOURCE, GROUP));
    expect(chainBits(SOURCE, GROUP)).toBe(9 + 5 * 4);
    const window = (from: number): number => chain.slice(from, from + 9).reduce((sum, bit, i) => sum + bit * 2 ** i, 0);
    let state = lfsrStateAt(9, 255);
    for (let from = chain.length - 9; from >= 0; from--) {
      expect(window(from)).toBe(state);
      state = lfsrStep(state, 9);
    }
  });
});
