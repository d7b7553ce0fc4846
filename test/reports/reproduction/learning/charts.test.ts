import { describe, expect, test, vi } from "vitest";
import { accuracyData, drawAccuracy } from "../../../../reports/reproduction/learning/accuracy-chart.ts";
import { FIGURES, type FigurePlan } from "../../../../reports/reproduction/learning/figures.ts";
import { drawLeads, leadData } from "../../../../reports/reproduction/learning/lead-chart.ts";
import { EMPTY_LEARNING, SMALL_LEARNING } from "./sample-learning.ts";

// jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

function planOf(id: string): FigurePlan {
  const plan = FIGURES.find((each) => each.id === id);
  if (plan === undefined) throw new Error(`no figure ${id}`);
  return plan;
}

/** One element a line, so that a change reads well. */
function lines(svg: string): string {
  return `${svg.replaceAll("><", ">\n<")}\n`;
}

describe("accuracyData(reproduction, plan)", () => {
  const values = accuracyData(SMALL_LEARNING, planOf("response"));

  test("has a panel for each sweep that was trained, labels in its order", () => {
    expect(values?.panels.map(({ labels }) => labels)).toEqual([["0 / 0", "2.4 / −2.4", "2.4 / −4.88"], ["1"]]);
  });
  test("gives accuracies by method and floating point beside them", () => {
    const [nonlinear] = values?.panels ?? [];
    expect(nonlinear?.float[0]).toBeCloseTo(0.9);
    expect(nonlinear?.series[2]?.method).toBe("pair-unidirectional");
    expect(nonlinear?.series[2]?.points.map((point) => point?.mean.toFixed(2))).toEqual(["0.89", "0.78", "0.78"]);
  });
  test("leaves out a method that was trained in less than half of a panel", () => {
    const points = SMALL_LEARNING.points.filter(
      ({ method, condition }) => method !== "pair-fixed" || condition === "nonlinear",
    );
    const [panel] = accuracyData({ ...SMALL_LEARNING, points }, planOf("response"))?.panels ?? [];
    expect(panel?.series.map(({ method }) => method)).not.toContain("pair-fixed");
  });
  test("is undefined without trainings", () => {
    expect(accuracyData(EMPTY_LEARNING, planOf("levels"))).toBeUndefined();
  });
});

describe("drawAccuracy(values, id)", () => {
  test("is the stored drawing", async () => {
    const values = accuracyData(SMALL_LEARNING, planOf("variation"));
    if (values === undefined) throw new Error("nothing to draw");
    await expect(lines(String(drawAccuracy(values, "variation")))).toMatchFileSnapshot(
      "../../golden/learning-accuracy.svg",
    );
  });
});

describe("leadData(reproduction)", () => {
  test("has each condition once, with the paired lead over each other method", () => {
    const groups = leadData(SMALL_LEARNING)?.groups ?? [];
    expect(groups.flatMap(({ rows }) => rows.map(({ label }) => label))).toEqual([
      "0 / 0",
      "2.4 / −2.4",
      "2.4 / −4.88",
      "16",
      "1",
    ]);
    const [single, bidirectional] = groups[0]?.rows[1]?.leads ?? [];
    expect(single?.mean).toBeCloseTo(0.18);
    expect(bidirectional?.mean).toBeCloseTo(0.08);
    expect(single?.half).toBeCloseTo(0);
  });
  test("is undefined without trainings", () => {
    expect(leadData(EMPTY_LEARNING)).toBeUndefined();
  });
});

describe("drawLeads(values, id)", () => {
  test("is the stored drawing", async () => {
    const values = leadData(SMALL_LEARNING);
    if (values === undefined) throw new Error("nothing to draw");
    await expect(lines(String(drawLeads(values, "leads")))).toMatchFileSnapshot("../../golden/learning-leads.svg");
  });
});
