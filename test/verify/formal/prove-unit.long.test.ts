import { describe, expect, it } from "vitest";
import { ALL_PROVED, verdictsOf } from "./unit-verdicts.ts";

const SECONDS = 1000;

describe("proveUnit(generator, values, { yosys, patienceS })", () => {
  // Inputs of one bit: the options, not the widths, are what differs.
  it.each([
    ["both phases at once, a last batch that is not full", { phases: "simultaneous", columns: 7, lanes: 4 }],
    ["pairs that move both ways", { scheme: "pair-bidirectional", pulseLength: "fixed" }],
    ["sums of products", { accumulator: "cell", rounding: "threshold" }],
    ["ticks of three cycles", { prescale: 7 }],
    ["a gated clock, both phases at once", { clockGating: "waiting", prescale: 2, phases: "simultaneous" }],
    ["trains in both passes", { product: "coincidence", encoding: "stochastic", xSign: "signed" }],
  ])(
    "proves every property: %s",
    async (_, change) => {
      expect(await verdictsOf({ xBits: 1, deltaBits: 1, ...change })).toEqual(ALL_PROVED);
    },
    150 * SECONDS,
  );
});
