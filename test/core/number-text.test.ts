import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  count,
  fixed,
  meanAndHalf,
  percent,
  plusMinus,
  significant,
  signedPercent,
} from "../../src/core/number-text.js";
import { anyNumber, readNumber } from "./read-number.ts";

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, " ").replace("\u2212", "-");

describe("significant", () => {
  test.each([
    [0, "0"],
    [0.012345, "0.0123"],
    [8, "8"],
    [8.0001, "8.00"],
    [999.7, "1 000"],
    [1652.4, "1 652"],
    [12_345.6, "12 350"],
    [12_288, "12 288"],
    [-0.5, "-0.500"],
    [1.234e-7, "1.23×10⁻⁷"],
    [1.5e12, "1.50×10¹²"],
    [NaN, "–"],
    [Infinity, "–"],
    [undefined, "–"],
  ])("significant(%s) is %s", (value, text) => expect(plain(significant(value))).toBe(text));

  test("significant(x) reads back as x within half a unit of its last digit, and shows three of them or all", () => {
    fc.assert(
      fc.property(anyNumber, (value) => {
        const { number, lastDigit, digits } = readNumber(significant(value));
        expect(Math.abs(number - value)).toBeLessThanOrEqual(lastDigit * 0.5000001);
        if (number !== value) expect(digits).toBeGreaterThanOrEqual(3);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test("significant(x) has a digit above 0 unless x is 0", () => {
    fc.assert(
      fc.property(anyNumber, fc.integer({ min: 1, max: 4 }), (value, digits) => {
        expect(/[1-9]/.test(significant(value, digits).split("×")[0] ?? "")).toBe(value !== 0);
      }),
      { seed: 2, numRuns: 2000 },
    );
  });
});

describe("per cent", () => {
  test.each([
    [0.926, "92.6 %"],
    [1, "100 %"],
    [0.00012, "0.0120 %"],
    [0, "0 %"],
    [0.07, "7.00 %"],
  ])("percent(%s) is %s", (part, text) => expect(plain(percent(part))).toBe(text));

  test.each([
    [0.0312, "±3.1 %"],
    [0.124, "±12 %"],
    [0.0004, "±0.04 %"],
    [0, "±0 %"],
  ])("plusMinus(%s) is %s", (error, text) => expect(plain(plusMinus(error))).toBe(text));

  test.each([
    [-0.026, "-2.6 %"],
    [0.356, "+35.6 %"],
    [0.0001, "+0.010 %"],
    [0, "±0 %"],
  ])("signedPercent(%s) is %s", (part, text) => expect(plain(signedPercent(part))).toBe(text));

  test.each([
    [0.9731, 0.0042, "97.3 ± 0.4"],
    [0.9731, 0.000042, "97.310 ± 0.004"],
    [0.27, 2e-16, "27.000 ± <0.001"],
    [0.5, 0, "50.0 ± 0"],
  ])("meanAndHalf(%s, %s) is %s: an interval above 0 is not shown as 0", (mean, half, text) =>
    expect(plain(meanAndHalf(mean, half))).toBe(text),
  );

  test("percent, plusMinus and signedPercent say 0 of 0 alone", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }).filter((part) => part === 0 || Math.abs(part) > 1e-30),
        (part) => {
          for (const text of [percent(part), plusMinus(Math.abs(part)), signedPercent(part)])
            expect(/[1-9]/.test(text.split("×")[0] ?? "")).toBe(part !== 0);
        },
      ),
      { seed: 3 },
    );
  });
});

describe("count and fixed", () => {
  test("count(1652) groups by narrow spaces", () => expect(count(1652)).toBe("1\u202f652"));
  test("count(1234567) is exact", () => expect(plain(count(1_234_567))).toBe("1 234 567"));
  test("fixed(-0.04) of one decimal has no sign: it is where the axis says 0.0", () =>
    expect(fixed(-0.04, { factor: 1, decimals: 1 })).toBe("0.0"));
});

describe("one module writes numbers", () => {
  const FOLDERS = [
    "src/cli",
    "src/explore",
    "reports/page",
    "reports/sections",
    "reports/sweep",
    "reports/reproduction",
  ];
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(ts|js)$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  test.each(files)("%s formats no number by itself", (file) => {
    expect(readFileSync(file, "utf8")).not.toMatch(/\.to(Fixed|Precision|Exponential|LocaleString)\(|\bIntl\./);
  });
});
