import fc from "fast-check";

/** Numbers of all magnitudes that a metric may have. */
export const anyNumber = fc
  .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: -18, max: 18 }))
  .map(([mantissa, exponent]) => mantissa * 10 ** exponent)
  .filter((value) => value === 0 || Math.abs(value) > 1e-30);

/** What a reader takes from a number as it is written for people, by rules of its own. */
export interface ReadNumber {
  readonly number: number;
  /** Worth of the last digit that is shown; of `12 350`, whose zero may only fill, that of the five. */
  readonly lastDigit: number;
  /** Significant digits that are shown. */
  readonly digits: number;
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Reads `−1 234.5` and `1.23×10⁻⁷`. @throws {Error} on anything else */
export function readNumber(text: string): ReadNumber {
  const found = /^(\u2212?)(\d{1,3}(?:\u202f\d{3})*)(?:\.(\d+))?(?:×10(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+))?$/.exec(text);
  if (found === null) throw new Error(`readNumber: got ${JSON.stringify(text)}, expected a number for people`);
  const [, sign, whole = "", fraction = "", minus, power = ""] = found;
  const exponent = Number(power.replaceAll(/./g, (each) => String(RAISED.indexOf(each)))) * (minus === "⁻" ? -1 : 1);
  const shown = whole.replaceAll("\u202f", "") + fraction;
  const worth = 10 ** (exponent - fraction.length);
  const zeros = fraction === "" ? (/0*$/.exec(shown)?.[0].length ?? 0) : 0;
  return {
    number: Number(shown) * worth * (sign === "" ? 1 : -1),
    lastDigit: worth * 10 ** (shown.length > 4 ? Math.min(zeros, shown.length - 4) : 0),
    digits: shown.replace(/^0+/, "").length,
  };
}
