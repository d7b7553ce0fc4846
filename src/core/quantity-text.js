// @ts-check
// How quantities are written for people: the unit that suits a value, or a column of values. Types: quantity-text.d.ts.
import { DIGITS, LEAST_PLAIN, rounded, significant } from "./number-text.js";

const PREFIXES = /** @type {const} */ ([
  ["a", -18], ["f", -15], ["p", -12], ["n", -9], ["µ", -6], ["m", -3], ["", 0], ["k", 3], ["M", 6], ["G", 9], ["T", 12],
]); // prettier-ignore

/** @typedef {readonly (readonly [unit: string, size: number, from: number])[]} Ladder units of one kind, the size of each, and the magnitude from which it is used, in the smallest first */

/**
 * Units of one kind with prefixes.
 * @param {string} base
 * @param {string} first
 * @param {string} last
 * @param {number} [kept] what the first unit may reach before the next is used
 * @returns {Ladder}
 */
function ladder(base, first, last, kept = 1e3) {
  const [start, end] = [first, last].map((prefix) => PREFIXES.findIndex(([each]) => each === prefix));
  return PREFIXES.slice(start, end + 1).map(([prefix, exponent], i) => {
    const size = Number(`1e${exponent}`);
    return [prefix + base, size, i === 0 ? 0 : i === 1 ? (size / 1e3) * kept : size];
  });
}

/**
 * Each unit stands in one ladder. Things that are counted keep four digits before a prefix, and so do picoseconds.
 * @type {readonly Ladder[]}
 */
const LADDERS = [
  [["µm²", 1, 0], ["mm²", 1e6, 1e5]],
  [["ps", 1e-12, 0], ["ns", 1e-9, 1e-8], ["µs", 1e-6, 1e-6], ["ms", 1e-3, 1e-3], ["s", 1, 1]],
  ladder("J", "a", ""),
  ladder("W", "n", ""),
  ladder("S", "p", ""),
  ladder("Hz", "k", "G"),
  ladder("OPS", "M", "T"),
  ladder("B/s", "M", "T"),
  ...["GE", "bit", "step", "cycle", "MAC", "pulse"].map((base) => ladder(base, "", "G", 1e4)),
  [["ppb", 1e-9, 0], ["ppm", 1e-6, 1e-7], ["%", 1e-2, 1e-4]],
]; // prettier-ignore

/** How a part of a whole is called as a unit, and how it is written unless it is small. */
const PART = ["–", "%"];

/**
 * The ladder that a unit stands in and its size there; of `TOPS/W` that of `TOPS`, with `/W` behind each unit.
 * @param {string} unit
 * @returns {{ladder: Ladder, size: number, per: string} | undefined}
 */
function ladderOf(unit) {
  if (unit === PART[0]) return { ladder: /** @type {Ladder} */ (LADDERS.at(-1)), size: 1, per: "" };
  for (const whole of [unit, unit.split("/", 1)[0]]) {
    for (const ladder of LADDERS) {
      const found = ladder.find(([name]) => name === whole);
      if (found !== undefined && !isRateOfCounts(unit, whole, ladder))
        return { ladder, size: found[1], per: unit.slice(whole.length) };
    }
  }
  return undefined;
}

/**
 * `MAC/cycle` and the like: numbers of things that are small or exact, and take no prefix.
 * @param {string} unit
 * @param {string} whole
 * @param {Ladder} ladder
 */
function isRateOfCounts(unit, whole, ladder) {
  return unit !== whole && ladder[0][1] === 1;
}

/**
 * The unit that a value of this magnitude is written in, and the factor to it; of zero, the unit itself.
 * @param {string} unit
 * @param {number} magnitude
 * @returns {readonly [unit: string, factor: number]}
 */
export function unitFor(unit, magnitude) {
  const found = ladderOf(unit);
  if (found === undefined) return [unit, 1];
  const { ladder, size, per } = found;
  if (!(magnitude > 0 && magnitude < Infinity)) return unit === PART[0] ? [PART[1], 100] : [unit, 1];
  const rounded = Number(magnitude.toPrecision(DIGITS)) * size * (1 + Number.EPSILON * 4);
  const rung = ladder.findLast(([, , from]) => rounded >= from) ?? ladder[0];
  if (rounded / rung[1] < LEAST_PLAIN) return unit === PART[0] ? ["", 1] : [unit, 1];
  const ratio = size / rung[1];
  return [rung[0] + per, ratio < 1 ? 1 / Math.round(rung[1] / size) : Math.round(ratio)];
}

/**
 * A value in the unit that suits it: `12345.6, "µm²"` → `12 350 µm²`; `1240, "µs"` → `1.24 ms`; `0, "–"` → `0 %`.
 * @param {number | null | undefined} value
 * @param {string} unit
 * @returns {string}
 */
export function quantity(value, unit) {
  const [number, shownUnit] = quantityParts(value, unit);
  return shownUnit === "" ? number : `${number}\u00a0${shownUnit}`;
}

/**
 * The same as number and unit; no unit if the value is not known.
 * @param {number | null | undefined} value
 * @param {string} unit
 * @returns {readonly [number: string, unit: string]}
 */
export function quantityParts(value, unit) {
  if (value === null || value === undefined || !Number.isFinite(value)) return ["–", ""];
  const [shownUnit, factor] = unitFor(unit, Math.abs(value));
  return [scaled(value, factor), shownUnit];
}

/**
 * Writes `value · factor`, by division where the factor is a power of ten below 1: those have no exact number.
 * @param {number} value
 * @param {number} factor
 */
function scaled(value, factor) {
  if (factor === 1) return significant(value);
  return rounded(factor < 1 ? value / Math.round(1 / factor) : value * factor, DIGITS);
}

/** Mantissas that can stand below each other. */
const [LEAST_TOGETHER, MOST_TOGETHER] = [0.1, 1e5];

/**
 * How a column is written: in the unit of its largest value if all others can be read in it, else each value in a unit of its own.
 * @param {string} unit
 * @param {readonly number[]} values
 */
export function columnScale(unit, values) {
  const magnitudes = values.filter((value) => Number.isFinite(value) && value !== 0).map(Math.abs);
  const largest = magnitudes.reduce((a, b) => Math.max(a, b), 0);
  const smallest = magnitudes.reduce((a, b) => Math.min(a, b), largest);
  const [shared, factor] = unitFor(unit, largest);
  const together = largest === 0 || (smallest * factor >= LEAST_TOGETHER && largest * factor < MOST_TOGETHER);
  return together || ladderOf(unit) === undefined
    ? { base: unit, unit: shared, factor }
    : { base: unit, unit: "", factor: undefined };
}

/**
 * A value of a column: a number in the unit of the column, or with a unit of its own.
 * @param {number | null | undefined} value
 * @param {{base: string, factor: number | undefined}} scale
 */
export function cell(value, { base, factor }) {
  if (factor === undefined || value === null || value === undefined) return quantity(value, base);
  return scaled(value, factor);
}
