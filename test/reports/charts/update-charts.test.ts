import { describe, expect, it } from "vitest";
import { accuracyMap } from "../../../reports/charts/accuracy-map.ts";
import { updateBreakdown } from "../../../reports/charts/update-breakdown.ts";
import { renderReport } from "../../../reports/index.ts";
import { bestPerDevice } from "../../../reports/sections/best-per-device.ts";
import { SMALL_MANIFEST } from "../small-sweep.ts";
import type { DesignRecord } from "../../../src/core/result.ts";
import type { ParetoFile, SweepManifest } from "../../../src/core/sweep-result.ts";
import { PLAIN_TRAINING } from "../../support/plain-training.ts";

const { workload: _, ...rest } = SMALL_MANIFEST;

const MANIFEST: SweepManifest = {
  ...rest,
  training: {
    data: "built-in digits",
    trainExamples: 100,
    testExamples: 1000,
    layers: [64, 8, 10],
    activation: "sigmoid",
    epochs: 2,
    batch: 1,
    learningRate: 0.2,
    weightRange: 2,
    ...PLAIN_TRAINING,
    seeds: 1,
    budget: 10,
    runs: 4,
    keys: 4,
    trainedKeys: 4,
    warnings: [],
    divergedRuns: 1,
    floatAccuracy: 0.9,
    devices: [
      { device: "epiram", title: "EpiRAM", source: "a manual <1>", states: [64, 64] },
      { device: "gst-pcm", title: "PCM", source: "a manual", states: [100, 120] },
    ],
    wireCapacitanceFfPerUm: 0.2,
    cellPitchUm: 0.5,
    notes: ["Half-select is left out."],
  },
};

function record(index: number, parameters: Record<string, string>, accuracy: number, energyNj: number): DesignRecord {
  const metrics = {
    areaUm2: 100 + index,
    accuracy,
    energyPerUpdatePj: energyNj,
    updateLatencyUs: 10,
    deviceTimeShare: 0.75,
    energyPerExampleNj: energyNj,
    unitEnergyPerExampleNj: energyNj / 2,
    lineEnergyPerExampleNj: 0,
    deviceEnergyPerExampleNj: energyNj / 2,
    refreshEnergyPerExampleNj: 0,
  };
  const shared = { scheme: "single", encoding: "sign", product: "multiplier", lanes: 8 };
  return { index, generator: "synapse-update", parameters: { ...shared, ...parameters }, status: "feasible", metrics };
}

const BEST = record(0, { device: "epiram" }, 0.8, 4);
const FRUGAL = record(1, { device: "epiram", product: "coincidence" }, 0.79, 2);
const POOR = record(2, { device: "epiram", scheme: "pair-fixed", encoding: "stochastic" }, 0.3, 9);

const PARETO: ParetoFile = {
  schemaVersion: 1,
  objectives: [
    { metric: "accuracy", direction: "maximize" },
    { metric: "energyPerUpdatePj", direction: "minimize" },
  ],
  front: [BEST, FRUGAL],
  picks: [{ label: "knee", record: FRUGAL, breakdown: [] }],
  equalThroughput: [],
  cloud: { total: 1, shown: 1, records: [POOR] },
};

describe("accuracyMap.data", () => {
  it("has the best accuracy of each device by scheme and encoding, as the schema orders them", () => {
    const values = accuracyMap.data(MANIFEST, PARETO);
    expect(values).toMatchObject({ schemes: ["single", "pair-fixed"], encodings: ["sign", "stochastic"] });
    expect(values?.rows[0]?.cells.map(({ best }) => best?.accuracy)).toEqual([0.8, undefined, undefined, 0.3]);
    expect(values?.rows[1]?.cells.every(({ best }) => best === undefined)).toBe(true);
  });

  it("draws a dash where nothing is known", () => {
    const values = accuracyMap.data(MANIFEST, PARETO);
    expect(values === undefined ? "" : String(accuracyMap.draw(values))).toContain(">–</text>");
  });
});

describe("updateBreakdown.data", () => {
  it("splits energy by where it goes, and latency into control and pulses", () => {
    const [pick] = updateBreakdown.data(MANIFEST, PARETO)?.picks ?? [];
    expect(pick?.bars.map(({ name, total }) => [name, total])).toEqual([
      ["energy", 2],
      ["latency", 10],
    ]);
    expect(pick?.bars[0]?.parts.map(({ value }) => value)).toEqual([1, 0, 1, 0]);
    expect(pick?.bars[1]?.parts.map(({ value }) => value)).toEqual([2.5, 7.5]);
  });

  it("is undefined for cores", () => {
    const core = { ...BEST, metrics: { areaUm2: 1 } };
    expect(
      updateBreakdown.data(MANIFEST, { ...PARETO, picks: [{ label: "knee", record: core, breakdown: [] }] }),
    ).toBeUndefined();
  });
});

describe("bestPerDevice", () => {
  it("names the best design, and the one of least energy that is nearly as good", () => {
    const html = String(bestPerDevice(MANIFEST, PARETO));
    expect(html).toContain('<b>best accuracy</b> <span class="note">#0</span>');
    expect(html).toContain('<b>least energy</b> <span class="note">#1</span>');
    expect(html).toContain("no feasible design");
  });
});

describe("renderReport of update units", () => {
  const html = renderReport(MANIFEST, PARETO);

  it("names devices where cores have generators, and says what was trained", () => {
    expect(html).toContain("drives <em>epiram</em> devices");
    expect(html).toContain("perceptron 64–8–10 on built-in digits");
    expect(html).toContain("2\u00a0epochs, batch 1, learning rate 0.2, weights within ±2<");
    expect(html).toContain("a manual &lt;1&gt;");
    expect(html).toContain("Half-select is left out.");
  });

  it("shows nothing that only cores have", () => {
    for (const id of ["roofline", "equal-throughput", "energy-breakdown"])
      expect(html).not.toContain(`<section id="${id}"`);
    expect(html).not.toContain("MACs and TOPS");
  });

  it("writes DESIGN.json with the generator, not the device", () => {
    expect(html).toContain('"generator":"synapse-update"');
  });
});
