import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { METRICS } from "../../src/core/metrics.ts";
import { cell, columnScale, quantity, quantityParts, unitFor } from "../../src/core/quantity-text.js";
import { anyNumber, readNumber } from "./read-number.ts";

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, " ").replace("\u2212", "-");

/** Worth of a prefix, written down apart from the table that is tested. */
const PREFIX: Readonly<Record<string, number>> = {
  a: 1e-18, f: 1e-15, p: 1e-12, n: 1e-9, µ: 1e-6, m: 1e-3, "": 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12,
}; // prettier-ignore

const PARTS: Readonly<Record<string, number>> = { "%": 1e-2, ppm: 1e-6, ppb: 1e-9, "–": 1, "": 1 };
const BASES = [
  "token/s",
  "run",
  "array",
  "MAC/cycle",
  "pulse",
  "step",
  "cycle",
  "bit",
  "GE",
  "OPS/mm²",
  "OPS",
  "Hz",
  "J",
  "W",
  "S",
  "s",
];

/** Worth of a unit in its base: of `nJ`, 1e-9. */
function worth(unit: string): number {
  if (unit in PARTS) return PARTS[unit] ?? NaN;
  if (unit === "µm²") return 1e-12;
  if (unit === "mm²") return 1e-6;
  const base = BASES.find((each) => unit.endsWith(each) && unit.slice(0, -each.length) in PREFIX);
  if (base === undefined) throw new Error(`no base for ${unit}`);
  return PREFIX[unit.slice(0, -base.length)] ?? NaN;
}

describe("quantity", () => {
  test.each([
    [12345.6, "µm²", "12 350 µm²"],
    [1_234_000, "µm²", "1.23 mm²"],
    [1240, "µs", "1.24 ms"],
    [999, "µs", "999 µs"],
    [999.9, "µs", "1.00 ms"],
    [0.42, "µs", "420 ns"],
    [3_200_000, "µs", "3.20 s"],
    [4_535_211, "nJ", "4.54 mJ"],
    [0.00045, "nJ", "450 fJ"],
    [3200, "GE", "3 200 GE"],
    [4_453_000_000, "bit", "4.45 Gbit"],
    [0.0875, "µm²", "0.0875 µm²"],
    [0.926, "–", "92.6 %"],
    [0.00042, "–", "0.0420 %"],
    [0.00000042, "–", "0.420 ppm"],
    [0, "–", "0 %"],
    [1e-15, "–", "1.00×10⁻¹⁵"],
    [910.2, "token/s", "910 token/s"],
    [12_288, "MAC/cycle", "12 288 MAC/cycle"],
    [0.354, "pJ", "354 fJ"],
    [17_800, "µJ", "17.8 mJ"],
    [876, "ps", "876 ps"],
    [1300.4, "ps", "1 300 ps"],
    [1140, "MHz", "1.14 GHz"],
    [0.0042, "TOPS/mm²", "4.20 GOPS/mm²"],
    [0, "µs", "0 µs"],
    [3, "", "3"],
    [NaN, "µs", "–"],
    [undefined, "µs", "–"],
  ])("quantity(%s, %s) is %s", (value, unit, text) => expect(plain(quantity(value, unit))).toBe(text));

  const units = [...new Set(METRICS.map(({ unit }) => unit))];

  test("quantity reads back as the value within half a unit of its last digit, and is 0 of 0 alone, for the unit of each metric", () => {
    fc.assert(
      fc.property(anyNumber, fc.constantFrom(...units), (value, unit) => {
        const [text, shownUnit] = quantityParts(value, unit);
        const { number, lastDigit, digits } = readNumber(text);
        const ratio = worth(shownUnit) / worth(unit);
        expect(Math.abs(number * ratio - value)).toBeLessThanOrEqual(lastDigit * ratio * 0.500001);
        expect(number === 0).toBe(value === 0);
        if (Math.abs(number * ratio - value) > 1e-9 * Math.abs(value)) expect(digits).toBeGreaterThanOrEqual(3);
      }),
      { seed: 4, numRuns: 4000 },
    );
  });

  test("unitFor never writes a unit with more than five digits before the point where a larger one is there", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e6, noNaN: true }), (valueNj) => {
        const [, factor] = unitFor("nJ", valueNj);
        expect(valueNj * factor).toBeLessThan(1000);
        expect(valueNj * factor).toBeGreaterThanOrEqual(valueNj < 1e-6 ? 0 : 0.999);
      }),
      { seed: 5 },
    );
  });
});

describe("columnScale and cell", () => {
  test("a column within reach of each other takes the unit of its largest value", () => {
    const scale = columnScale("µs", [420, 55_234]);
    expect(scale).toEqual({ base: "µs", unit: "ms", factor: 1e-3 });
    expect([420, 55_234, 0].map((value) => plain(cell(value, scale)))).toEqual(["0.420", "55.2", "0"]);
  });
  test("a column over many decades has a unit in each cell, so that none reads 0.000", () => {
    const values = [0.000024, 120, 4_535_211];
    const scale = columnScale("nJ", values);
    expect(scale).toEqual({ base: "nJ", unit: "", factor: undefined });
    expect(values.map((value) => plain(cell(value, scale)))).toEqual(["24.0 fJ", "120 nJ", "4.54 mJ"]);
  });
  test("a unit without others keeps one scale", () => {
    expect(columnScale("MAC/cycle", [8, 12_288])).toEqual({ base: "MAC/cycle", unit: "MAC/cycle", factor: 1 });
  });
  test("columns of nothing and of zeros have the unit itself", () => {
    expect(columnScale("µm²", [])).toEqual({ base: "µm²", unit: "µm²", factor: 1 });
    expect(columnScale("–", [0, 0])).toEqual({ base: "–", unit: "%", factor: 100 });
  });
  test("no cell of a column reads 0 unless its value is 0, and none has more than seven digits", () => {
    fc.assert(
      fc.property(
        fc.array(
          anyNumber.filter((value) => value < 1e9),
          { minLength: 1, maxLength: 8 },
        ),
        fc.constantFrom("nJ", "µs", "–", "µm²"),
        (values, unit) => {
          const scale = columnScale(unit, values);
          for (const value of values) {
            const [number = ""] = cell(value, scale).split("\u00a0");
            expect(readNumber(number).number === 0).toBe(value === 0);
            expect(number.replaceAll(/\D/g, "").replace(/^0+/, "").length).toBeLessThanOrEqual(7);
          }
        },
      ),
      { seed: 6, numRuns: 1000 },
    );
  });
});
