import { formatScaled } from "./client/geometry.js";

/** How the numbers of one column, axis or quantity are written: `value · factor` with `decimals` digits, then `unit`. */
export interface NumberScale {
  readonly unit: string;
  readonly factor: number;
  readonly decimals: number;
}

/** Unit → the units it may be written in, each with the smallest value (in the base unit) it is used for. */
const LADDERS: Readonly<Record<string, readonly (readonly [from: number, unit: string, factor: number])[]>> = {
  "µm²": [[0, "µm²", 1], [1e6, "mm²", 1e-6]], // prettier-ignore
  "µs": [[0, "µs", 1], [1e3, "ms", 1e-3], [1e6, "s", 1e-6]], // prettier-ignore
  "GE": [[0, "GE", 1], [1e3, "kGE", 1e-3], [1e6, "MGE", 1e-6]], // prettier-ignore
  "bit": [[0, "bit", 1], [1e4, "kbit", 1e-3], [1e6, "Mbit", 1e-6], [1e9, "Gbit", 1e-9]], // prettier-ignore
  "step": [[0, "step", 1], [1e6, "Mstep", 1e-6], [1e9, "Gstep", 1e-9]], // prettier-ignore
  "cycle": [[0, "cycle", 1], [1e6, "Mcycle", 1e-6], [1e9, "Gcycle", 1e-9]], // prettier-ignore
  "MAC": [[0, "MAC", 1], [1e6, "MMAC", 1e-6], [1e9, "GMAC", 1e-9]], // prettier-ignore
  "–": [[0, "%", 100]],
};

function rung(unit: string, magnitude: number): readonly [unit: string, factor: number] {
  const fit = (LADDERS[unit] ?? []).findLast(([from]) => magnitude >= from);
  return fit === undefined ? [unit === "–" ? "" : unit, 1] : [fit[1], fit[2]];
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

/** `12345.6, "µm²"` → `12 346 µm²`; `1240, "µs"` → `1.24 ms`; three significant digits, all digits of whole parts. */
export function quantity(value: number, unit: string): string {
  const [scaledUnit, factor] = rung(unit, Math.abs(value));
  const text = significant(value * factor, 3);
  return scaledUnit === "" ? text : `${text}\u00a0${scaledUnit}`;
}

/** `0.012345, 3` → `0.0123`; whole parts keep all their digits, grouped in threes by narrow spaces. */
export function significant(value: number, digits: number): string {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value))));
  const text = formatScaled(value, { unit: "", factor: 1, decimals: Math.min(decimals, 9) });
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? formatScaled(value, { unit: "", factor: 1, decimals: 0 }) : text;
}

/** `12345` → `12 345`. */
export function count(value: number): string {
  return formatScaled(value, { unit: "", factor: 1, decimals: 0 });
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
