import { describe, expect, it } from "vitest";
import { synapseUpdate } from "../../../generators/synapse-update/index.ts";
import { ENCODINGS } from "../../../src/core/encodings.ts";
import { SCHEMES } from "../../../src/core/schemes.ts";
import { PRODUCTS } from "../../../generators/contract/index.ts";
import type { ParameterValues } from "../../../src/core/parameters.ts";
import { OPERATION_CORNERS } from "../../../src/verify/update-unit/operations.ts";
import { verifyUnit } from "../../../src/verify/update-unit/embedded.ts";
import { randomUnits, unitOf } from "../../support/random-unit.ts";

/** All corners in each of the 32 simulators, and some random operations. */
const OPERATIONS = OPERATION_CORNERS.length + 47;

function verify(values: ParameterValues, golden: ParameterValues = values, operations = OPERATIONS) {
  const top = synapseUpdate.elaborate(values);
  return verifyUnit(top, synapseUpdate.unit(golden).shape, { operations, seed: 1 });
}

const SMALL = { rows: 3, columns: 5, lanes: 2, widthBits: 4, maxPulses: 8 };

/** Every scheme × encoding × product that there is. */
const COMBINATIONS = SCHEMES.flatMap((scheme) =>
  ENCODINGS.flatMap((encoding) =>
    PRODUCTS.map((product) => unitOf({ ...SMALL, scheme, encoding, product, xSign: "signed" })),
  ),
).filter((values) => synapseUpdate.conflicts(values).length === 0);

describe("verifyUnit(top, shape, { operations, seed })", () => {
  it("has every scheme, encoding and product to look at", () => {
    expect(COMBINATIONS).toHaveLength(4 * (5 + 2 * 3 + 1));
  });

  it.each(SCHEMES)("passes each encoding and product of scheme %s, with stalls", (scheme) => {
    for (const values of COMBINATIONS.filter((each) => each["scheme"] === scheme))
      expect(verify(values), JSON.stringify(values)).toMatchObject({ passed: true, operations: OPERATIONS });
  });

  // embedded.long.test.ts takes many more.
  it("passes 12 random units of all options", () => {
    for (const values of randomUnits(12, 2026))
      expect(verify(values), JSON.stringify(values)).toMatchObject({ passed: true });
  }, 60_000);

  it("passes long runs of units that keep state: sums, random words, refreshes, verifying", () => {
    const changes: readonly ParameterValues[] = [
      { accumulator: "cell", rounding: "stochastic", counters: "events" },
      { product: "coincidence", encoding: "stochastic", randomSource: "per-line", lfsrBits: 9, xBits: 5, deltaBits: 5 },
      { scheme: "pair-unidirectional", refresh: "verified", adcBits: 4, counters: "events" },
      { scheme: "pair-bidirectional", writeVerify: "on", adcBits: 3, counters: "events" },
    ];
    for (const change of changes)
      expect(verify(unitOf({ ...SMALL, ...change }), undefined, 640), JSON.stringify(change)).toMatchObject({
        passed: true,
      });
  });

  it.each([2, 3, 17])(
    "counts pulses and gaps in ticks of %s cycles, in every scheme and phase",
    (prescale) => {
      const changes: readonly ParameterValues[] = [
        {},
        { phases: "simultaneous", counters: "events" },
        { scheme: "pair-unidirectional", refresh: "open-loop", adcBits: 3 },
        { product: "coincidence", pulseLength: "fixed", maxPulses: 2 },
      ];
      for (const change of changes)
        expect(verify(unitOf({ ...SMALL, ...change, prescale })), JSON.stringify(change)).toMatchObject({
          passed: true,
        });
    },
    60_000,
  );

  it.each([1, 3])(
    "is the same with a gated clock and ticks of %s cycles: slots, reads, counters, cycles",
    (prescale) => {
      const changes: readonly ParameterValues[] = [
        {},
        { counters: "events", phases: "simultaneous", xSign: "signed" },
        { accumulator: "cell", accumulatorBits: 20, counters: "events", scheme: "pair-bidirectional" },
        { scheme: "pair-unidirectional", refresh: "open-loop", adcBits: 3, counters: "events" },
        { scheme: "pair-unidirectional", refresh: "verified", adcBits: 3, writeVerify: "on" },
        { product: "coincidence", encoding: "stochastic", phases: "simultaneous", scheme: "pair-bidirectional" },
        { product: "coincidence", encoding: "mean-count", pulseLength: "fixed", xSign: "signed" },
      ];
      for (const change of changes)
        expect(
          verify(unitOf({ ...SMALL, ...change, prescale, clockGating: "waiting" })),
          JSON.stringify(change),
        ).toMatchObject({ passed: true });
    },
    60_000,
  );

  it("takes one row, one column, one lane, one bit and one pulse", () => {
    const single = { rows: 1, columns: 1, lanes: 1, xBits: 1, deltaBits: 1, maxPulses: 1, widthBits: 1 };
    for (const change of [{}, { xSign: "signed" }, { product: "coincidence" }])
      expect(verify(unitOf({ ...single, ...change }))).toMatchObject({ passed: true });
  });
});

/** A golden model of another unit must not agree: the run fails, and says what is wrong. */
const WRONG: readonly (readonly [string, ParameterValues, RegExp])[] = [
  ["rounding", { rounding: "truncate" }, /slot|cycles/],
  ["product", { product: "min" }, /slot|cycles/],
  ["scheme", { scheme: "pair-fixed" }, /port/],
  ["phases", { phases: "simultaneous" }, /slot|cycles/],
  ["pulseLength", { pulseLength: "fixed" }, /cycles|slot/],
  ["encoding", { encoding: "sign" }, /slot|cycles/],
  ["xSign", { xSign: "signed" }, /slot|cycles/],
  ["prescale", { prescale: 2 }, /slot|cycles/],
];

describe("verifyUnit(top, shape) of a wrong shape", () => {
  it.each(WRONG)("notices another %s", (_, change, failure) => {
    const values = unitOf(SMALL);
    const failed = (): string | undefined => verify(values, { ...values, ...change }).failure;
    if (failure.source === "port") expect(failed).toThrow(failure);
    else expect(failed()).toMatch(failure);
  });

  it("notices another seed of random words", () => {
    const values = unitOf({ ...SMALL, rounding: "stochastic", lfsrBits: 16 });
    expect(verify(values, { ...values, decorrelatingDelay: 6 }).passed).toBe(false);
  });

  it("notices counters that count something else", () => {
    const values = unitOf({ ...SMALL, counters: "events" });
    const golden = synapseUpdate.unit(values).shape;
    const top = synapseUpdate.elaborate(unitOf({ ...SMALL, counters: "none" }));
    const { failure } = verifyUnit(top, golden, { operations: 40, seed: 1 });
    expect(failure).toMatch(/updates reads as 0, expected/);
  });
});
