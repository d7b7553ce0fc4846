import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import type { DesignRecord, Metrics } from "../../src/core/result.ts";
import { gopsOfTops, topsOfRate } from "../../src/core/units.ts";
import type { Frame } from "../client/geometry.js";
import { logScale, type AxisScale } from "../draw/axis.ts";
import { CHART_WIDTH } from "../draw/svg.ts";
import { generators, mergedPicks, shownFront } from "../results/designs.ts";
import { focusSetting, judgedIn } from "../results/settings.ts";
import { errorOf } from "../results/uncertainty.ts";

/** A design under the roofs. Operations are those of the workload, 2 a MAC; padding is no work. */
export interface RooflinePoint {
  /** Position of its generator. */
  readonly series: number;
  /** Operations of a token ÷ weight bytes of a token. */
  readonly operationsPerByte: number;
  /** What the core alone could do [TOPS]. */
  readonly computeTops: number;
  /** The smaller of that and what the bandwidth feeds [TOPS]. */
  readonly attainableTops: number;
}

/** A pick with the figures of its line in the table. A metric that is not modelled is absent. */
export interface RooflinePick extends RooflinePoint {
  readonly title: string;
  readonly design: string;
  readonly bound: "compute" | "bandwidth";
  readonly computeTokensPerSecond: number;
  readonly bandwidthTokensPerSecond: number;
  readonly tokensPerSecond: number;
  /** Core alone [µJ]. */
  readonly energyPerTokenUj?: number;
  /** Core, buffers and DRAM [µJ]. */
  readonly systemEnergyPerTokenUj?: number;
  /** [µJ] */
  readonly dramEnergyPerTokenUj?: number;
  /** Expected relative error of `energyPerTokenUj`; 0 if none is stated. */
  readonly energyError: number;
}

/** What the roofline shows. */
export interface RooflineValues {
  readonly generators: readonly string[];
  readonly dram: string;
  /** [GB/s] */
  readonly bandwidthGBps: number;
  readonly picks: readonly RooflinePick[];
  readonly front: readonly RooflinePoint[];
  /** Operations per byte. */
  readonly x: AxisScale;
  /** [TOPS] */
  readonly y: AxisScale;
  readonly frame: Frame;
}

/** Room on the right for the names of the roofs. */
const FRAME: Frame = { left: 66, top: 30, width: CHART_WIDTH - 66 - 260, height: 340 };

/** Front and picks under the bandwidth of the memory (of several, that of the knee); undefined where none is modelled. */
export function rooflineValues(manifest: SweepManifest, pareto: ParetoFile): RooflineValues | undefined {
  const { memory } = judgedIn(manifest, focusSetting(pareto));
  if (memory === undefined) return undefined;
  const names = generators(pareto);
  const pointOf = (record: DesignRecord) => {
    const own = judgedIn(manifest, record.setting);
    // Of several workloads, steps and tokens of a design are none of one of them.
    if (own.memory !== memory || own.workload?.combination !== undefined) return undefined;
    return toPoint(record, names.indexOf(record.generator), own.workload?.macsPerToken ?? 0);
  };
  const front = shownFront(pareto).flatMap((record) => pointOf(record) ?? []);
  const picks = mergedPicks(pareto).flatMap(({ index, title, pick }) => {
    const point = pointOf(pick.record);
    return point === undefined ? [] : [toPick(point, title, index, pick.record)];
  });
  const points = [...front, ...picks];
  if (points.length === 0) return undefined;
  const ridges = picks.map((pick) => gopsOfTops(pick.computeTops) / memory.bandwidthGBps);
  return {
    generators: names,
    dram: memory.dram,
    bandwidthGBps: memory.bandwidthGBps,
    picks,
    front,
    x: atLeastDecade([...points.map((point) => point.operationsPerByte), ...ridges]),
    y: atLeastDecade([...points.map((point) => point.attainableTops), ...picks.map((pick) => pick.computeTops)]),
    frame: FRAME,
  };
}

function toPoint(record: DesignRecord, series: number, macsPerToken: number): RooflinePoint | undefined {
  const { weightBitsPerToken, tokensPerSecond, systemTokensPerSecond } = record.metrics;
  if (weightBitsPerToken === undefined || tokensPerSecond === undefined || systemTokensPerSecond === undefined)
    return undefined;
  // Rates of 0 have no place on logarithmic axes.
  if (macsPerToken <= 0 || weightBitsPerToken <= 0 || tokensPerSecond <= 0 || systemTokensPerSecond <= 0)
    return undefined;
  const tops = (rate: number) => topsOfRate(2 * macsPerToken * rate);
  return {
    series,
    operationsPerByte: (2 * macsPerToken) / (weightBitsPerToken / 8),
    computeTops: tops(tokensPerSecond),
    attainableTops: tops(systemTokensPerSecond),
  };
}

function toPick(point: RooflinePoint, title: string, index: number, record: DesignRecord): RooflinePick {
  const { metrics } = record;
  const computeTokensPerSecond = metrics["tokensPerSecond"] ?? 0;
  const bandwidthTokensPerSecond = metrics["bandwidthTokensPerSecond"] ?? Infinity;
  return {
    ...point,
    title,
    design: `${record.generator} #${index}`,
    bound: computeTokensPerSecond <= bandwidthTokensPerSecond ? "compute" : "bandwidth",
    computeTokensPerSecond,
    bandwidthTokensPerSecond,
    tokensPerSecond: metrics["systemTokensPerSecond"] ?? 0,
    ...optional("energyPerTokenUj", metrics),
    ...optional("systemEnergyPerTokenUj", metrics),
    ...optional("dramEnergyPerTokenUj", metrics),
    energyError: errorOf(record, "energyPerTokenUj"),
  };
}

/** `{name: value}`, or nothing if the metric is absent. */
function optional<Name extends string>(name: Name, metrics: Metrics): { readonly [Key in Name]?: number } {
  const value = metrics[name];
  const known: { [Key in Name]?: number } = {};
  if (value !== undefined) known[name] = value;
  return known;
}

/** A log axis with air around the values, a decade long at least. */
function atLeastDecade(values: readonly number[]): AxisScale {
  const low = values.reduce((a, b) => Math.min(a, b)) / 1.4;
  const high = values.reduce((a, b) => Math.max(a, b)) * 1.4;
  const widening = Math.max(1, Math.sqrt(12 / (high / low)));
  return logScale([low / widening, high * widening], { factor: 1 });
}
