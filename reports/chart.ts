import type { ParetoFile } from "../src/core/sweep-result.ts";
import type { SweepManifest } from "../src/core/sweep-result.ts";

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
  draw(values: Values): string;
  /** What the reader sees and how to read it, as HTML. */
  caption(values: Values): string;
  /** What to say instead of the chart when there is nothing to draw, as HTML. */
  readonly empty: string;
}
