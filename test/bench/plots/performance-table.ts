import { count } from "../../../src/core/number-text.js";
import { markdownTable } from "../../validation/markdown.ts";
import { sweepOf, type Measured, type MeasuredSize, type MeasuredSpace } from "./measured.ts";

/** The table of docs/performance.md: what was measured beside what is wanted; sizes that were not measured have no row. */
export function performanceTable(measured: Measured): string {
  const { shortRows, sizes, unbound, system, baseline, frontPointsPerSecond } = measured;
  const million = sizes.find(isAbout(1e6));
  const tenMillion = sizes.find(isAbout(1e7));
  const rows = [
    ...shortRowLines(shortRows),
    ...sizes.map((size) => [
      `${written(size.designs)} designs in rows of 256${clocksOf(size)}, all parts known, 1 thread`,
      rateOf(size, size.rows.seconds),
      size.designs > 5e6 ? "20 M/s" : "–",
    ]),
    ...(million === undefined ? [] : [["the million in rows against one by one", oneByOneOf(million), "–"]]),
    ...(tenMillion === undefined
      ? []
      : [
          ["the ten million, every design feasible (91 … 100 MHz)", rateOf(tenMillion, unbound.seconds), "10 M/s"],
          ["the ten million with metrics of memory and of precision", rateOf(tenMillion, system.seconds), "10 M/s"],
        ]),
    ...sizes.filter(({ designs }) => designs > 5e7).flatMap(largestLines),
    ...(baseline === undefined ? [] : [baselineLine(baseline)]),
    ["front filter alone, 4 objectives, random points", `${digits(frontPointsPerSecond / 1e6)} M/s`, "20 M/s"],
  ];
  return markdownTable(
    [
      "what (`npm run bench -- plots`; int8 LUT cores, BitNet b1.58-2B-4T, 500 MHz, at most 50 000 µm²)",
      "figure",
      "wanted",
    ],
    rows,
  );
}

function shortRowLines(space: MeasuredSpace): readonly (readonly string[])[] {
  const seconds = (workers: number, isPriced: boolean): number | undefined =>
    sweepOf(space, workers, isPriced)?.seconds;
  const [cold, alone, priced] = [seconds(2, false), seconds(1, false), seconds(2, true)];
  const gain = cold === undefined || alone === undefined ? undefined : alone / cold;
  const what = `${written(space.designs)} designs (tables 1 … 64, 32 numbers of lanes), nothing known, whole sweep`;
  return [
    [`${what}, 2 workers`, secondsText(cold), "25 s"],
    ["the same, 1 worker", `${secondsText(alone)}${timesText(gain)}`, "1.9 times"],
    ["the same with the prices that the sweep before kept, 2 workers", secondsText(priced), "2 s"],
    ["the same designs in one thread, all parts known", rateOf(space, space.rows.seconds), "–"],
  ];
}

/** A hundred million: time and memory of whole sweeps. */
function largestLines(size: MeasuredSize): readonly (readonly string[])[] {
  const [both, alone] = [sweepOf(size, 2, true), sweepOf(size, 1, true)];
  const memory = both === undefined ? "–" : `${Math.round(both.peakMiB)} MiB`;
  const gain = both === undefined || alone === undefined ? undefined : alone.seconds / both.seconds;
  return [
    [
      `${written(size.designs)} designs, whole sweep, prices known, 2 workers`,
      `${secondsText(both?.seconds)}, ${memory}`,
      "10 s, 1024 MiB",
    ],
    ["the same, 1 worker", `${secondsText(alone?.seconds)}${timesText(gain)}`, "1.9 times"],
  ];
}

function isAbout(designs: number): (size: MeasuredSize) => boolean {
  return (size) => size.designs >= designs && size.designs < 2 * designs;
}

/** At how many clocks a space of a size judges its circuits (`spaces.ts`). */
function clocksOf(size: MeasuredSize): string {
  if (isAbout(1e7)(size)) return " at 10 clocks";
  return isAbout(1e8)(size) ? " at 100 clocks" : "";
}

function baselineLine({ designs, rowsSeconds, seconds }: NonNullable<Measured["baseline"]>): readonly string[] {
  const what = `${written(designs)} designs in rows against the same arithmetic in C++ -O3 -march=native`;
  const rate = (took: number): string => digits(designs / took / 1e6);
  return [what, `${digits(seconds / rowsSeconds)} (${rate(rowsSeconds)} of ${rate(seconds)} M/s)`, "0.5"];
}

function oneByOneOf({ designs, rows, oneByOne }: MeasuredSize): string {
  return `${Math.round(designs / rows.seconds / (oneByOne.designs / oneByOne.seconds))} times`;
}

function rateOf({ designs }: MeasuredSpace, seconds: number): string {
  return `${digits(designs / seconds / 1e6)} M/s`;
}

function secondsText(seconds: number | undefined): string {
  return seconds === undefined ? "–" : `${digits(seconds)} s`;
}

function timesText(gain: number | undefined): string {
  return gain === undefined ? "" : ` (${digits(gain)} times)`;
}

/** Three significant digits. */
function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** Digits in threes, by spaces that any editor shows. */
function written(value: number): string {
  return count(value).replaceAll("\u202f", " ");
}
