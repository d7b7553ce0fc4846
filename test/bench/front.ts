import { METRIC_COUNT } from "../../src/core/metric-row.ts";
import { METRICS } from "../../src/core/metrics.ts";
import { Random } from "../../src/core/random.ts";
import { ParetoFront } from "../../src/explore/pareto.ts";
import { PLAIN } from "../support/plain-metrics.ts";

/** Points a second that the front filter promises for uniform points of four objectives [million]. */
const PROMISED = 20;
const OBJECTIVES = [2, 3, 4, 5, 6];
const UNIFORM_POINTS = 1_000_000;
const PLANE_POINTS = 100_000;

/** Points whose objectives are independent, 0 … 1: a sweep in which few points are on the front. */
function uniformPoints(count: number, objectives: number): Float64Array {
  const random = new Random(1);
  return Float64Array.from({ length: count * objectives }, () => random.next());
}

/** Points near the plane where objectives sum to 1, which trade one objective for another: many are on the front. */
function planePoints(count: number, objectives: number): Float64Array {
  const random = new Random(1);
  const points = new Float64Array(count * objectives);
  for (let at = 0; at < points.length; at += objectives) {
    const point = points.subarray(at, at + objectives).map(() => -Math.log(1 - random.next()));
    const scale = (1 + 0.05 * random.gaussian()) / point.reduce((sum, value) => sum + value, 0);
    points.set(
      point.map((value) => value * scale),
      at,
    );
  }
  return points;
}

interface Measured {
  /** Millions of points a second. */
  readonly rate: number;
  readonly onFront: number;
}

/** The best of some runs over all points; processor time is counted, as the machine may be busy. */
function measure(points: Float64Array, objectives: number, runs: number): Measured {
  const columns = METRICS.slice(0, objectives).map(({ name }) => ({ metric: name, direction: "minimize" as const }));
  const row = new Float64Array(METRIC_COUNT);
  const count = points.length / objectives;
  let best: Measured = { rate: 0, onFront: 0 };
  for (let run = 0; run < runs; run++) {
    const begin = process.cpuUsage();
    const front = new ParetoFront(columns, PLAIN);
    for (let index = 0, at = 0; index < count; index++, at += objectives)
      if (!front.rejects(points, at)) front.enter(points, at, index, row, 0, () => undefined);
    const rate = count / process.cpuUsage(begin).user;
    if (rate > best.rate) best = { rate, onFront: front.table().indices.length };
  }
  return best;
}

/** Uniform points a second of the front filter alone, on one core. */
export function uniformRate(objectives: number): number {
  return 1e6 * measure(uniformPoints(UNIFORM_POINTS, objectives), objectives, 9).rate;
}

/** Points a second of the front filter alone, on one core: their objectives are there, their metric rows are one and the same. */
export function benchFront(): { readonly text: string; readonly isWithinBounds: boolean } {
  const lines: string[] = [];
  let isWithinBounds = true;
  for (const objectives of OBJECTIVES) {
    const uniform = measure(uniformPoints(UNIFORM_POINTS, objectives), objectives, 9);
    const plane = measure(planePoints(PLANE_POINTS, objectives), objectives, 3);
    if (objectives === 4 && uniform.rate < PROMISED) isWithinBounds = false;
    lines.push(
      `front, ${objectives} objectives: ${written(uniform)} of ${UNIFORM_POINTS} uniform points, ` +
        `${written(plane)} of ${PLANE_POINTS} points that trade one objective for another`,
    );
  }
  if (!isWithinBounds) lines.push(`BROKEN: 4 objectives promise ${PROMISED} M uniform points/s`);
  return { text: lines.join("\n"), isWithinBounds };
}

function written({ rate, onFront }: Measured): string {
  return `${rate.toFixed(rate < 10 ? 3 : 1)} M/s (${onFront} on the front)`;
}
