import { count } from "../../../reports/page/format.ts";
import { markdownTable } from "../../validation/markdown.ts";
import { sweepOf, type Measured, type MeasuredSize, type MeasuredSpace } from "./measured.ts";

/** The table of docs/performance.md: what was measured beside what is wanted; sizes that were not measured have no row. */
export function performanceTable(measured: Measured): string {
  const { shortRows, sizes, unbound, system, baseline, frontPointsPerSecond } = measured;
  const million = sizes.find(({ designs }) => designs > 1e6 && designs < 2e6);
  const rows = [
    ...shortRowLines(shortRows),
    ...sizes.map((size) => [
      `${written(size.designs)} designs in rows of 256, all parts known, 1 thread`,
      rateOf(size, size.rows.seconds),
      size === million ? "20 M/s" : "–",
    ]),
    ...(million === undefined
      ? []
      : [
          ["the million of them, every design feasible", rateOf(million, unbound.seconds), "10 M/s"],
          ["the same with metrics of memory and of precision", rateOf(million, system.seconds), "10 M/s"],
          ["the million in rows against one by one", oneByOneOf(million), "–"],
        ]),
    ...sizes.filter(({ designs }) => designs > 5e7).map(largestLine),
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
    ["the same, 1 worker", `${secondsText(alone)} (${gain === undefined ? "–" : digits(gain)} times)`, "1.9 times"],
    ["the same with the prices that the sweep before kept, 2 workers", secondsText(priced), "2 s"],
    ["the same designs in one thread, all parts known", rateOf(space, space.rows.seconds), "–"],
  ];
}

/** A hundred million: time and memory of a whole sweep. */
function largestLine(size: MeasuredSize): readonly string[] {
  const sweep = sweepOf(size, 2, true);
  const memory = sweep === undefined ? "–" : `${Math.round(sweep.peakMiB)} MiB`;
  return [
    `${written(size.designs)} designs, whole sweep, prices known, 2 workers`,
    `${secondsText(sweep?.seconds)}, ${memory}`,
    "10 s, 1024 MiB",
  ];
}

function baselineLine({ designs, rowsSeconds, seconds }: NonNullable<Measured["baseline"]>): readonly string[] {
  const what = `${written(designs)} designs in rows against the same arithmetic in C++ -O3 -march=native`;
  return [what, digits(seconds / rowsSeconds), "0.5"];
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

/** Three significant digits. */
function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** Digits in threes, by spaces that any editor shows. */
function written(value: number): string {
  return count(value).replaceAll("\u202f", " ");
}
