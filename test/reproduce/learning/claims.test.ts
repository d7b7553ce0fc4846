import { describe, expect, it } from "vitest";
import type { LearningPoint } from "../../../src/core/learning-reproduction.ts";
import { learningClaims } from "../../../src/reproduce/learning/claims.ts";
import { learned, learnedAll } from "./sample.ts";

type Losses = readonly [single: number, bidirectional: number, unidirectional: number];

/** 64 levels: losses [points] of the unidirectional pair with exact passes and with each kind of converters. */
function passes(exact: number, eight: number, noisy: number, four: number): readonly LearningPoint[] {
  return [
    ...learnedAll("linear", [2, 2, exact]),
    learned("linear-passes-8", "pair-unidirectional", eight),
    learned("linear-passes-8-noise", "pair-unidirectional", noisy),
    learned("linear-passes-4", "pair-unidirectional", four),
  ];
}

/** The verdict of one claim, from losses [points] by condition. */
function verdictOf(id: string, losses: Readonly<Record<string, Losses>>): string | undefined {
  const points = Object.entries(losses).flatMap(([condition, each]) => learnedAll(condition, each));
  return learningClaims(points).find((claim) => claim.id === id)?.verdict;
}

describe("learningClaims(points)", () => {
  it("leaves out claims that nothing is known about", () => {
    expect(learningClaims([])).toEqual([]);
  });

  it("C1 holds in part at best where only the update is hardware, and differs if no number of levels learns", () => {
    const levels = (loss: number, few: number): Readonly<Record<string, Losses>> => ({
      "linear-16": [5, 5, few],
      linear: [2, 2, loss],
      "linear-256": [1, 1, loss],
    });
    expect(verdictOf("C1", levels(2, 2))).toBe("holds in part");
    expect(verdictOf("C1", levels(2, 12))).toBe("holds in part");
    expect(verdictOf("C1", levels(12, 12))).toBe("comes out differently");
  });

  it("C1 holds where every kind of passes comes near, in part where some do, and differs where none does", () => {
    const verdict = (exact: number, eight: number, noisy: number, four: number): string | undefined =>
      learningClaims(passes(exact, eight, noisy, four)).find(({ id }) => id === "C1")?.verdict;
    expect(verdict(1, 2, 5, 8)).toBe("holds");
    expect(verdict(1, 2, 5, 12)).toBe("holds in part");
    expect(verdict(1, 12, 13, 14)).toBe("holds in part");
    expect(verdict(11, 12, 13, 14)).toBe("comes out differently");
  });

  it("C1 says what converters cost and at which bits, and that only the update is hardware where there are none", () => {
    const [few, usual] =
      learningClaims([...learnedAll("linear-16", [5, 5, 5]), ...passes(1, 2, 5, 8)])[0]?.findings ?? [];
    expect(few?.text).toMatch(
      /5\.0 ± 0\.2 points to floating point .* with exact passes; only the update is hardware here$/,
    );
    expect(usual?.text).toMatch(
      /1\.0 ± 0\.2 points to floating point .* with exact passes; with both passes through converters of 8 bits: 2\.0 ± 0\.2 \(they cost 1\.0 ± .+\), of 8 bits with read noise of σ 0\.2: 5\.0 ± 0\.2 \(they cost 4\.0 ± .+\), of 4 bits: 8\.0 ± 0\.2 \(they cost 7\.0 ± .+\)$/,
    );
    expect([few?.verdict, usual?.verdict]).toEqual(["holds in part", "holds"]);
  });

  it("C2 holds if both the response and the method matter", () => {
    expect(verdictOf("C2", { linear: [2, 2, 2], nonlinear: [20, 15, 10] })).toBe("holds");
    expect(verdictOf("C2", { linear: [2, 2, 2], nonlinear: [20, 15, 15] })).toBe("holds in part");
  });

  it("C3 holds if linear devices come within 3 points, and a quarter of the range costs", () => {
    expect(verdictOf("C3", { linear: [2, 1, 1], "range-25": [20, 9, 9] })).toBe("holds");
    expect(verdictOf("C3", { linear: [4, 1, 1], "range-25": [20, 9, 9] })).toBe("holds in part");
    expect(verdictOf("C3", { linear: [4, 5, 6], "range-25": [4, 5, 6] })).toBe("comes out differently");
  });

  it("C4 asks for a lead over both others everywhere, on symmetric nonlinear devices too", () => {
    const asymmetric: Readonly<Record<string, Losses>> = {
      mild: [9, 7, 5],
      nonlinear: [20, 15, 10],
      asymmetric: [20, 15, 10],
      strong: [40, 30, 20],
      "nonlinear-16": [30, 30, 20],
      "nonlinear-256": [30, 30, 20],
    };
    expect(verdictOf("C4", { ...asymmetric, retracing: [9, 9, 5] })).toBe("holds");
    expect(verdictOf("C4", { ...asymmetric, retracing: [2, 2, 5] })).toBe("holds in part");
  });

  it("C5 tells cancelling (v1) from compensating (v2)", () => {
    const devices = (own: number): Readonly<Record<string, Losses>> => ({
      linear: [2, 2, 1],
      "linear-steps-4": [30, 30, 1],
      retracing: [3, 3, own],
      nonlinear: [20, 15, own],
      asymmetric: [30, 25, own],
    });
    expect(verdictOf("C5", devices(2))).toBe("holds");
    expect(verdictOf("C5", devices(10))).toBe("holds in part");
  });

  it("C6 holds if variation costs little and the lead stays, in part if one of both", () => {
    const spread = (after: Losses): Readonly<Record<string, Losses>> => ({ mild: [9, 7, 5], "mild-label-1": after });
    expect(verdictOf("C6", spread([12, 9, 6]))).toBe("holds");
    expect(verdictOf("C6", spread([12, 5, 6]))).toBe("holds in part");
    expect(verdictOf("C6", spread([9, 7, 15]))).toBe("comes out differently");
  });

  it("C6 compares with a pair with one fixed only where it was trained", () => {
    const points = learnedAll("mild", [9, 7, 5]).concat(learnedAll("mild-label-1", [12, 9, 6]));
    const without = points.filter(({ method }) => method !== "pair-fixed");
    const texts = [points, without].map((each) => learningClaims(each)[0]?.findings[0]?.text ?? "");
    expect(texts.map((text) => text.includes("pair with one fixed"))).toEqual([true, false]);
  });

  it("C6 judges each way of refreshing by itself, where it was trained", () => {
    const points = [
      ...learnedAll("mild", [9, 7, 5]),
      learned("mild", "pair-unidirectional-verified", 5),
      ...learnedAll("mild-step-0.5", [9, 7, 15]),
      learned("mild-step-0.5", "pair-unidirectional-verified", 6),
    ];
    const [claim] = learningClaims(points);
    expect(claim?.findings.map(({ name, verdict }) => [name, verdict])).toEqual([
      ["step, 1/−1, open loop", "comes out differently"],
      ["step, 1/−1, verified", "holds"],
    ]);
    expect(claim?.verdict).toBe("holds in part");
  });

  it("C6 states the figures that decide it, by name: its cost, what it costs others less that, leads, and open loop", () => {
    const points = [
      ...learnedAll("mild", [9, 7, 5]),
      learned("mild", "pair-unidirectional-verified", 5),
      ...learnedAll("mild-step-0.5", [9, 7, 15]),
      learned("mild-step-0.5", "pair-unidirectional-verified", 6),
    ];
    const [open, verified] =
      learningClaims(points)[0]?.findings.map(({ text }) => text.replaceAll(/(\.\d)\d* ± [^ ;,]+/g, "$1")) ?? [];
    expect(open).toMatch(
      /in open loop, 10\.0 points; what it costs others less that: −10\.0 \(single device\), −10\.0 \(bidirectional pair\), .*; accuracy less theirs: −6\.0 \(single device\), −8\.0 \(bidirectional pair\), [^;]*$/,
    );
    expect(verified).toMatch(
      /with verification, 1\.0 points; what it costs others less that: −1\.0 \(single device\).*; accuracy less theirs: 3\.0 \(single device\), 1\.0 \(bidirectional pair\), .*; less that in open loop 9\.0$/,
    );
  });
});
