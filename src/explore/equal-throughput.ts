import { METRIC_COUNT, metricColumn, metricsOfRow } from "../core/metric-row.ts";
import type { Evaluator } from "../../models/evaluate/evaluation.ts";
import type { EqualThroughputRow } from "../core/sweep-result.ts";
import { forEachPoint, GrowingTable, type PointTable } from "./point-table.ts";
import type { Part, Points } from "../config/points.ts";

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
  readonly #table = new GrowingTable();

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
    const held = this.#table.rows[place * METRIC_COUNT + AREA] ?? Number.NaN;
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
 * @param evaluators of each setting
 */
export function equalThroughputRows(
  table: PointTable,
  points: Points,
  baselines: readonly string[],
  evaluators: readonly Evaluator[],
): readonly EqualThroughputRow[] {
  const rows = points.settings.map(() => new Map<number, EqualThroughputRow>());
  forEachPoint(table, (index, values, offset) => {
    const macsPerCycle = values[offset + MACS] ?? Number.NaN;
    const { setting, ...design } = points.at(index);
    const part = points.partAt(index);
    const errors = evaluators[part.setting]?.provenance(part.generator, design.parameters)?.errors;
    const best = { index, design, metrics: metricsOfRow(values, offset), ...(errors === undefined ? {} : { errors }) };
    const others = rows[part.setting]?.get(macsPerCycle)?.best;
    rows[part.setting]?.set(macsPerCycle, {
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
