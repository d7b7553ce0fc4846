import { describe, expect, it } from "vitest";
import { METRIC_COUNT, metricColumn } from "../../src/core/metric-row.ts";
import { METRICS } from "../../src/core/metrics.ts";
import { Random } from "../../src/core/random.ts";
import { SweepMetrics } from "../../src/formula/sweep-metrics.ts";
import { formulasOf } from "../support/formulas.ts";

function metricsWith(texts: Readonly<Record<string, string>>): SweepMetrics {
  return new SweepMetrics(formulasOf(texts));
}

/** Energy–delay products, one by the other. */
const EDP = metricsWith({ ed2p: "edp * latencyUs", edp: "energyPerTokenUj * latencyUs", slack: "1000 - latencyUs" });

function rowOf(values: Readonly<Record<string, number>>, metrics = EDP): Float64Array {
  const row = new Float64Array(metrics.width).fill(Number.NaN);
  for (const [name, value] of Object.entries(values)) row[metricColumn(name)] = value;
  metrics.fill(row);
  return row;
}

describe("new SweepMetrics(stated)", () => {
  it("has the columns of all metrics, then one for each formula, each behind those that it names", () => {
    expect(EDP.names.slice(0, METRIC_COUNT)).toEqual(METRICS.map(({ name }) => name));
    expect(EDP.names.slice(METRIC_COUNT)).toEqual(["edp", "ed2p", "slack"]);
    expect(EDP.width).toBe(METRIC_COUNT + 3);
    expect(EDP.column("slack")).toBe(METRIC_COUNT + 2);
    expect(EDP.column("tops")).toBe(metricColumn("tops"));
    expect(() => EDP.column("speed")).toThrow("no metric is called speed");
  });

  it("of no formulas has the columns of all metrics", () => {
    const plain = new SweepMetrics();
    expect(plain.width).toBe(METRIC_COUNT);
    expect(plain.hasFormulas).toBe(false);
    expect(plain.names).toEqual(METRICS.map(({ name }) => name));
  });
});

describe("fill(row) and metricsOf(rows, offset)", () => {
  it("work formulas out from the metrics of the row", () => {
    const row = rowOf({ energyPerTokenUj: 2, latencyUs: 30 });
    expect(EDP.metricsOf(row)).toEqual({ latencyUs: 30, energyPerTokenUj: 2, edp: 60, ed2p: 1800, slack: 970 });
  });

  it("leave out what rests on an absent metric, also by another formula", () => {
    expect(EDP.metricsOf(rowOf({ latencyUs: 30 }))).toEqual({ latencyUs: 30, slack: 970 });
    expect(EDP.metricsOf(rowOf({ energyPerTokenUj: 2 }))).toEqual({ energyPerTokenUj: 2 });
  });

  it.each(["0 * latencyUs", "latencyUs ^ 0", "min(latencyUs, 1)", "max(1, latencyUs)", "1 ^ latencyUs"])(
    "leave out %s of an absent metric, although it seems not to matter",
    (formula) => {
      const metrics = metricsWith({ f: formula });
      expect(metrics.metricsOf(rowOf({ areaUm2: 1 }, metrics))).toEqual({ areaUm2: 1 });
    },
  );

  it("leave out what comes to no quantity", () => {
    const metrics = metricsWith({ f: "1 / (latencyUs - 3)", g: "log2(latencyUs - 3)" });
    expect(metrics.metricsOf(rowOf({ latencyUs: 3 }, metrics))).toEqual({ latencyUs: 3 });
    expect(metrics.metricsOf(rowOf({ latencyUs: 4 }, metrics))).toEqual({ latencyUs: 4, f: 1, g: 0 });
  });
});

describe("what formulas rest on", () => {
  it("are built-in metrics, those of other formulas included", () => {
    expect(EDP.restsOn("ed2p")).toEqual(["energyPerTokenUj", "latencyUs"]);
    expect(EDP.restsOn("tops")).toEqual(["tops"]);
    expect(EDP.ofFormulas).toEqual(["energyPerTokenUj", "latencyUs"]);
  });

  it("decides whether they can be negative", () => {
    expect([EDP.rangeOf("edp"), EDP.rangeOf("slack"), EDP.rangeOf("tops")]).toEqual(["from 0", "any", "above 0"]);
  });
});

describe("numberOf(name, builtIn) and boundsOf(name, builtIn)", () => {
  const TEXTS = {
    a: "sqrt(energyPerTokenUj) * latencyUs ^ 1.5",
    b: "a / (latencyUs - 20)",
    c: "max(b, log2(a), -areaUm2) + 1",
  };
  const metrics = metricsWith(TEXTS);
  const random = new Random(3);

  it("gives the bits of fill(row), and bounds hold them", () => {
    for (let trial = 0; trial < 2000; trial++) {
      const [energyPerTokenUj, latencyUs, areaUm2] = [random.next() * 40, random.next() * 40, random.next() * 1e4];
      const values: Readonly<Record<string, number>> = { energyPerTokenUj, latencyUs, areaUm2 };
      const row = rowOf(values, metrics);
      for (const name of Object.keys(TEXTS)) {
        const of = metrics.numberOf<typeof values>(name, (metric) => (source) => source[metric] ?? Number.NaN);
        const value = row[metrics.column(name)];
        expect(of?.(values)).toBe(value);
        const bounds = metrics.boundsOf(name, (metric) => {
          const at = values[metric] ?? Number.NaN;
          return { lower: at * random.next(), upper: at * (1 + random.next()) };
        });
        expect(value).toBeGreaterThanOrEqual(bounds.lower);
        expect(value).toBeLessThanOrEqual(bounds.upper);
      }
    }
  });

  it("are those of a built-in metric itself, and nothing where it has none", () => {
    expect(metrics.numberOf("areaUm2", () => () => 7)?.({})).toBe(7);
    expect(metrics.numberOf("c", (name) => (name === "areaUm2" ? undefined : () => 7))).toBeUndefined();
    expect(metrics.boundsOf("areaUm2", () => ({ lower: 1, upper: 2 }))).toEqual({ lower: 1, upper: 2 });
  });
});
