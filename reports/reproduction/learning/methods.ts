import { METHOD_FACTS, UPDATE_METHODS, type UpdateMethod } from "../../../src/core/update-methods.ts";
import { seriesClass } from "../../page/palette.ts";

/** A method of update as charts and tables name it. */
interface MethodStyle {
  readonly method: UpdateMethod;
  readonly label: string;
  /** Position of its colour and marker. */
  readonly series: number;
}

/** UpdateMethod → position of its colour and marker. */
const SERIES: Readonly<Record<UpdateMethod, number>> = {
  single: 1,
  "pair-bidirectional": 0,
  "pair-unidirectional": 2,
  "pair-fixed": 3,
  "pair-unidirectional-verified": 4,
};

/** In the order of keys and columns. */
export const METHODS: readonly MethodStyle[] = UPDATE_METHODS.map((method) => ({
  method,
  label: METHOD_FACTS[method].label,
  series: SERIES[method],
}));

/** How a method is named and drawn. */
export function styleOf(method: UpdateMethod): MethodStyle & { readonly colour: string } {
  const style = METHODS.find((each) => each.method === method);
  if (style === undefined) throw new Error(`internal: no style for ${method}`);
  return { ...style, colour: seriesClass(style.series) };
}
