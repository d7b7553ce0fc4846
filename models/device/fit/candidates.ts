import type { DirectionName, Response } from "../device.ts";
import { curvatureOf } from "../nonlinearity.ts";
import { interpolate } from "../response.ts";
import { fitLine, mean, minimise, rootMeanSquare, type Line } from "./minimise.ts";

/** The kinds of response that a fit tries, from the fewest parameters to the most. */
export const FITTED_KINDS = ["linear", "exponential", "soft-bounds", "power-step", "piecewise"] as const;
/** A kind of response that can be fitted to data. */
export type FittedKind = (typeof FITTED_KINDS)[number];

/** One sweep seen along its direction: heights grow from `pulse` 0 to `pulses` (LTD's are −G). */
export interface Sweep {
  readonly name: DirectionName;
  /** Pulses since the first reading, from 0 to `pulses`; repeated sweeps one after the other. */
  readonly pulse: readonly number[];
  /** G for LTP, −G for LTD [S]. */
  readonly height: readonly number[];
  /** Largest `pulse`. */
  readonly pulses: number;
}

/** A response fitted to a sweep. */
export interface Candidate {
  readonly kind: FittedKind;
  readonly response: Response;
  /** States, as `Direction.pulses` wants them. */
  readonly pulses: number;
  /** Heights at u = 0 and u = 1 [S]. */
  readonly start: number;
  readonly end: number;
  /** Heights after 0 … `pulses` pulses of the sweep [S]. */
  readonly curve: readonly number[];
  /** Root mean square of what is left, as part of the measured range. */
  readonly rms: number;
}

/** A straight line: 2 parameters. */
export function fitLinear(sweep: Sweep): Candidate {
  return candidate(sweep, "linear", { kind: "linear" }, (p) => p / sweep.pulses);
}

/** Labels beyond ±9 are not tried: there the first pulse is already the whole curve. */
const STEEPEST = 9;

/** NeuroSim's saturating exponential, either sign: the label by golden sections, the end points by least squares; 3 parameters. */
export function fitExponential(sweep: Sweep): Candidate {
  const label = minimise((trial) => line(sweep, saturating(curvatureOf(trial), sweep.pulses)).rms, -STEEPEST, STEEPEST);
  const nonlinearity = sweep.name === "ltp" ? label : -label;
  return candidate(
    sweep,
    "exponential",
    { kind: "exponential", nonlinearity },
    saturating(curvatureOf(label), sweep.pulses),
  );
}

/** Soft bounds are held to a bound at most ten measured ranges away. */
const FLATTEST = 0.1;

/** Soft bounds: the curve of a saturating exponential that slows down, u = 1 at its asymptote; 3 parameters. */
export function fitSoftBounds(sweep: Sweep): Candidate {
  const { pulses } = sweep;
  const logarithm = minimise(
    (trial) => line(sweep, saturating(Math.exp(trial), pulses)).rms,
    Math.log(FLATTEST),
    Math.log(pulses * 3),
  );
  const curvature = Math.exp(logarithm);
  const rate = -Math.expm1(-curvature / pulses);
  const fitted = candidate(sweep, "soft-bounds", { kind: "soft-bounds", rate }, saturating(curvature, pulses));
  const end = fitted.start + (fitted.end - fitted.start) / -Math.expm1(-curvature);
  return { ...fitted, end, pulses: Math.max(2, Math.round(2 / rate)) };
}

const HIGHEST_EXPONENT = 6;

/** Power step: exponent and reach by nested golden sections, the end points by least squares; 4 parameters. */
export function fitPowerStep(sweep: Sweep): Candidate {
  const { pulses } = sweep;
  const reachAt = (exponent: number): number =>
    minimise((reach) => line(sweep, powerCurve(exponent, reach, pulses).progress).rms, 0.05, 0.999, 15);
  const exponent = minimise(
    (trial) => line(sweep, powerCurve(trial, reachAt(trial), pulses).progress).rms,
    0.05,
    HIGHEST_EXPONENT,
    15,
  );
  const reach = reachAt(exponent);
  const own = powerRate(exponent, reach, pulses);
  const curve = powerCurve(exponent, reach, pulses);
  const bound = Math.max(1, 1 / curve.rawEnd);
  const step = Math.min(1, own * bound ** (1 - exponent));
  return candidate(sweep, "power-step", { kind: "power-step", step, exponent, bound }, curve.progress);
}

/** Nodes of a piecewise response: a quarter of the points, 4 to 32. */
const NODES = { fewest: 4, most: 32 };

/** Rounds in which each node's step is moved, and by how much at most (a factor, by its logarithm). */
const ROUNDS = [1.5, 0.7, 0.3, 0.15];

/**
 * Steps as measured, at equally spaced nodes: first the mean step of the readings near each node (weights fall to 0 at the
 * neighbouring nodes), at least a hundredth of the mean step so that the curve never stops; then node by node the step that
 * leaves the smallest residual, four rounds.
 */
