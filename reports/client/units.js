// @ts-check
// How numbers are written, by the renderer and by the page's script alike. Types for the renderer: units.d.ts.

/**
 * Unit → the units it may be written in, each with the smallest value (in the base unit) it is used for and its factor.
 * @type {Readonly<Record<string, readonly (readonly [number, string, number])[]>>}
 */
const LADDERS = {
  "µm²": [[0, "µm²", 1], [1e6, "mm²", 1e-6]],
  "µs": [[0, "µs", 1], [1e3, "ms", 1e-3], [1e6, "s", 1e-6]],
  GE: [[0, "GE", 1], [1e3, "kGE", 1e-3], [1e6, "MGE", 1e-6]],
  bit: [[0, "bit", 1], [1e4, "kbit", 1e-3], [1e6, "Mbit", 1e-6], [1e9, "Gbit", 1e-9]],
  step: [[0, "step", 1], [1e6, "Mstep", 1e-6], [1e9, "Gstep", 1e-9]],
  cycle: [[0, "cycle", 1], [1e6, "Mcycle", 1e-6], [1e9, "Gcycle", 1e-9]],
  MAC: [[0, "MAC", 1], [1e6, "MMAC", 1e-6], [1e9, "GMAC", 1e-9]],
  ps: [[0, "ps", 1], [1e4, "ns", 1e-3]],
  "µW": [[0, "µW", 1], [1e4, "mW", 1e-3]],
  mW: [[0, "mW", 1], [1e4, "W", 1e-3]],
  pJ: [[0, "pJ", 1], [1e4, "nJ", 1e-3]],
  "µJ": [[0, "µJ", 1], [1e3, "mJ", 1e-3], [1e6, "J", 1e-6]],
  MHz: [[0, "MHz", 1], [1e3, "GHz", 1e-3]],
  "–": [[0, "ppm", 1e6], [1e-3, "%", 100]],
}; // prettier-ignore

/**
 * The unit and the factor that a value of this magnitude is written with.
 * @param {string} unit
 * @param {number} magnitude
 * @returns {readonly [string, number]}
 */
export function rung(unit, magnitude) {
  const fit = (LADDERS[unit] ?? []).findLast(([from]) => magnitude >= from);
  return fit === undefined ? [unit, 1] : [fit[1], fit[2]];
}

/**
 * Writes a number: `value · factor`, grouped in threes by narrow spaces, with a true minus sign.
 * @param {number | null | undefined} value
 * @param {{factor: number, decimals: number}} scale
 * @returns {string}
 */
export function formatScaled(value, scale) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const [whole, fraction] = (Math.abs(value) * scale.factor).toFixed(scale.decimals).split(".");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") + (fraction === undefined ? "" : `.${fraction}`);
  return value < 0 && /[1-9]/.test(text) ? `\u2212${text}` : text;
}

/**
 * Three (or `digits`) significant digits; whole parts keep all their digits.
 * @param {number} value
 * @param {number} digits
 * @returns {string}
 */
export function significant(value, digits) {
  if (Number.isInteger(value)) return formatScaled(value, { factor: 1, decimals: 0 });
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value))));
  return formatScaled(value, { factor: 1, decimals: Math.min(decimals, 9) });
}

/**
 * `12345.6, "µm²"` → `12 346 µm²`; `1240, "µs"` → `1.24 ms`.
 * @param {number} value
 * @param {string} unit
 * @returns {string}
 */
export function quantity(value, unit) {
  const [scaledUnit, factor] = rung(unit, Math.abs(value));
  const text = significant(factor === 1 ? value : value * factor, 3);
  return scaledUnit === "" ? text : `${text}\u00a0${scaledUnit}`;
}

/**
 * An expected error: `0.0312` → `±3.1 %`, `0.124` → `±12 %`, `0.0004` → `±0.04 %`.
 * @param {number} error
 * @returns {string}
 */
export function plusMinus(error) {
  const percent = error * 100;
  return `±${percent >= 10 ? percent.toFixed(0) : percent >= 0.1 ? percent.toFixed(1) : significant(percent, 1)}\u00a0%`;
}
