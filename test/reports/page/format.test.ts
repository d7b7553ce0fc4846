import { describe, expect, test } from "vitest";
import {
  columnScale,
  count,
  counted,
  plusMinus,
  quantity,
  shorten,
  signedPercent,
  significant,
  times,
} from "../../../reports/page/format.ts";

const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, " ").replace("\u2212", "-");

describe("quantity", () => {
  test.each([
    [12345.6, "µm²", "12 346 µm²"],
    [1_234_000, "µm²", "1.23 mm²"],
    [1240, "µs", "1.24 ms"],
    [999, "µs", "999 µs"],
    [3_200_000, "µs", "3.20 s"],
    [3200, "GE", "3.20 kGE"],
    [4_453_000_000, "bit", "4.45 Gbit"],
    [0.0875, "µm²", "0.0875 µm²"],
    [0.926, "–", "92.6 %"],
    [910.2, "token/s", "910 token/s"],
    [0.354, "pJ", "0.354 pJ"],
    [17_800, "µJ", "17.8 mJ"],
    [876, "ps", "876 ps"],
    [1140, "MHz", "1.14 GHz"],
    [0, "µs", "0 µs"],
    [3, "", "3"],
  ])("quantity(%s, %s) is %s", (value, unit, expected) => {
    expect(plain(quantity(value, unit))).toBe(expected);
  });
});

describe("columnScale", () => {
  test("columnScale takes the unit of the largest value and three digits of the smallest", () => {
    expect(columnScale("µs", [420, 552_347])).toEqual({ unit: "ms", factor: 1e-3, decimals: 3 });
  });
  test("columnScale needs no decimals for whole numbers", () => {
    expect(columnScale("MAC/cycle", [8, 12_288])).toEqual({ unit: "MAC/cycle", factor: 1, decimals: 0 });
  });
  test("columnScale of nothing is the base unit", () => {
    expect(columnScale("µm²", [])).toEqual({ unit: "µm²", factor: 1, decimals: 0 });
  });
  test("columnScale of zeros needs no decimals", () => {
    expect(columnScale("µm²", [0, 0])).toEqual({ unit: "µm²", factor: 1, decimals: 0 });
  });
});

describe("words and signs", () => {
  test("significant(0.012345, 3) is 0.0123", () => expect(significant(0.012345, 3)).toBe("0.0123"));
  test("significant(NaN, 3) is a dash", () => expect(significant(NaN, 3)).toBe("–"));
  test("count(1652) groups by narrow spaces", () => expect(count(1652)).toBe("1\u202f652"));
  test("counted(1, design) is singular", () => expect(plain(counted(1, "design"))).toBe("1 design"));
  test("counted(0, design) is plural", () => expect(plain(counted(0, "design"))).toBe("0 designs"));
  test("signedPercent(-0.026) has a true minus", () => expect(signedPercent(-0.026)).toBe("\u22122.6\u00a0%"));
  test.each([
    [0.0312, "±3.1 %"],
    [0.124, "±12 %"],
    [0.0004, "±0.04 %"],
  ])("plusMinus(%s) is %s", (error, expected) => expect(plain(plusMinus(error))).toBe(expected));
  test("signedPercent(0.0001) is neither more nor less", () => expect(plain(signedPercent(0.0001))).toBe("±0.0 %"));
  test("times(1.3958) has two decimals", () => expect(times(1.3958)).toBe("1.40×"));
  test("shorten keeps both ends of a long name", () => {
    expect(shorten("ternary_lut_fetch_network_m3", 12)).toBe("ternary…k_m3");
    expect(shorten("short", 12)).toBe("short");
  });
});
