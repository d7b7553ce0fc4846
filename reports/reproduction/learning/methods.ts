import { SCHEME_FACTS, SCHEMES, type Scheme } from "../../../src/core/schemes.ts";
import { seriesClass } from "../../page/palette.ts";

/** A method of update as charts and tables name it. */
interface MethodStyle {
  readonly method: Scheme;
  readonly label: string;
  /** Position of its colour and marker. */
  readonly series: number;
}

/** Scheme → position of its colour and marker. */
const SERIES: Readonly<Record<Scheme, number>> = {
  single: 1,
  "pair-bidirectional": 0,
  "pair-unidirectional": 2,
  "pair-fixed": 3,
};

/** In the order of keys and columns. */
export const METHODS: readonly MethodStyle[] = SCHEMES.map((method) => ({
  method,
  label: SCHEME_FACTS[method].label,
  series: SERIES[method],
}));

/** How a method is named and drawn. */
export function styleOf(method: Scheme): MethodStyle & { readonly colour: string } {
  const style = METHODS.find((each) => each.method === method);
  if (style === undefined) throw new Error(`internal: no style for ${method}`);
  return { ...style, colour: seriesClass(style.series) };
}
