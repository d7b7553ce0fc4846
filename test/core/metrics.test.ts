import { describe, expect, it } from "vitest";
import { CORE_METRICS } from "../../src/core/core-metrics.ts";
import { ERROR_METRICS } from "../../src/core/error-metrics.ts";
import { MEMORY_METRICS } from "../../src/core/memory-metrics.ts";
import { isPossible } from "../../src/core/metric.ts";
import { METRIC_COUNT, metricColumn, metricsOfRow } from "../../src/core/metric-row.ts";
import { findMetric, MEASURED_METRICS, METRICS, metricsOf, namesOf } from "../../src/core/metrics.ts";
import { UPDATE_METRICS } from "../../src/core/update-metrics.ts";

describe("METRICS", () => {
  it("hold each record of each kind once", () => {
    const all = [CORE_METRICS, MEMORY_METRICS, ERROR_METRICS, UPDATE_METRICS].flatMap((records) =>
      Object.keys(records),
    );
    expect(METRICS.map(({ name }) => name)).toEqual([...new Set(all)]);
    expect(METRICS).toHaveLength(all.length);
  });

  it("end in their unit where they have one", () => {
    const suffixes = { "µm²": "Um2", µs: "Us", ps: "Ps", MHz: "Mhz", µW: "Uw", mW: "Mw", pJ: "Pj", fJ: "Fj" };
    for (const [unit, suffix] of Object.entries(suffixes))
      for (const { name } of METRICS.filter((metric) => metric.unit === unit))
        expect(name.endsWith(suffix), name).toBe(true);
  });

  it("rest on metrics that rest on themselves", () => {
    const found = METRICS.map(({ restsOn }) => restsOn).filter((measured) => measured !== "nothing");
    expect([...new Set(found)]).toEqual([...MEASURED_METRICS]);
    expect(MEASURED_METRICS).toHaveLength(5);
  });
});

describe("metricsOf(kind)", () => {
  it("shares what a circuit decides on, and nothing else", () => {
    const cores = new Set(metricsOf("core"));
    const shared = metricsOf("update-unit").filter((metric) => cores.has(metric));
    expect(shared.map(({ name }) => name)).toEqual(["areaUm2", "ge", "criticalPathPs", "fMaxMhz", "leakageUw"]);
  });

  it("of cores knows every metric without training", () => {
    expect(metricsOf("core").filter(({ known }) => known !== "before training")).toEqual([]);
  });
});

describe("findMetric(name)", () => {
  it("finds one, or says that there is none", () => {
    expect(findMetric("tops")).toMatchObject({ name: "tops", unit: "TOPS", better: "maximize" });
    expect(findMetric("toString")).toBeUndefined();
  });
});

describe("isPossible(range, value)", () => {
  it.each([
    ["above 0", [false, false, true, false, false]],
    ["from 0", [false, true, true, false, false]],
    ["any", [true, true, true, false, false]],
  ] as const)("%s", (range, expected) => {
    expect([-1, 0, 1, Infinity, Number.NaN].map((value) => isPossible(range, value))).toEqual(expected);
  });
});

describe("metricColumn(name) and metricsOfRow(rows, offset)", () => {
  it("place one number for each metric; NaN is left out", () => {
    const rows = new Float64Array(2 * METRIC_COUNT).fill(Number.NaN);
    rows[METRIC_COUNT + metricColumn("tops")] = 3;
    expect(metricsOfRow(rows, METRIC_COUNT)).toEqual({ tops: 3 });
    expect(metricsOfRow(rows)).toEqual({});
  });

  it("throw at a name that no metric has", () => {
    expect(() => metricColumn("speed")).toThrow("no metric is called speed");
    expect(namesOf({ speed: 1 })).toEqual(["speed"]);
  });
});
