/** Numbers and tables as validation prints them. */

export { markdownTable } from "../../src/core/markdown-table.ts";

/** `2.1 %`; `–` for what is not known. */
export function percent(value: number | undefined, digits = 1): string {
  return value === undefined ? "–" : `${(100 * value).toFixed(digits)} %`;
}

/** `+2.1 %` or `−2.1 %`. */
export function signedPercent(value: number): string {
  return `${value < 0 ? "−" : "+"}${percent(Math.abs(value))}`;
}

/** Four significant digits, never an exponent. */
export function significant(value: number): string {
  return value >= 1000 ? value.toFixed(0) : value.toPrecision(4);
}
