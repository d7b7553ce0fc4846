import type { Measured, MeasuredSize } from "./measured.ts";

/** A space whose figures can be worked out by hand. */
function size(designs: number, perSecond: number): MeasuredSize {
  return {
    designs,
    feasible: designs / 2,
    front: 100,
    sweeps: [
      { workers: 2, isPriced: false, seconds: designs / 1e5, peakMiB: 500 },
      { workers: 1, isPriced: true, seconds: designs / 2e5, peakMiB: 300 },
      { workers: 2, isPriced: true, seconds: designs / 4e5, peakMiB: 400 },
      { workers: 1, isPriced: false, seconds: designs / 8e4, peakMiB: 350 },
    ],
    rows: { seconds: designs / perSecond, peakMiB: 200 },
    oneByOne: { designs: 500, seconds: 0.05 },
  };
}

/** What a measurement of three sizes might have come to. */
export const SAMPLE: Measured = {
  schemaVersion: 1,
  startMiB: 150,
  sizes: [size(10_000, 1e6), size(100_000, 2e6), size(1_024_000, 4e6)],
  shortRows: size(983_040, 1e6),
  unbound: { seconds: 0.512, peakMiB: 210 },
  system: { seconds: 1.024, peakMiB: 220 },
  baseline: { designs: 300_000, rowsSeconds: 0.1, seconds: 0.03 },
  frontPointsPerSecond: 5e7,
};
