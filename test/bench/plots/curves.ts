import type { AxisScale } from "../../../reports/draw/axis.ts";
import { sweepOf, type Measured, type MeasuredSize } from "./measured.ts";
import { decadeScale, fromZeroScale } from "./scales.ts";

export type Point = readonly [designs: number, value: number];

/** One line with marks. */
export interface Curve {
  readonly label: string;
  /** Colour and shape, the same for the same thing in all drawings. */
  readonly series: number;
  readonly points: readonly Point[];
}

/** A thin line that says what values mean: a limit, or what would be linear. */
export interface Guide {
  readonly label: string;
  readonly from: Point;
  readonly to: Point;
}

/** Everything that is drawn: something against the number of designs. */
export interface Curves {
  /** Name of the file, and prefix of the ids inside. */
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly x: AxisScale;
  readonly y: AxisScale;
  readonly yTitle: string;
  readonly curves: readonly Curve[];
  readonly guides: readonly Guide[];
}

/** Colours and shapes of what is drawn in several places. */
const SERIES = { two: 0, cold: 1, rows: 2, one: 3, baseline: 4, oneByOne: 6 };

/** How much faster two workers are to be than one, what a thread is to judge [1/s], and what memory is to suffice [MiB]. */
const WANTED = { speedUp: 1.9, rate: 20e6, memoryMiB: 1024 };

type Value = (size: MeasuredSize) => number | undefined;

/** All drawings of what was measured. */
export function curvesOf(measured: Measured): readonly Curves[] {
  return [timeOf(measured), rateOf(measured), memoryOf(measured), workersOf(measured)];
}

function curve({ sizes }: Measured, label: string, series: number, value: Value): readonly Curve[] {
  const points = sizes.flatMap((size): Point[] => {
    const found = value(size);
    return found === undefined ? [] : [[size.designs, found]];
  });
  return points.length === 0 ? [] : [{ label, series, points }];
}

const secondsOf =
  (workers: number, isPriced: boolean): Value =>
  (size) =>
    sweepOf(size, workers, isPriced)?.seconds;

function timeOf(measured: Measured): Curves {
  const curves = [
    ...curve(measured, "sweep, 2 workers, nothing known", SERIES.cold, secondsOf(2, false)),
    ...curve(measured, "sweep, 1 worker, prices known", SERIES.one, secondsOf(1, true)),
    ...curve(measured, "sweep, 2 workers, prices known", SERIES.two, secondsOf(2, true)),
    ...curve(measured, "judging alone, 1 thread", SERIES.rows, ({ rows }) => rows.seconds),
  ];
  const [first, last] = endsOf(measured);
  const { seconds } = last.rows;
  const linear = {
    label: "linear",
    from: [first.designs, (seconds * first.designs) / last.designs],
    to: [last.designs, seconds],
  } as const;
  return {
    id: "time",
    title: "Time against number of designs",
    subtitle: "int8 LUT cores in rows of 256; three objectives, clock and area bounded; exact front",
    x: designScale(measured),
    y: decadeScale([...valuesOf(curves), linear.from[1]], 1),
    yTitle: "Time [s]",
    curves,
    guides: [linear],
  };
}

function rateOf(measured: Measured): Curves {
  const curves = [
    ...baselineOf(measured),
    ...curve(measured, "in rows, 1 thread", SERIES.rows, ({ designs, rows }) => designs / rows.seconds),
    ...curve(measured, "sweep, 2 workers, prices known", SERIES.two, (size) => rate(size, secondsOf(2, true))),
    ...curve(measured, "one by one, 1 thread", SERIES.oneByOne, ({ oneByOne }) => oneByOne.designs / oneByOne.seconds),
  ];
  return {
    id: "rate",
    title: "Designs per second against number of designs",
    subtitle: "all parts known; C++ is g++ -O3 -march=native on one thread, spared finding out which lists a row needs",
    x: designScale(measured),
    y: decadeScale([...valuesOf(curves), WANTED.rate], 1e6),
    yTitle: "Million designs per second",
    curves,
    guides: [level(measured, "wanted of a thread: 20 M/s", WANTED.rate)],
  };
}

/** One space only: the lists of a large one cannot be handed over. */
function baselineOf({ baseline }: Measured): readonly Curve[] {
  if (baseline === undefined) return [];
  const { designs, seconds } = baseline;
  const point: Point = [designs, designs / seconds];
  return [{ label: "the same arithmetic in C++", series: SERIES.baseline, points: [point] }];
}

function rate(size: MeasuredSize, value: Value): number | undefined {
  const seconds = value(size);
  return seconds === undefined ? undefined : size.designs / seconds;
}

function memoryOf(measured: Measured): Curves {
  const curves = [
    ...curve(measured, "sweep, 2 workers", SERIES.two, (size) => sweepOf(size, 2, true)?.peakMiB),
    ...curve(measured, "sweep, 1 worker", SERIES.one, (size) => sweepOf(size, 1, true)?.peakMiB),
    ...curve(measured, "judging alone, 1 thread", SERIES.rows, ({ rows }) => rows.peakMiB),
  ];
  return {
    id: "memory",
    title: "Memory against number of designs",
    subtitle: "most of the process at any moment, prices known; code and threads included",
    x: designScale(measured),
    y: fromZeroScale([...valuesOf(curves), WANTED.memoryMiB]),
    yTitle: "Peak memory [MiB]",
    curves,
    guides: [
      level(measured, "wanted at 10⁸: below 1 GiB", WANTED.memoryMiB),
      level(measured, "the code alone", measured.startMiB),
    ],
  };
}

function workersOf(measured: Measured): Curves {
  const gain =
    (isPriced: boolean): Value =>
    (size) => {
      const [one, two] = [secondsOf(1, isPriced)(size), secondsOf(2, isPriced)(size)];
      return one === undefined || two === undefined ? undefined : one / two;
    };
  const curves = [
    ...curve(measured, "prices known", SERIES.two, gain(true)),
    ...curve(measured, "nothing known", SERIES.cold, gain(false)),
  ];
  return {
    id: "workers",
    title: "Speed of two workers against one",
    subtitle: "whole sweeps, start of the threads included, on two cores",
    x: designScale(measured),
    y: fromZeroScale([...valuesOf(curves), 2]),
    yTitle: "Times as fast as one worker",
    curves,
    guides: [level(measured, "wanted: 1.9", WANTED.speedUp), level(measured, "no gain", 1)],
  };
}

function level(measured: Measured, label: string, value: number): Guide {
  const [first, last] = endsOf(measured);
  return { label, from: [first.designs, value], to: [last.designs, value] };
}

function endsOf({ sizes }: Measured): readonly [MeasuredSize, MeasuredSize] {
  const [first, last] = [sizes[0], sizes.at(-1)];
  if (first === undefined || last === undefined) throw new Error("measured: got no sizes, expected two or more");
  return [first, last];
}

function designScale({ sizes }: Measured): AxisScale {
  return decadeScale(
    sizes.map(({ designs }) => designs),
    1,
    "powers",
  );
}

function valuesOf(curves: readonly Curve[]): readonly number[] {
  return curves.flatMap(({ points }) => points.map(([, value]) => value));
}
