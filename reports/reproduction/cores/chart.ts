import type { Reproduction } from "../../../src/core/reproduction.ts";
import type { Markup } from "../../page/html.ts";
import type { KeyEntry } from "../../page/report-page.ts";

/** A chart of a reproduction in one technology, two functions as every chart: results → plain values → drawing. */
export interface ReproductionChart<Values> {
  /** Kebab-case, unique in the page. */
  readonly id: string;
  /** Undefined if there is nothing to draw. */
  data(reproduction: Reproduction, technology: string): Values | undefined;
  /** One `<svg>`; ids in it start with `id`. */
  draw(values: Values, id: string): Markup;
  key(values: Values): readonly KeyEntry[];
  /** What the reader sees. */
  caption(values: Values): Markup;
}
