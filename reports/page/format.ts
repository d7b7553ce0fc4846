import { formatScaled, plusMinus, quantity, rung, significant } from "../client/units.js";

export { formatScaled, plusMinus, quantity, significant };

/** How the numbers of one column, axis or quantity are written: `value · factor` with `decimals` digits, then `unit`. */
export interface NumberScale {
  readonly unit: string;
  readonly factor: number;
  readonly decimals: number;
}

/**
 * One scale for a whole column: the unit follows the largest value, the decimals give the smallest non-zero value three
 * significant digits (at most three decimals, none from 10 000 on, none if all are whole).
 */
export function columnScale(unit: string, values: readonly number[]): NumberScale {
  const magnitudes = values.filter((value) => Number.isFinite(value) && value !== 0).map(Math.abs);
  const largest = magnitudes.reduce((a, b) => Math.max(a, b), 0);
  const smallest = magnitudes.reduce((a, b) => Math.min(a, b), largest);
  const [scaledUnit, factor] = rung(unit, largest);
  if (magnitudes.every((value) => Number.isInteger(value * factor))) return { unit: scaledUnit, factor, decimals: 0 };
  const wanted = smallest === 0 ? 0 : 2 - Math.floor(Math.log10(smallest * factor));
  const room = largest * factor >= 1e4 ? 0 : largest * factor >= 1e3 ? 1 : 3;
  return { unit: scaledUnit, factor, decimals: Math.max(0, Math.min(wanted, room)) };
}

/** A ratio with two decimals below ten: `1.3958` → `1.40×`, `12.34` → `12.3×`. */
export function times(ratio: number): string {
  return `${ratio < 10 ? ratio.toFixed(2) : significant(ratio, 3)}×`;
}

/** `12345` → `12 345`. */
export function count(value: number): string {
  return formatScaled(value, { factor: 1, decimals: 0 });
}

/** `0.0312` → `+3.1 %`, with a true minus sign. */
export function signedPercent(fraction: number): string {
  const text = (Math.abs(fraction) * 100).toFixed(1);
  const sign = text === "0.0" ? "±" : fraction < 0 ? "\u2212" : "+";
  return `${sign}${text}\u00a0%`;
}

/** `1, "design"` → `1 design`; `2, "design"` → `2 designs`. */
export function counted(value: number, noun: string): string {
  return `${count(value)}\u00a0${noun}${value === 1 ? "" : "s"}`;
}

/** Cuts the middle out of a name that is longer than `limit` characters. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = Math.ceil((limit - 1) * 0.6);
  return `${text.slice(0, head)}…${text.slice(text.length - (limit - 1 - head))}`;
}
