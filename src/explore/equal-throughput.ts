import { metricColumn } from "../core/metric-row.ts";
import type { EqualThroughputRow } from "../core/sweep-result.ts";
import type { SweepContext } from "./context.ts";
import { forEachPoint, GrowingTable, type PointTable } from "./point-table.ts";
import { provenanceOf } from "./provenance.ts";
import type { Part } from "../config/points.ts";

const MACS = metricColumn("macsPerCycle");
const AREA = metricColumn("areaUm2");

/** What is compared: the designs of one generator in one setting. */
export function seriesOf({ generator, setting }: Part): string {
  return `${generator.name} ${setting}`;
}

/** Of each series the smallest feasible design at each throughput (MACs per cycle); of equals the lowest index. */
export class EqualThroughput {
  /** series → MACs per cycle → place in the table */
  readonly #places = new Map<string, Map<number, number>>();
  readonly #table: GrowingTable;
  readonly #width: number;

  /** @param width numbers of a row */
  constructor(width: number) {
    this.#width = width;
    this.#table = new GrowingTable(width);
  }

  /** Whether a point would be kept. */
  wants(series: string, index: number, macs: number, areaUm2: number): boolean {
    const place = this.#placesOf(series).get(macs);
    return place === undefined || this.#isBetter(place, index, areaUm2);
  }

  add(series: string, index: number, rows: Float64Array, offset: number): void {
    const macs = rows[offset + MACS] ?? Number.NaN;
    const places = this.#placesOf(series);
    const place = places.get(macs);
    if (place === undefined) {
      places.set(macs, this.#table.length);
      this.#table.push(index, rows, offset);
    } else if (this.#isBetter(place, index, rows[offset + AREA] ?? Number.NaN)) {
      this.#table.set(place, index, rows, offset);
    }
  }

  /** All points held, in no special order. */
  table(): PointTable {
    return this.#table.table();
  }

  #isBetter(place: number, index: number, areaUm2: number): boolean {
    const held = this.#table.rows[place * this.#width + AREA] ?? Number.NaN;
    return areaUm2 < held || (areaUm2 === held && index < this.#table.indexAt(place));
  }

  #placesOf(series: string): Map<number, number> {
    let places = this.#places.get(series);
    if (places === undefined) this.#places.set(series, (places = new Map()));
    return places;
  }
}

/**
 * The comparison at equal throughput: for each setting a row for each number of MACs per cycle at which one of the `baselines`
 * and one other generator have a feasible design, in ascending order.
 */
export function equalThroughputRows(
  table: PointTable,
  baselines: readonly string[],
  context: Pick<SweepContext, "points" | "evaluators" | "metrics">,
): readonly EqualThroughputRow[] {
  const { points } = context;
  const rows = points.settings.map(() => new Map<number, EqualThroughputRow>());
  forEachPoint(table, (index, values, offset) => {
    const macsPerCycle = values[offset + MACS] ?? Number.NaN;
    const { setting, ...design } = points.at(index);
    const place = points.partAt(index).setting;
    const metrics = context.metrics.metricsOf(values, offset);
    const errors = provenanceOf(index, metrics, context)?.errors;
    const best = { index, design, metrics, ...(errors === undefined ? {} : { errors }) };
    const others = rows[place]?.get(macsPerCycle)?.best;
    rows[place]?.set(macsPerCycle, {
      macsPerCycle,
      ...(setting === undefined ? {} : { setting }),
      best: { ...others, [design.generator]: best },
    });
  });
  return rows.flatMap((ofSetting) =>
    [...ofSetting.values()]
      .filter(({ best }) => isComparison(Object.keys(best), baselines))
      .toSorted((a, b) => a.macsPerCycle - b.macsPerCycle)
      .map((row) => ({
        ...row,
        best: Object.fromEntries(Object.entries(row.best).toSorted(([a], [b]) => (a < b ? -1 : 1))),
      })),
  );
}

function isComparison(generators: readonly string[], baselines: readonly string[]): boolean {
  return generators.some((name) => baselines.includes(name)) && generators.some((name) => !baselines.includes(name));
}
