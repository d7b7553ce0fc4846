import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import type { DesignRecord } from "../../src/core/result.ts";
import type { Frame } from "../client/geometry.js";
import { metricAxis, type MetricAxis } from "../draw/axis.ts";
import { CHART_WIDTH } from "../draw/svg.ts";
import { shorten } from "../page/shorten.ts";
import { errorColumnsOf, metricColumnsOf, type Columns } from "../results/columns.ts";
import { describeMetric, generators, mergedPicks, metricNames, seriesOf, shownFront } from "../results/designs.ts";

/** What the scatter shows. The page's script redraws it from the same values with other axes. */
export interface ParetoFrontValues {
  readonly generators: readonly string[];
  readonly axes: readonly MetricAxis[];
  /** Metrics on the axes at first: the first two objectives. */
  readonly x: string;
  readonly y: string;
  readonly front: {
    readonly index: readonly number[];
    readonly series: readonly number[];
    readonly columns: Columns;
    /** Metric → expected relative error of each design; a metric without errors is left out. */
    readonly errors: Readonly<Record<string, readonly number[]>>;
  };
  readonly frontTotal: number;
  readonly cloud: { readonly series: readonly number[]; readonly columns: Columns };
  readonly cloudTotal: number;
  /** `position` counts in `front`. */
  readonly picks: readonly { readonly position: number; readonly label: string }[];
  /** Whose error bars are drawn at first. */
  readonly whiskers: "all" | "picks";
  readonly frame: Frame;
}

const FRAME: Frame = { left: 66, top: 30, width: CHART_WIDTH - 66 - 20, height: 420 };

/** Significant digits of the values that the page holds. */
export const FRONT_DIGITS = 6;

/** Significant digits of the small dots, which nobody reads off. */
export const CLOUD_DIGITS = 4;

/** Up to so many designs, the error bars of the whole front are drawn at first. */
const ALL_WHISKERS = 60;

const value = (record: DesignRecord, metric: string): number | null => {
  const found = record.metrics[metric];
  return found !== undefined && Number.isFinite(found) ? found : null;
};

/** The front, a sample of what it dominates, and the axes that they can be laid along; undefined without two metrics. */
export function paretoFrontValues(_manifest: SweepManifest, pareto: ParetoFile): ParetoFrontValues | undefined {
  const front = shownFront(pareto);
  const cloud = pareto.cloud.records;
  const names = generators(pareto);
  const known = (records: readonly DesignRecord[], metric: string) =>
    records.map((record) => value(record, metric)).filter((x) => x !== null);
  const metrics = metricNames([...front, ...cloud]).filter((metric) => known([...front, ...cloud], metric).length > 0);
  const first = pareto.objectives.map((objective) => objective.metric).filter((metric) => metrics.includes(metric));
  const [x, y] = [...new Set([...first, ...metrics])];
  if (x === undefined || y === undefined) return undefined;
  const series = (records: readonly DesignRecord[]) => records.map((record) => names.indexOf(seriesOf(record)));
  return {
    generators: names,
    axes: metrics.map((metric) =>
      metricAxis({ name: metric, ...describeMetric(metric, pareto) }, known(front, metric), known(cloud, metric)),
    ),
    x,
    y,
    front: {
      index: front.map((record) => record.index),
      series: series(front),
      columns: metricColumnsOf(front, metrics, FRONT_DIGITS),
      errors: errorColumnsOf(front, metrics),
    },
    frontTotal: pareto.front.length,
    cloud: { series: series(cloud), columns: metricColumnsOf(cloud, metrics, CLOUD_DIGITS) },
    cloudTotal: pareto.cloud.total,
    picks: mergedPicks(pareto).flatMap(({ index, title }) => {
      const position = front.findIndex((record) => record.index === index);
      return position < 0 ? [] : [{ position, label: shorten(title, 40) }];
    }),
    whiskers: front.length <= ALL_WHISKERS ? "all" : "picks",
    frame: FRAME,
  };
}
