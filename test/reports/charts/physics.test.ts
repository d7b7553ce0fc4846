import { describe, expect, test, vi } from "vitest";
import { energyBreakdown } from "../../../reports/charts/energy-breakdown.ts";
import { estimateVsSynthesis } from "../../../reports/charts/estimate-vs-synthesis.ts";
import { paretoFront } from "../../../reports/charts/pareto-front.ts";
import { roofline } from "../../../reports/charts/roofline.ts";
import type { Chart } from "../../../reports/draw/chart.ts";
import { FAST_PICK, PHYSICAL_MANIFEST, PHYSICAL_PARETO } from "../physical-sweep.ts";
import { SMALL_MANIFEST, SMALL_PARETO } from "../small-sweep.ts";

// jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const words = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/[\u202f\u00a0\s]+/g, " ");

/** The drawing of the physical sweep, one element a line. */
function drawing<Values>(chart: Chart<Values>): string {
  const values = chart.data(PHYSICAL_MANIFEST, PHYSICAL_PARETO);
  if (values === undefined) throw new Error("nothing to draw");
  return `${String(chart.draw(values)).replaceAll("><", ">\n<")}\n`;
}

describe("roofline", () => {
  test("roofline.data gives operations per byte, both bounds and what rules", () => {
    const values = roofline.data(PHYSICAL_MANIFEST, PHYSICAL_PARETO);
    expect(values?.picks).toMatchObject([
      { title: "knee", operationsPerByte: 10, computeTops: 2, attainableTops: 1, bound: "bandwidth" },
      { title: "smallest area", operationsPerByte: 10, computeTops: 0.5, attainableTops: 0.5, bound: "compute" },
    ]);
    expect(values?.front.map((point) => point.attainableTops)).toEqual([0.5, 1, 1]);
  });
  test("roofline.data has axes that hold the points and the ridges of the picks: 20 and 5 operations per byte", () => {
    const values = roofline.data(PHYSICAL_MANIFEST, PHYSICAL_PARETO);
    expect(values?.x.domain[0]).toBeLessThan(5);
    expect(values?.x.domain[1]).toBeGreaterThan(20);
  });
  test("roofline.data is undefined without memory, in the manifest or in the metrics", () => {
    expect(roofline.data(PHYSICAL_MANIFEST, SMALL_PARETO)).toBeUndefined();
    const { memory: _, ...manifest } = PHYSICAL_MANIFEST;
    expect(roofline.data(manifest, PHYSICAL_PARETO)).toBeUndefined();
  });
  test("roofline.table states tokens per second, the bound, and energy with and without memory", () => {
    const values = roofline.data(PHYSICAL_MANIFEST, PHYSICAL_PARETO)!;
    expect(words(String(roofline.table!(values)))).toContain(
      "knee ternary-lut #2 10.0 1 000 500 500 bandwidth 200 µJ ±8.0 % 8.00 mJ 8.20 mJ",
    );
  });
  test("roofline.table leaves out what is not modelled", () => {
    const { energyPerTokenUj: _, ...metrics } = FAST_PICK.record.metrics;
    const picks = [{ ...FAST_PICK, record: { ...FAST_PICK.record, metrics } }];
    const values = roofline.data(PHYSICAL_MANIFEST, { ...PHYSICAL_PARETO, picks })!;
    expect(words(String(roofline.table!(values)))).toContain("bandwidth – 8.00 mJ");
  });
  test("roofline.draw is the stored drawing", async () => {
    await expect(drawing(roofline)).toMatchFileSnapshot("../golden/roofline.svg");
  });
});

describe("energyBreakdown", () => {
  test("energyBreakdown.data has modules by energy, split by kind, with their error", () => {
    expect(energyBreakdown.data(PHYSICAL_MANIFEST, PHYSICAL_PARETO)?.picks).toEqual([
      {
        title: "knee",
        design: "ternary-lut #2",
        energyPerStepPj: 10,
        error: 0.08,
        rows: [
          { name: "8 × fetch", role: "fetch", partsPj: [5, 3, 0, 0], totalPj: 8, error: 0.1 },
          { name: "core", role: "control", partsPj: [1, 0.5, 0.25, 0.25], totalPj: 2, error: 0.2 },
        ],
      },
    ]);
  });
  test("energyBreakdown.data joins the smallest modules, keeping sum and error", () => {
    const breakdown = Array.from({ length: 9 }, (_, i) => ({ ...FAST_PICK.breakdown[1]!, module: `m${i}` }));
    const picks = [{ ...FAST_PICK, breakdown }];
    const rows = energyBreakdown.data(PHYSICAL_MANIFEST, { ...PHYSICAL_PARETO, picks })?.picks[0]?.rows;
    expect(rows).toHaveLength(7);
    expect(rows?.[6]).toMatchObject({ name: "3 smaller modules", partsPj: [15, 9, 0, 0], totalPj: 24 });
    expect(rows?.[6]?.error).toBeCloseTo(0.1);
  });
  test("energyBreakdown.data is undefined where energy is not modelled", () => {
    expect(energyBreakdown.data(SMALL_MANIFEST, SMALL_PARETO)).toBeUndefined();
  });
  test("energyBreakdown.draw is the stored drawing", async () => {
    await expect(drawing(energyBreakdown)).toMatchFileSnapshot("../golden/energy-breakdown.svg");
  });
});

describe("estimateVsSynthesis with delay and energy", () => {
  test("estimateVsSynthesis.data has area, its modules, critical path and energy, with the expected error", () => {
    const rows = estimateVsSynthesis.data(PHYSICAL_MANIFEST, PHYSICAL_PARETO)?.groups[0]?.rows;
    expect(rows?.map(({ name, estimate, measured, error }) => [name, estimate, measured, error])).toEqual([
      ["area", 1040, 1000, 0.04],
      ["8 × fetch", 800, 800, 0],
      ["core", 240, 200, 0.2],
      ["critical path", 800, 1000, -0.2],
      ["energy per step", 10, 12.5, -0.2],
    ]);
    const expected = rows?.map((row) => Number(row.expected.toFixed(6)));
    expect(expected).toEqual([0.0312, 0.02, 0.06, 0.04, 0.064]);
  });
  test("estimateVsSynthesis.caption names what measured delay and energy", () => {
    const values = estimateVsSynthesis.data(PHYSICAL_MANIFEST, PHYSICAL_PARETO)!;
    expect(String(estimateVsSynthesis.caption(values))).toContain("static timing analysis of the mapped netlist");
  });
});

describe("paretoFront with errors", () => {
  test("paretoFront.data holds the errors by column and shows all of a small front", () => {
    const values = paretoFront.data(PHYSICAL_MANIFEST, PHYSICAL_PARETO);
    expect(values?.front.errors["areaUm2"]).toEqual([0.03, 0.03, 0.03]);
    expect(values?.front.errors["latencyUs"]).toBeUndefined();
    expect(values?.whiskers).toBe("all");
  });
  test("paretoFront.draw draws only the picks' error bars of a large front", () => {
    const front = Array.from({ length: 100 }, (_, i) => ({ ...PHYSICAL_PARETO.front[2]!, index: i + 10 }));
    const pareto = { ...PHYSICAL_PARETO, front: [...PHYSICAL_PARETO.front, ...front] };
    const values = paretoFront.data(PHYSICAL_MANIFEST, pareto)!;
    const svg = String(paretoFront.draw(values));
    expect(svg).toContain('class="whiskers" d=""');
    expect(/class="whiskers picked" d="([^"]*)"/.exec(svg)?.[1]?.match(/H/g)).toHaveLength(2);
  });
});
