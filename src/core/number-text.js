// @ts-check
// How numbers are written for people, by the commands, the renderer of pages and the script of a page alike; machine formats
// (JSON, CSV) have all digits. A text is zero only if the number is. Types: number-text.d.ts.

/** Separator of thousands: a narrow space that does not break. */
const THIN = "\u202f";

/** Significant digits of a number, unless a caller wants others. */
export const DIGITS = 3;

/** Whole numbers below this stand in full, others that large have four digits. */
const IN_FULL = 1e5;

/** Numbers outside of these bounds are written with a power of ten. */
export const LEAST_PLAIN = 1e-3;
const MOST_PLAIN = 1e7;

/**
 * Writes `value · factor` with fixed decimals, grouped in threes, with a true minus sign; `–` if it is not known. For axes and other
 * texts whose numbers share their decimals.
 * @param {number | null | undefined} value
 * @param {{factor: number, decimals: number}} scale
 * @returns {string}
 */
export function fixed(value, scale) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const text = grouped((Math.abs(value) * scale.factor).toFixed(scale.decimals));
  return value < 0 && /[1-9]/.test(text) ? `\u2212${text}` : text;
}

/** @param {string} text digits, and maybe a decimal point */
function grouped(text) {
  const [whole, fraction] = text.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, THIN) + (fraction === undefined ? "" : `.${fraction}`);
}

/** `12345` → `12 345`. @param {number} value a whole number, which stands in full */
export function count(value) {
  return fixed(value, { factor: 1, decimals: 0 });
}

/**
 * A number with three (or `digits`) significant digits, four if it has as many before the point; whole numbers below 100 000 in
 * full; very small and large ones with a power of ten, `1.23×10⁻⁷`. `–` if it is not finite.
 * @param {number | null | undefined} value
 * @param {number} [digits]
 * @returns {string}
 */
export function significant(value, digits = DIGITS) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  if (Math.abs(value) < IN_FULL && Number.isInteger(value)) return count(value);
  return rounded(value, digits);
}

/**
 * The same of a number that is only as good as its digits: 3 is `3.00`.
 * @param {number} value
 * @param {number} digits
 */
export function rounded(value, digits) {
  if (value === 0 || !Number.isFinite(value)) return count(value);
  const magnitude = Math.abs(value);
  const sign = value < 0 ? "\u2212" : "";
  const shown = Number(magnitude.toPrecision(magnitude >= 1e3 ? Math.max(4, digits) : digits));
  if (shown < LEAST_PLAIN || shown >= MOST_PLAIN) return sign + powerOfTen(magnitude, digits);
  return sign + grouped(shown.toFixed(Math.max(0, digits - 1 - Math.floor(Math.log10(shown)))));
}

/**
 * @param {number} magnitude
 * @param {number} digits
 */
function powerOfTen(magnitude, digits) {
  const [mantissa, exponent] = magnitude.toExponential(digits - 1).split("e");
  const raised = String(Number(exponent))
    .replace("-", "⁻")
    .replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]);
  return `${mantissa}×10${raised}`;
}

/**
 * A part in per cent: `0.926` → `92.6 %`, `0.00012` → `0.0120 %`.
 * @param {number} part
 * @param {number} [digits] significant ones
 */
export function percent(part, digits = DIGITS) {
  return `${rounded(hundred(part), digits)}\u00a0%`;
}

/** Per cent without the noise of the product. @param {number} part */
function hundred(part) {
  return Number((part * 100).toPrecision(12));
}

/** A change: `0.0312` → `+3.1 %`, `-0.026` → `−2.6 %`, with a true minus sign. @param {number} part */
export function signedPercent(part) {
  const sign = part > 0 ? "+" : part === 0 ? "±" : "";
  return sign + percent(part, Math.abs(part) >= 0.1 ? 3 : 2);
}

/**
 * An expected error: `0.0312` → `±3.1 %`, `0.124` → `±12 %`, `0.0004` → `±0.04 %`.
 * @param {number} error
 */
export function plusMinus(error) {
  return `±${percent(error, error < 0.001 ? 1 : 2)}`;
}

/**
 * A mean part and half its interval, in per cent with the same decimals: `0.9731, 0.0042` → `97.3 ± 0.4`.
 * @param {number} mean
 * @param {number} half
 */
export function meanAndHalf(mean, half) {
  const decimals = half > 0 ? Math.min(3, Math.max(1, Math.ceil(-Math.log10(100 * half)))) : 1;
  const scale = { factor: 100, decimals };
  if (half > 0 && half < 0.5e-5) return `${fixed(mean, scale)} ± <0.001`; // the noise of sums, not of what was measured
  return half === 0 ? `${fixed(mean, scale)} ± 0` : `${fixed(mean, scale)} ± ${fixed(half, scale)}`;
}

/** A ratio: `1.3958` → `1.40×`. @param {number} ratio */
export function times(ratio) {
  return `${ratio >= 0.01 && ratio < 10 ? fixed(ratio, { factor: 1, decimals: 2 }) : significant(ratio)}×`;
}

/**
 * `1, "design"` → `1 design`; `2, "design"` → `2 designs`.
 * @param {number} value
 * @param {string} noun
 */
export function counted(value, noun) {
  return `${count(value)}\u00a0${noun}${value === 1 ? "" : "s"}`;
}
