import type { TileShape } from "../../generators/generator.ts";
import { METRICS } from "../../src/core/metrics.ts";
import type { Metrics } from "../../src/core/result.ts";
import { mapWorkload, whyUnfit, type PreparedWorkload, type TokenCost } from "../workload/mapping.ts";

/** Length of a metric row: one number per entry of METRICS, in that order; NaN stands for a metric that is absent. */
export const METRIC_COUNT = METRICS.length;

/** Column of a metric in a metric row. Throws when there is no such metric (a bug: names are checked at the door). */
export function metricColumn(name: string): number {
  const column = METRICS.findIndex((metric) => metric.name === name);
  if (column < 0) throw new Error(`no metric is called ${name}`);
  return column;
}

/** The metrics of the row that starts at `offset`, absent ones left out. */
export function metricsOfRow(rows: Float64Array, offset = 0): Metrics {
  const entries = METRICS.map((metric, column): [string, number] => [metric.name, rows[offset + column] ?? Number.NaN]);
  return Object.fromEntries(entries.filter(([, value]) => !Number.isNaN(value)));
}

const AREA = metricColumn("areaUm2");
const GE = metricColumn("ge");
const MACS = metricColumn("macsPerCycle");
const AREA_PER_MAC = metricColumn("areaPerMacUm2");
const TOPS = metricColumn("tops");
const TOPS_PER_MM2 = metricColumn("topsPerMm2");
const KEY_BITS = metricColumn("keyBitsPerStep");
const WEIGHT_BITS = metricColumn("weightBitsPerToken");
const STEPS = metricColumn("stepsPerToken");
const CYCLES = metricColumn("cyclesPerToken");
const LATENCY = metricColumn("latencyUs");
const TOKENS = metricColumn("tokensPerSecond");
const UTILISATION = metricColumn("utilisation");

/** Fills a metric row from what is known of a design; answers why it does not fit the workload, if it does not. */
export type RowFiller = (row: Float64Array, tile: TileShape, areaUm2: number) => string | undefined;

/**
 * Makes a RowFiller for one NAND2 area [µm²], clock [MHz] and workload. It throws when a metric is not finite and
 * positive: such a number is a mistake in a model, never a result.
 */
export function rowFiller(nand2AreaUm2: number, clockMhz: number, workload: PreparedWorkload | undefined): RowFiller {
  const cost: TokenCost = { steps: 0, cycles: 0 };
  return (row, tile, areaUm2) => {
    const macs = tile.inputsPerStep * tile.outputsPerStep;
    const tops = (2 * macs * clockMhz) / 1e6;
    row.fill(Number.NaN);
    row[AREA] = positive("areaUm2", areaUm2);
    row[GE] = areaUm2 / nand2AreaUm2;
    row[MACS] = positive("macsPerCycle", macs);
    row[AREA_PER_MAC] = areaUm2 / macs;
    row[TOPS] = tops;
    row[TOPS_PER_MM2] = (tops / areaUm2) * 1e6;
    row[KEY_BITS] = positive("keyBitsPerStep", tile.keyBitsPerStep);
    if (workload === undefined) return undefined;
    const unfit = whyUnfit(workload, tile);
    if (unfit !== undefined) return unfit;
    mapWorkload(workload, tile, cost);
    const latencyUs = positive("cyclesPerToken", cost.cycles) / clockMhz;
    row[WEIGHT_BITS] = cost.steps * tile.keyBitsPerStep;
    row[STEPS] = positive("stepsPerToken", cost.steps);
    row[CYCLES] = cost.cycles;
    row[LATENCY] = latencyUs;
    row[TOKENS] = 1e6 / latencyUs;
    row[UTILISATION] = workload.macs / (cost.cycles * macs);
    return undefined;
  };
}

function positive(name: string, value: number): number {
  if (value > 0 && value < Infinity) return value;
  throw new Error(`${name} came out as ${value}, expected a finite number above 0`);
}
