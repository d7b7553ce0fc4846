import type { FormulaMetric, FormulaMetrics } from "../core/formula-metric.ts";
import { InputError, type Fault } from "../core/errors.ts";
import type { DesignKind, MetricFacts } from "../core/metric.ts";
import { findMetric, METRICS, metricsOf } from "../core/metrics.ts";
import { LARGEST, SMALLEST } from "../core/record-schema.ts";
import { didYouMean } from "../json/did-you-mean.ts";
import { show } from "../json/json-schema.ts";
import { boundsOf, referencesOf, sizeOf, type Expression } from "./expression.ts";
import { NOTHING, within, type Interval } from "./interval.ts";
import { parseFormula } from "./parse.ts";

/** Most numbers, metrics and operations of a formula, those of the formulas that it names written out. */
export const LARGEST_FORMULA = 1000;

/** A metric of a space that is a formula. */
export interface Formula extends FormulaMetric {
  readonly name: string;
  readonly expression: Expression;
  /** The built-in metrics that it rests on, itself or by other formulas, each once. */
  readonly metrics: readonly string[];
  readonly range: MetricFacts["range"];
}

/** What is wrong with formulas, and those that nothing is wrong with. */
export interface ReadFormulas {
  /** Each behind those that it names. */
  readonly formulas: readonly Formula[];
  readonly faults: readonly Fault[];
}

/** Values far beyond every quantity, and those too near to 0, are taken for mistakes: absent, as in the files of results. */
export const POSSIBLE: Interval = { lower: -LARGEST, upper: LARGEST };

/** The value of a metric that a formula comes to; NaN, that is absent, where it comes to no quantity. A 0 has no sign. */
export function asQuantity(value: number): number {
  const magnitude = Math.abs(value);
  return magnitude <= LARGEST && (magnitude >= SMALLEST || magnitude === 0) ? value + 0 : Number.NaN;
}

/**
 * Reads the formulas of a space: names are looked up among metrics (those of `kind`, if it is stated) and formulas, and
 * no formula rests on itself.
 * @param pathOf where the text of a formula stands
 */
export function readFormulas(
  stated: FormulaMetrics,
  kind?: DesignKind,
  pathOf: (name: string) => string = (name) => name,
): ReadFormulas {
  const names = [...(kind === undefined ? METRICS : metricsOf(kind)).map(({ name }) => name), ...Object.keys(stated)];
  const faults: Fault[] = [];
  const expressions = new Map<string, Expression>();
  for (const [name, { formula }] of Object.entries(stated)) {
    const others = names.filter((each) => each !== name);
    const found = readOne(formula, pathOf(name), { known: names, offered: others });
    if ("faults" in found) faults.push(...found.faults);
    else expressions.set(name, found);
  }
  const reader = new Reader(stated, expressions, pathOf);
  for (const name of expressions.keys()) reader.read(name, []);
  return { formulas: reader.formulas, faults: [...faults, ...reader.faults] };
}

function readOne(
  text: string,
  path: string,
  names: { readonly known: readonly string[]; readonly offered: readonly string[] },
): Expression | { readonly faults: readonly Fault[] } {
  try {
    const expression = parseFormula(text, path);
    const faults = referencesOf(expression)
      .filter(({ name }) => !names.known.includes(name))
      .map(({ name, column }) => ({
        path,
        message: `column ${column}: got ${show(name)}, expected ${aMetric(name, names.offered)}`,
      }));
    return faults.length > 0 ? { faults } : expression;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

function aMetric(name: string, names: readonly string[]): string {
  return `one of ${names.join(", ")}${didYouMean(name, names)}`;
}

/** Puts formulas in order. */
class Reader {
  readonly formulas: Formula[] = [];
  readonly faults: Fault[] = [];
  readonly #stated: FormulaMetrics;
  readonly #expressions: ReadonlyMap<string, Expression>;
  readonly #pathOf: (name: string) => string;
  /** Formulas that were looked at; undefined: there is a fault in it, or in one that it names. */
  readonly #seen = new Map<string, Read | undefined>();

  constructor(stated: FormulaMetrics, expressions: ReadonlyMap<string, Expression>, pathOf: (name: string) => string) {
    this.#stated = stated;
    this.#expressions = expressions;
    this.#pathOf = pathOf;
  }

  /** Reads a formula and those that it names. @param behind names that lead to it, in order */
  read(name: string, behind: readonly string[]): void {
    if (this.#seen.has(name)) return;
    const circle = behind.indexOf(name);
    if (circle >= 0)
      return this.#refuse(name, `got ${[...behind.slice(circle), name].join(" → ")}, expected no circle`);
    const expression = this.#expressions.get(name);
    if (expression === undefined) return void this.#seen.set(name, undefined);
    const named = [...new Set(referencesOf(expression).map((reference) => reference.name))];
    const others = named.filter((each) => Object.hasOwn(this.#stated, each));
    for (const other of others) this.read(other, [...behind, name]);
    if (this.#seen.has(name)) return; // on a circle, which was told
    if (others.some((other) => this.#seen.get(other) === undefined)) return void this.#seen.set(name, undefined);
    this.#take(name, expression, named);
  }

  #take(name: string, expression: Expression, named: readonly string[]): void {
    const size = sizeOf(expression, (each) => this.#seen.get(each)?.size ?? 1);
    if (size > LARGEST_FORMULA)
      return this.#refuse(
        name,
        `got ${size} numbers, metrics and operations, formulas in it written out, expected at most ${LARGEST_FORMULA}`,
      );
    const metrics = [...new Set(named.flatMap((each) => this.#seen.get(each)?.metrics ?? [each]))];
    if (metrics.length === 0) return this.#refuse(name, "got a number, expected a formula over metrics");
    const bounds = boundsOf(expression, (each) => this.#seen.get(each)?.bounds ?? boundsOfRange(each));
    const possible = within(bounds, POSSIBLE);
    if (Number.isNaN(possible.lower))
      return this.#refuse(name, "got a formula that never comes to a number, expected one that does");
    const stated = this.#stated[name];
    if (stated === undefined) throw new Error(`internal: no formula is called ${name}`);
    this.#seen.set(name, { size, metrics, bounds: possible });
    this.formulas.push({ ...stated, name, expression, metrics, range: possible.lower >= 0 ? "from 0" : "any" });
  }

  #refuse(name: string, message: string): void {
    this.faults.push({ path: this.#pathOf(name), message });
    this.#seen.set(name, undefined);
  }
}

/** What is known of a formula. */
interface Read extends Pick<Formula, "metrics"> {
  readonly size: number;
  readonly bounds: Interval;
}

/** Bounds of a metric by the values that it can have at all. */
function boundsOfRange(name: string): Interval {
  switch (findMetric(name)?.range) {
    case "above 0":
      return { lower: SMALLEST, upper: LARGEST };
    case "from 0":
      return { lower: 0, upper: LARGEST };
    case "any":
      return POSSIBLE;
    case undefined:
      return NOTHING;
  }
}
