import type { DesignRecord } from "../../src/core/result.ts";
import { errorOf } from "./uncertainty.ts";

/** Metrics of many designs as columns, packed so that a page with a thousand designs stays small. */

/** Metric → its value for each design, null where a design does not have it. */
export type Columns = Readonly<Record<string, readonly (number | null)[]>>;

/** A column as the page stores it: one value for all designs, a fixed multiple of another column, or the values. */
export type PackedColumn = number | { readonly of: string; readonly times: number } | readonly (number | null)[];

/** Columns of these metrics, rounded to a number of significant digits. A value that is not finite counts as absent. */
export function metricColumnsOf(
  records: readonly DesignRecord[],
  metrics: readonly string[],
  significantDigits: number,
): Columns {
  const column = (metric: string) =>
    records.map((record) => {
      const value = record.metrics[metric];
      return value !== undefined && Number.isFinite(value) ? Number(value.toPrecision(significantDigits)) : null;
    });
  return Object.fromEntries(metrics.map((metric) => [metric, column(metric)]));
}

/** Metric → expected relative error of each design (two significant digits); metrics without any error are left out. */
export function errorColumnsOf(
  records: readonly DesignRecord[],
  metrics: readonly string[],
): Readonly<Record<string, readonly number[]>> {
  const columns = metrics.map(
    (metric) => [metric, records.map((record) => Number(errorOf(record, metric).toPrecision(2)))] as const,
  );
  return Object.fromEntries(columns.filter(([, column]) => column.some((error) => error > 0)));
}

/**
 * Packs columns of `significantDigits`. The page's script unpacks a multiple to as many digits, so that it is off by one
 * in the last at most.
 */
export function packColumns(columns: Columns, significantDigits: number): Readonly<Record<string, PackedColumn>> {
  const full: [string, readonly (number | null)[]][] = [];
  // A value of n digits is off by half a unit of the last one, 5 · 10^−n of it at most; two values by twice that.
  const tolerance = 2 * 5 * 10 ** -significantDigits;
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]): [string, PackedColumn] => {
      const [first] = column;
      if (typeof first === "number" && column.every((value) => value === first)) return [name, first];
      for (const [of, base] of full) {
        const times = multiple(base, column, tolerance);
        if (times !== undefined) return [name, { of, times }];
      }
      full.push([name, column]);
      return [name, column];
    }),
  );
}

/** The factor between two columns if it is the same for all designs, to a relative tolerance; else undefined. */
function multiple(
  base: readonly (number | null)[],
  column: readonly (number | null)[],
  tolerance: number,
): number | undefined {
  const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const times = sum(column) / sum(base);
  if (!Number.isFinite(times) || times === 0) return undefined;
  const same = column.every((value, i) => {
    const from = base[i] ?? null;
    if (value === null || from === null) return value === from;
    return Math.abs(value - from * times) <= Math.abs(value) * tolerance;
  });
  return same ? times : undefined;
}
