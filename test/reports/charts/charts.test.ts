import { describe, expect, test, vi } from "vitest";
import { areaBreakdown } from "../../../reports/charts/area-breakdown.ts";
import { energyBreakdown } from "../../../reports/charts/energy-breakdown.ts";
import { equalThroughput } from "../../../reports/charts/equal-throughput.ts";
import { estimateVsSynthesis } from "../../../reports/charts/estimate-vs-synthesis.ts";
import { parallelCoordinates } from "../../../reports/charts/parallel-coordinates.ts";
import { paretoFront } from "../../../reports/charts/pareto-front.ts";
import { roofline } from "../../../reports/charts/roofline.ts";
import type { Chart } from "../../../reports/draw/chart.ts";
import type { ParetoFile, SweepManifest } from "../../../src/core/sweep-result.ts";
import { sampleSweep } from "../sample.ts";
import { EMPTY_PARETO, KNEE, SMALL_MANIFEST, SMALL_PARETO } from "../small-sweep.ts";

// jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/** The drawing of the small sweep, one element a line, so that a change reads well. */
function drawing<Values>(chart: Chart<Values>): string {
  const values = chart.data(SMALL_MANIFEST, SMALL_PARETO);
  if (values === undefined) throw new Error("nothing to draw");
  return `${String(chart.draw(values)).replaceAll("><", ">\n<")}\n`;
}

