import type { UpdateMethod } from "../../../src/core/learning-reproduction.ts";
import { seriesClass } from "../../palette.ts";

/** A method of update as charts and tables name it. */
interface MethodStyle {
  readonly method: UpdateMethod;
  readonly label: string;
  /** Position of its colour and marker. */
  readonly series: number;
}

/** In the order of keys and columns. */
export const METHODS: readonly MethodStyle[] = [
  { method: "single", label: "one device, fixed reference", series: 1 },
  { method: "pair-bidirectional", label: "pair, bidirectional", series: 0 },
  { method: "pair-unidirectional", label: "pair, unidirectional with refresh", series: 2 },
  { method: "pair-fixed", label: "pair, one fixed", series: 3 },
];

/** How a method is named and drawn. */
export function styleOf(method: UpdateMethod): MethodStyle & { readonly colour: string } {
  const style = METHODS.find((each) => each.method === method);
  if (style === undefined) throw new Error(`internal: no style for ${method}`);
  return { ...style, colour: seriesClass(style.series) };
}
