import { describe, expect, it } from "vitest";
import { PulsePlan } from "../../../../models/training/planners/pulse-plan.ts";
import { balanceWarning } from "../../../../models/training/record/balance-warning.ts";
import { BalanceMeter } from "../../../../models/training/record/output-balance.ts";
import { unit } from "../units.ts";

/** One example of a softmax: 0.9 for the class that is right, −0.1 for nine others; four pulses at full scale. */
const DELTA = Float32Array.of(0.9, -0.1, -0.1, -0.1, -0.1, -0.1, -0.1, -0.1, -0.1, -0.1);
const X = Float32Array.of(1, 0.5);

function meterOf(rounding: string): BalanceMeter {
  const shape = unit({ rows: 2, columns: 10, rounding });
  const meter = new BalanceMeter(shape, 4);
  // Codes of 8 bits: 255 and 127 are 1; 255 · 127 / 2^13 is 3.95 pulses.
  const codes = { x: Int16Array.of(255, 128), delta: Int16Array.from(DELTA, (value) => Math.round(127 * value)) };
  meter.want({ x: X, delta: DELTA }, codes, { pulses: 15, shift: 13, threshold: 1 });
  return meter;
}

describe("BalanceMeter", () => {
  it("says what is wanted both ways, and what of it never comes: below half a pulse, if rounded to the nearest", () => {
    const { raising, lowering } = meterOf("round").balance();
    expect(raising.wanted).toBeCloseTo(4 * 0.9 * 1.5, 5);
    expect(lowering.wanted).toBeCloseTo(4 * 0.9 * 1.5, 5);
    expect([raising.dropped, lowering.dropped]).toEqual([0, 1]);
  });

  it("finds that nothing is dropped every time where rounding is random", () => {
    const { raising, lowering } = meterOf("stochastic").balance();
    expect([raising.dropped, lowering.dropped]).toEqual([0, 0]);
  });

  it("counts pulses given by their direction", () => {
    const meter = meterOf("round");
    const plan = new PulsePlan(3);
    plan.add(0, 4, 0);
    plan.add(10, 2, 0);
    plan.add(11, -1, 0);
    meter.give(plan);
    const { raising, lowering } = meter.balance();
    expect([raising.given, lowering.given]).toEqual([6, 1]);
  });
});

describe("balanceWarning(shape, balance)", () => {
  const side = (wanted: number, given: number, dropped = 0) => ({ wanted, given, dropped });
  it("is silent where both sides get their share, whatever is wanted of each", () => {
    expect(balanceWarning(unit({}), { raising: side(10, 9), lowering: side(30, 24) })).toBeUndefined();
    expect(balanceWarning(unit({}), { raising: side(0, 0), lowering: side(0, 0) })).toBeUndefined();
  });

  it.each([
    [{ rounding: "round" }, /too small for rounding round .* Set rounding stochastic \(or accumulator cell\)/],
    [{ product: "coincidence" }, /too small for encoding binary-count .* Set encoding stochastic, a computed product/],
    [{}, /too small for 8 bits of delta .* Set deltaScale power-of-two, more deltaBits/],
  ])("says why, and what to set: %j", (values, words) => {
    const shape = unit(values);
    expect(balanceWarning(shape, { raising: side(10, 10), lowering: side(10, 4, 0.6) })).toMatch(words);
    expect(balanceWarning(shape, { raising: side(10, 10), lowering: side(10, 10, 0.3) })).toMatch(
      / 30.0.% of those that lower/,
    );
  });
});
