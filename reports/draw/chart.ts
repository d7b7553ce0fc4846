import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import type { HtmlValue, Markup } from "../page/html.ts";

/** One line of a chart's key: the generator, the role or the kind of energy at a position of the chart's own list. */
export interface LegendEntry {
  readonly kind: "generator" | "role" | "energy";
  readonly position: number;
  readonly label: string;
}

/** The key of a chart that draws each generator in its colour and shape. */
export function generatorLegend(generators: readonly string[]): readonly LegendEntry[] {
  return generators.map((label, position) => ({ kind: "generator", position, label }));
}

/**
 * A chart is two functions: the sweep's files → plain values, plain values → drawing. The values are what the tests
 * read and what the page's script gets; the drawing is stored as SVG.
 */
export interface Chart<Values> {
  /** Kebab-case, unique in the page; the id of its section and the prefix of every id inside the SVG. */
  readonly id: string;
  readonly title: string;
  /** Everything the drawing needs, in base units; undefined if the sweep holds nothing for this chart. */
  data(manifest: SweepManifest, pareto: ParetoFile): Values | undefined;
  /** One `<svg>` element; depends on nothing but the values. Colours come from classes (`palette.ts`). */
  draw(values: Values): Markup;
  /** The key above the drawing; empty if the drawing names everything itself. */
  legend(values: Values): readonly LegendEntry[];
  /** What the reader sees and how to read it. */
  caption(values: Values): Markup;
  /** The numbers behind the drawing, as a table below it. */
  table?(values: Values): HtmlValue;
  /** What to say instead of the chart when there is nothing to draw. */
  readonly empty: string;
}
