import { describe, expect, it } from "vitest";
import { brokenGates } from "./gates.ts";
import { GOOD } from "./sample.ts";

/** `GOOD` with other errors in the check of this quantity and source. */
function withErrors(quantity: string, source: string, errors: object) {
  return {
    ...GOOD,
    checks: GOOD.checks.map((check) =>
      check.quantity === quantity && check.source === source && check.gate !== undefined && check.errors !== undefined
        ? { ...check, designs: 20, errors: { ...check.errors, ...errors } }
        : check,
    ),
  };
}

describe("brokenGates(validation)", () => {
  it("passes a model that is just good enough", () => {
    expect(brokenGates(GOOD)).toEqual([]);
  });

  it("names each bound of issue 3 that is broken", () => {
    const broken = (quantity: string, source: string): string[] =>
      brokenGates(withErrors(quantity, source, { mean: 0.31, worst: 0.31, kendallTau: 0.969 }));
    expect(broken("area", "counts")).toEqual([
      "asap7: area (counts) against hierarchical synthesis: mean |error| 31.0 %, expected at most 5.0 %",
      "asap7: area (counts) against hierarchical synthesis: worst |error| 31.0 %, expected at most 15.0 %",
      "asap7: area (counts) against hierarchical synthesis: Kendall τ 0.969, expected at least 0.97",
    ]);
    expect(broken("area", "characterised")).toEqual([
      "asap7: area (characterised) against hierarchical synthesis: mean |error| 31.0 %, expected at most 1.0 %",
      "asap7: area (characterised) against hierarchical synthesis: Kendall τ 0.969, expected at least 0.97",
    ]);
    expect(broken("delay", "counts")).toEqual([
      "asap7: delay (counts) against OpenSTA: mean |error| 31.0 %, expected at most 10.0 %",
    ]);
    expect(broken("delay", "characterised")).toEqual([
      "asap7: delay (characterised) against OpenSTA: mean |error| 31.0 %, expected at most 10.0 %",
      "asap7: delay (characterised) against OpenSTA: worst |error| 31.0 %, expected at most 25.0 %",
    ]);
    expect(broken("energy", "characterised").slice(0, 2)).toEqual([
      "asap7: energy (characterised) against OpenSTA: mean |error| 31.0 %, expected at most 10.0 %",
      "asap7: energy (characterised) against OpenSTA: worst |error| 31.0 %, expected at most 30.0 %",
    ]);
  });

  it("does not pass numbers that are none", () => {
    const none = { mean: Number.NaN, worst: Number.NaN, kendallTau: Number.NaN };
    expect(brokenGates(withErrors("energy", "characterised", none))).toHaveLength(3);
  });

  it("does not pass what was not measured on every design", () => {
    const checks = GOOD.checks.map((check) => ({ ...check, designs: check.quantity === "delay" ? 0 : 1 }));
    expect(brokenGates({ ...GOOD, checks })).toEqual([
      "asap7: delay (counts) against OpenSTA: known for 0 of 1 designs, expected all",
      "asap7: delay (characterised) against OpenSTA: known for 0 of 1 designs, expected all",
    ]);
  });

  it("looks at the regret of every front", () => {
    const [regret] = GOOD.regrets;
    if (regret === undefined) throw new Error("the sample has no regret");
    const { linear: _, ...unknown } = regret;
    expect(brokenGates({ ...GOOD, regrets: [{ ...regret, linear: 0.0123 }, unknown] })).toEqual([
      "asap7: Pareto regret (counts) of area per MAC, energy per MAC: 1.23 %, expected at most 1.00 %",
      "asap7: Pareto regret (counts) of area per MAC, energy per MAC: not known, an objective is missing",
    ]);
  });
});

describe("brokenGates(validation) of few designs", () => {
  it("promises no ranks: one pair in the other order would break them", () => {
    const few = withErrors("area", "counts", { kendallTau: 0.5 });
    const checks = few.checks.map((check) => ({ ...check, designs: 8 }));
    expect(brokenGates({ ...few, checks })).toEqual([]);
    expect(brokenGates(few)).toHaveLength(1);
  });
});
