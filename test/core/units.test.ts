import { expect, it } from "vitest";
import * as units from "../../src/core/units.ts";

/** SI prefixes, and units of two of them. */
const PREFIX: Readonly<Record<string, number>> = { f: -15, p: -12, n: -9, u: -6, micro: -6, m: -3, "": 0 };

const SCALES = [
  "pjOfFj",
  "njOfFj",
  "ujOfFj",
  "mjOfFj",
  "ujOfPj",
  "fjOfPj",
  "fjOfNj",
  "fjOfJ",
  "pjOfJ",
  "jOfNj",
] as const;
const POWERS = ["uwOfNw", "uwOfMw", "secondsOfUs", "microsiemensOfS"] as const;

it.each([...SCALES, ...POWERS])("%s(value) is what the prefixes in its name say", (name) => {
  const [, to = "", from = ""] = /^(.*?)(?:j|w|econds|siemens)Of(.*?)(?:J|j|w|s|S)$/.exec(name) ?? [];
  const exponent = (prefix: string): number => PREFIX[prefix === "s" ? "" : prefix.toLowerCase()] ?? Number.NaN;
  expect(units[name](3) / (3 * 10 ** (exponent(from) - exponent(to)))).toBeCloseTo(1, 12);
});

it("clocks: 500 MHz have a period of 2000 ps, 4 ns are 2 cycles, 1000 cycles 2 µs", () => {
  expect(units.periodPsOfMhz(500)).toBe(2000);
  expect(units.mhzOfPeriodPs(2000)).toBe(500);
  expect(units.cyclesOfNs(4, 500)).toBe(2);
  expect(units.usOfCycles(1000, 500)).toBe(2);
  expect(units.secondsOfCycles(1000, 500)).toBe(2e-6);
  expect(units.perSecondOfUs(2)).toBe(500_000);
});

it("power at a clock: 500 nW are 1 fJ a cycle of 2 ns, and 1000 fJ a cycle are 500 µW", () => {
  expect(units.fjOfNw(500, 500)).toBe(1);
  expect(units.mwOfFj(1000, 500)).toBe(0.5);
  expect(units.wattsOfFj(1000, 500)).toBeCloseTo(0.5e-3, 15);
});

it("rates: 2000 operations a cycle of 500 MHz are 1 TOPS, as 10¹² a second are", () => {
  expect(units.topsOfCycle(2000, 500)).toBe(1);
  expect(units.topsOfRate(1e12)).toBe(1);
  expect(units.topsOfGops(1000)).toBe(1);
  expect(units.gopsOfTops(1)).toBe(1000);
  expect(units.bitsPerUsOfGBps(1)).toBe(8000);
  expect(units.perMm2OfPerUm2(1)).toBe(1_000_000);
});