describe("paretoFront", () => {
  test("paretoFront.data holds front and cloud by column, the generators by what they hold of the front", () => {
    const values = paretoFront.data(SMALL_MANIFEST, SMALL_PARETO);
    expect(values?.generators).toEqual(["ternary-lut", "add-sub"]);
    expect([values?.x, values?.y]).toEqual(["areaUm2", "latencyUs"]);
    expect(values?.front).toMatchObject({ index: [3, 5, 7], series: [0, 0, 1] });
    expect(values?.front.columns["areaUm2"]).toEqual([1000, 2000, 500]);
    expect(values?.cloud.columns["areaUm2"]).toEqual([3000]);
    expect(values?.picks).toEqual([{ position: 1, label: "knee" }]);
  });
  test("paretoFront.data gives null for a metric that one design does not have", () => {
    const front = SMALL_PARETO.front.map((each, i) => (i === 0 ? { ...each, metrics: { areaUm2: 1 } } : each));
    expect(paretoFront.data(SMALL_MANIFEST, { ...SMALL_PARETO, front })?.front.columns["latencyUs"]).toEqual([
      null,
      100,
      800,
    ]);
  });
  test("paretoFront.draw is the stored drawing", async () => {
    await expect(drawing(paretoFront)).toMatchFileSnapshot("../golden/pareto-front.svg");
  });
  test("paretoFront.draw puts one mark a front design and the step line through all three", () => {
    const svg = drawing(paretoFront);
    expect(svg.match(/class="mark /g)).toHaveLength(3);
    expect(/class="steps" d="([^"]*)"/.exec(svg)?.[1]?.match(/[ML]/g)).toHaveLength(5);
  });
});

describe("equalThroughput", () => {
  test("equalThroughput.data divides areas by MACs per cycle and by the knee's generator", () => {
    const values = equalThroughput.data(SMALL_MANIFEST, SMALL_PARETO);
    expect(values?.rows).toEqual([{ macsPerCycle: 64, areaPerMacUm2: [31.25, 46.875], ratios: [null, 1.5] }]);
  });
  test("equalThroughput.data thins many throughputs to sixteen and keeps both ends", () => {
    const row = SMALL_PARETO.equalThroughput[0]!;
    const many = Array.from({ length: 50 }, (_, i) => ({ ...row, macsPerCycle: i + 1 }));
    const values = equalThroughput.data(SMALL_MANIFEST, { ...SMALL_PARETO, equalThroughput: many });
    expect(values?.total).toBe(50);
    expect(values?.rows).toHaveLength(16);
    expect([values?.rows[0]?.macsPerCycle, values?.rows[15]?.macsPerCycle]).toEqual([1, 50]);
  });
  test("equalThroughput.draw is the stored drawing", async () => {
    await expect(drawing(equalThroughput)).toMatchFileSnapshot("../golden/equal-throughput.svg");
  });
});

describe("areaBreakdown", () => {
  test("areaBreakdown.data sums modules by role, the model before synthesis", () => {
    expect(areaBreakdown.data(SMALL_MANIFEST, SMALL_PARETO)).toEqual({
      roles: ["fetch", "control"],
      picks: [
        {
          title: "knee",
          design: "ternary-lut #5",
          bars: [
            { source: "model", areaUm2: 2000, parts: [1500, 500], error: 0 },
            { source: "synthesis", areaUm2: 1900, parts: [1500, 400], error: 0 },
          ],
        },
      ],
    });
  });
  test("areaBreakdown.data leaves a flattened synthesis in one piece", () => {
    const synthesis = { ...KNEE.synthesis!, hierarchy: "flatten" as const, modules: { core: 1900 } };
    const values = areaBreakdown.data(SMALL_MANIFEST, { ...SMALL_PARETO, picks: [{ ...KNEE, synthesis }] });
    expect(values?.picks[0]?.bars[1]).toEqual({ source: "synthesis", areaUm2: 1900, parts: [0, 0], error: 0 });
    expect(String(areaBreakdown.draw(values!))).toContain("not split into modules");
  });
  test("areaBreakdown.data folds the smallest of more than eight roles into other", () => {
    const breakdown = Array.from({ length: 10 }, (_, i) => ({
      module: `m${i}`,
      role: `role${i}`,
      instances: 1,
      areaUm2Each: 100 - i,
      areaUm2: 100 - i,
      areaError: 0,
      energyPj: { switching: 0, internal: 0, clock: 0, leakage: 0 },
      energyError: 0,
    }));
    const values = areaBreakdown.data(SMALL_MANIFEST, { ...SMALL_PARETO, picks: [{ ...KNEE, breakdown }] });
    expect(values?.roles).toEqual(["role0", "role1", "role2", "role3", "role4", "role5", "role6", "other"]);
    expect(values?.picks[0]?.bars[0]?.parts.at(-1)).toBe(93 + 92 + 91);
  });
  test("areaBreakdown.draw is the stored drawing", async () => {
    await expect(drawing(areaBreakdown)).toMatchFileSnapshot("../golden/area-breakdown.svg");
  });
});

describe("estimateVsSynthesis", () => {
  test("estimateVsSynthesis.data gives (model − synthesis) ÷ synthesis for the design and its modules", () => {
    const rows = estimateVsSynthesis.data(SMALL_MANIFEST, SMALL_PARETO)?.groups[0]?.rows;
    expect(rows?.map(({ kind, name, error }) => [kind, name, error])).toEqual([
      ["design", "area", 100 / 1900],
      ["module", "32 × fetch_m2", 0],
      ["module", "core", 0.25],
    ]);
  });
  test("estimateVsSynthesis.data is undefined without synthesis", () => {
    const { synthesis: _, ...unsynthesised } = KNEE;
    expect(estimateVsSynthesis.data(SMALL_MANIFEST, { ...SMALL_PARETO, picks: [unsynthesised] })).toBeUndefined();
  });
  test("estimateVsSynthesis.draw is the stored drawing", async () => {
    await expect(drawing(estimateVsSynthesis)).toMatchFileSnapshot("../golden/estimate-vs-synthesis.svg");
  });
});

describe("parallelCoordinates", () => {
  test("parallelCoordinates.data has the axes that vary, then MACs per cycle and the objectives", () => {
    const values = parallelCoordinates.data(SMALL_MANIFEST, SMALL_PARETO);
    expect(values?.axes.map((axis) => axis.name)).toEqual([
      "generator",
      "tables",
      "fetchers",
      "macsPerCycle",
      "areaUm2",
      "latencyUs",
    ]);
    expect(values?.axes[1]?.positions[2]).toBeNull();
    expect(values?.axes[1]?.ticks.map((tick) => tick.label)).toEqual(["2", "4"]);
    expect(values?.constant).toEqual(["groupSize 2", "tileInputs 4", "tileOutputs 2"]);
  });
  test("parallelCoordinates.draw is the stored drawing", async () => {
    await expect(drawing(parallelCoordinates)).toMatchFileSnapshot("../golden/parallel-coordinates.svg");
  });
});

describe("every chart", () => {
  /** The chart's drawing of a sweep, or undefined. */
  const drawn =
    <Values>(chart: Chart<Values>) =>
    (manifest: SweepManifest, pareto: ParetoFile) => {
      const values = chart.data(manifest, pareto);
      return values === undefined ? undefined : chart.draw(values);
    };
  const charts = [drawn(paretoFront), drawn(roofline), drawn(equalThroughput), drawn(areaBreakdown), drawn(energyBreakdown), drawn(estimateVsSynthesis), drawn(parallelCoordinates)]; // prettier-ignore

  test("data is undefined for a sweep without feasible designs", () => {
    for (const chart of charts) expect(chart(SMALL_MANIFEST, EMPTY_PARETO)).toBeUndefined();
  });
  test("draw gives no NaN, no long fraction and the same bytes twice", () => {
    const { manifest, pareto } = sampleSweep();
    for (const chart of charts) {
      const svg = String(chart(manifest, pareto));
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      expect(svg).not.toMatch(/ (?:x|y|x1|y1|cx|cy|d|transform)="[^"]*\.\d{2}/);
      expect(String(chart(manifest, pareto))).toBe(svg);
    }
  });
});