export function fitPiecewise(sweep: Sweep): Candidate {
  const { pulse, height, pulses } = sweep;
  const start = mean(height.filter((_, i) => pulse[i] === 0));
  const end = mean(height.filter((_, i) => pulse[i] === pulses));
  const nodes = Math.min(NODES.most, Math.max(NODES.fewest, Math.floor(pulses / 4) + 1));
  const steps = nodeSteps(sweep, start, end, nodes).map((step) => bounded(step, pulses));
  const residual = (): number =>
    measuredAgainst(
      sweep,
      start,
      end,
      stepped((u) => interpolate(steps, u), pulses),
    ).rms;
  for (const reach of ROUNDS) {
    for (const [node, step] of steps.entries()) {
      const moved = minimise(
        (logarithm) => {
          steps[node] = bounded(step * Math.exp(logarithm), pulses);
          return residual();
        },
        -reach,
        reach,
        7,
        1e-3,
      );
      steps[node] = bounded(step * Math.exp(moved), pulses);
    }
  }
  const curve = stepped((u) => interpolate(steps, u), pulses);
  const found = measuredAgainst(sweep, start, end, curve);
  return { kind: "piecewise", response: { kind: "piecewise", steps }, pulses, ...found };
}

function bounded(step: number, pulses: number): number {
  return Math.min(1, Math.max(step, 0.01 / pulses));
}

/** The mean step of the readings near each node. */
function nodeSteps({ pulse, height }: Sweep, start: number, end: number, nodes: number): readonly number[] {
  const sums = Array.from({ length: nodes }, () => ({ risen: 0, pulses: 0 }));
  for (let i = 1; i < pulse.length; i++) {
    const number = (pulse[i] ?? 0) - (pulse[i - 1] ?? 0);
    if (number <= 0) continue;
    const [from = 0, to = 0] = [height[i - 1], height[i]].map((each = 0) => (each - start) / (end - start));
    const place = Math.min(1, Math.max(0, (from + to) / 2)) * (nodes - 1);
    for (const [node, sum] of sums.entries()) {
      const weight = Math.max(0, 1 - Math.abs(place - node));
      sum.risen += weight * (to - from);
      sum.pulses += weight * number;
    }
  }
  return filled(sums.map((sum) => (sum.pulses === 0 ? undefined : sum.risen / sum.pulses)));
}

function candidate(sweep: Sweep, kind: FittedKind, response: Response, shape: (pulse: number) => number): Candidate {
  const { start, rise, rms } = line(sweep, shape);
  const curve = Array.from({ length: sweep.pulses + 1 }, (_, p) => start + rise * shape(p));
  return { kind, response, pulses: sweep.pulses, start, end: start + rise, curve, rms: rms / Math.abs(rise) };
}

/** Of a curve whose end points are given, not fitted. */
function measuredAgainst(sweep: Sweep, start: number, end: number, progress: readonly number[]) {
  const curve = progress.map((u) => start + (end - start) * u);
  const left = sweep.pulse.map((p, i) => ((sweep.height[i] ?? 0) - (curve[p] ?? 0)) / (end - start));
  return { start, end, curve, rms: rootMeanSquare(left) };
}

function line(sweep: Sweep, shape: (pulse: number) => number): Line {
  return fitLine(sweep.pulse.map(shape), sweep.height);
}

/** (1 − exp(−k·p/P))/(1 − exp(−k)); a straight line for k = 0. */
function saturating(curvature: number, pulses: number): (pulse: number) => number {
  if (curvature === 0) return (p) => p / pulses;
  return (p) => Math.expm1((-curvature * p) / pulses) / Math.expm1(-curvature);
}

interface PowerCurve {
  /** Progress after so many pulses, 1 at the last. */
  readonly progress: (pulse: number) => number;
  /** Part of the way to the bound that the last pulse reaches. */
  readonly rawEnd: number;
}

/** The step at the start that reaches `reach` after `pulses` pulses of v' = rate·(1 − v)^exponent. */
function powerRate(exponent: number, reach: number, pulses: number): number {
  const left = 1 - reach;
  const way = Math.abs(exponent - 1) < 1e-9 ? -Math.log(left) : (1 - left ** (1 - exponent)) / (1 - exponent);
  return way / pulses;
}

/** Above so many pulses a step is so small that the differential equation takes the place of the steps. */
const MOST_STEPPED = 256;

function powerCurve(exponent: number, reach: number, pulses: number): PowerCurve {
  const rate = powerRate(exponent, reach, pulses);
  if (pulses > MOST_STEPPED) {
    const raw = flowing(rate, exponent);
    return { progress: (p) => raw(p) / raw(pulses), rawEnd: raw(pulses) };
  }
  const raw = stepped((v) => rate * Math.max(0, 1 - v) ** exponent, pulses);
  const rawEnd = raw.at(-1) ?? 1;
  return { progress: (p) => (raw[p] ?? rawEnd) / rawEnd, rawEnd };
}

/** v' = rate·(1 − v)^exponent from v = 0, solved. */
function flowing(rate: number, exponent: number): (pulse: number) => number {
  const rest = 1 - exponent;
  if (Math.abs(rest) < 1e-9) return (p) => -Math.expm1(-rate * p);
  return (p) => 1 - Math.max(0, 1 - rest * rate * p) ** (1 / rest);
}

function stepped(step: (progress: number) => number, pulses: number): readonly number[] {
  const curve = [0];
  for (let p = 0; p < pulses; p++) {
    const from = curve[p] ?? 0;
    curve.push(Math.min(1, from + step(from)));
  }
  return curve;
}

/** Nodes without readings take the mean of their nearest neighbours with some. */
function filled(values: readonly (number | undefined)[]): readonly number[] {
  return values.map((value, i) => {
    if (value !== undefined) return value;
    const before = values.slice(0, i).findLast((each) => each !== undefined);
    const after = values.slice(i + 1).find((each) => each !== undefined);
    return ((before ?? after ?? 0) + (after ?? before ?? 0)) / 2;
  });
}
