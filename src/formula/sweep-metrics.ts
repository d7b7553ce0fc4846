import type { FormulaMetrics } from "../core/formula-metric.ts";
import { METRIC_COUNT, metricColumn } from "../core/metric-row.ts";
import type { MetricFacts } from "../core/metric.ts";
import { findMetric, METRICS } from "../core/metrics.ts";
import type { Metrics } from "../core/result.ts";
import { boundsOf, compile } from "./expression.ts";
import { asQuantity, POSSIBLE, readFormulas, type Formula } from "./formulas.ts";
import { within, type Interval } from "./interval.ts";
import type { NumberOf } from "./operations.ts";

/**
 * The metrics of a sweep: the built-in ones, then the formulas of its space. It alone says which columns the rows of a sweep
 * have: first METRIC_COUNT as everywhere, then one for each formula. NaN stands for a metric that is absent.
 */
export class SweepMetrics {
  /** In the order of the columns. */
  readonly names: readonly string[];
  /** Numbers of a row. */
  readonly width: number;
  readonly #columns: ReadonlyMap<string, number>;
  readonly #formulas: ReadonlyMap<string, Formula>;
  readonly #fillers: readonly { readonly column: number; readonly of: NumberOf<Float64Array> }[];

  /** @param stated formulas of a space that was checked */
  constructor(stated: FormulaMetrics = {}) {
    const { formulas, faults } = readFormulas(stated);
    if (faults.length > 0) throw new Error(`internal: the formula ${faults[0]?.path}: ${faults[0]?.message}`);
    this.names = [...METRICS.map(({ name }) => name), ...formulas.map(({ name }) => name)];
    this.width = this.names.length;
    this.#columns = new Map(this.names.map((name, column) => [name, column]));
    this.#formulas = new Map(formulas.map((formula) => [formula.name, formula]));
    this.#fillers = formulas.map((formula, place) => {
      const of = compile<Float64Array>(formula.expression, (name) => inRow(this.column(name)));
      if (of === undefined) throw new Error(`internal: ${formula.name} has no value`);
      return { column: METRIC_COUNT + place, of };
    });
  }

  /** Whether rows have columns that no model fills. */
  get hasFormulas(): boolean {
    return this.#formulas.size > 0;
  }

  isFormula(name: string): boolean {
    return this.#formulas.has(name);
  }

  /** Column of a metric in a row. Throws when there is no such metric (a bug: names are checked at the door). */
  column(name: string): number {
    return this.#columns.get(name) ?? metricColumn(name);
  }

  /** Fills the columns of the formulas of a row from the others. */
  fill(row: Float64Array): void {
    for (const { column, of } of this.#fillers) row[column] = asQuantity(of(row));
  }

  /** The metrics of the row that starts at `offset`, absent ones left out. */
  metricsOf(rows: Float64Array, offset = 0): Metrics {
    const metrics: Record<string, number> = {};
    for (const [column, name] of this.names.entries()) {
      const value = rows[offset + column] ?? Number.NaN;
      if (!Number.isNaN(value)) metrics[name] = value;
    }
    return metrics;
  }

  /** The formulas that rest on some of these metrics, from them and, for what is not among them, from others. */
  formulasOver(own: Metrics, others: Metrics): Metrics {
    const row = Float64Array.from(this.names, (name) => own[name] ?? others[name] ?? Number.NaN);
    this.fill(row);
    const asked = [...this.#formulas.values()].filter(({ metrics }) =>
      metrics.some((metric) => Object.hasOwn(own, metric)),
    );
    const all = this.metricsOf(row);
    return Object.fromEntries(asked.flatMap(({ name }) => (all[name] === undefined ? [] : [[name, all[name]]])));
  }

  /** The built-in metrics that a metric rests on: those of its formula, else itself. */
  restsOn(name: string): readonly string[] {
    return this.#formulas.get(name)?.metrics ?? [name];
  }

  /** All built-in metrics that formulas rest on. */
  get ofFormulas(): readonly string[] {
    return [...new Set([...this.#formulas.values()].flatMap(({ metrics }) => metrics))];
  }

  /** Values that a metric can have. */
  rangeOf(name: string): MetricFacts["range"] {
    return this.#formulas.get(name)?.range ?? findMetric(name)?.range ?? "any";
  }

  /**
   * A metric as a function of what the built-in ones are functions of, with the same bits as `fill` gives.
   * @returns undefined if one that it rests on has no function
   */
  numberOf<Source>(
    name: string,
    builtIn: (name: string) => NumberOf<Source> | undefined,
  ): NumberOf<Source> | undefined {
    const formula = this.#formulas.get(name);
    if (formula === undefined) return builtIn(name);
    const of = compile(formula.expression, (each) => this.numberOf(each, builtIn));
    return of === undefined ? undefined : (source) => asQuantity(of(source));
  }

  /** Bounds of a metric, wherever it is known, from bounds of the built-in ones. */
  boundsOf(name: string, builtIn: (name: string) => Interval): Interval {
    const formula = this.#formulas.get(name);
    if (formula === undefined) return builtIn(name);
    return within(
      boundsOf(formula.expression, (each) => this.boundsOf(each, builtIn)),
      POSSIBLE,
    );
  }
}

function inRow(column: number): NumberOf<Float64Array> {
  return (row) => row[column] ?? Number.NaN;
}
