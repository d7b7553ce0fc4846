import { InputError } from "../../../src/core/errors.ts";
import type { DirectionName } from "../device.ts";
import { pulseOf, type AffineStep, type CurvedStep } from "../response.ts";
import {
  fitExponential,
  fitLinear,
  fitPiecewise,
  fitPowerStep,
  fitSoftBounds,
  type Candidate,
  type FittedKind,
  type Sweep,
} from "./candidates.ts";
import { rootMeanSquare } from "./minimise.ts";
import type { Reading } from "./read-measurement.ts";

/** A direction as fitted. */
export interface DirectionFit {
  readonly name: DirectionName;
  readonly readings: readonly Reading[];
  /** The pulse number of the first reading; curves start there. */
  readonly firstPulse: number;
  /** All that was tried, from the fewest parameters to the most. */
  readonly candidates: readonly Candidate[];
  readonly chosen: Candidate;
  /** Conductance where u = 0 and where u = 1 [S]. */
  readonly startS: number;
  readonly endS: number;
  /** Conductance after 0 … n pulses of the chosen curve [S]. */
  readonly curveS: readonly number[];
  readonly noise: Noise;
}

/** A curve with more than this RMS residual, as part of the range, does not fit: measured steps take its place if they do. */
export const FIT_BOUND = 0.05;

/** Measured steps must leave less than this part of the best curve's residual: their up to 32 nodes follow noise, too. */
const MEASURED_WORTH = 2 / 3;

/** A curve with more parameters must bring the residual down by so much of it, and by so much of the range. */
const WORTH = { ofResidual: 0.1, ofRange: 0.001 };

/**
 * Fits one direction. Of linear, exponential and power step the simplest is chosen whose RMS residual no richer one brings
 * down by more than a tenth and a thousandth of the range; if that residual is above `FIT_BOUND` and the steps as measured
 * bring it down by a third, they are taken. Soft bounds (the same curve as an exponential, with the range reaching to its
 * asymptote) are only taken if asked for.
 * @param wanted takes this response, whatever its residual
 * @throws {InputError} if the conductance goes the wrong way, or the response that is wanted has no range
 */
export function fitDirection(
  readings: readonly Reading[],
  name: DirectionName,
  where: string,
  wanted?: FittedKind,
): DirectionFit {
  const firstPulse = readings.reduce((first, { pulse }) => Math.min(first, pulse), Infinity);
  const sign = name === "ltp" ? 1 : -1;
  const pulse = readings.map((reading) => reading.pulse - firstPulse);
  const height = readings.map(({ conductanceS }) => sign * conductanceS);
  const sweep: Sweep = { name, pulse, height, pulses: pulse.reduce((a, b) => Math.max(a, b), 0) };
  const means = meanSweep(sweep);
  const straight = fitLinear(means);
  if (straight.end <= straight.start) {
    const [got, expected] = name === "ltp" ? ["falling", "rising"] : ["rising", "falling"];
    throw InputError.at(where, `${name}: got ${got} conductance, expected ${expected} with the pulses`);
  }
  const fits = [straight, ...[fitExponential, fitSoftBounds, fitPowerStep, fitPiecewise].map((fit) => fit(means))];
  // A curve that ends where it began has no range to measure residuals by, and is no response.
  const candidates = fits
    .map((each) => ({ ...each, rms: residualOf(sweep, each) }))
    .filter(({ rms }) => Number.isFinite(rms));
  if (candidates.length === 0 || (wanted !== undefined && candidates.every(({ kind }) => kind !== wanted)))
    throw InputError.at(where, `${name}: got no range of conductance for ${wanted ?? "any response"}, expected one`);
  const chosen = candidates.find(({ kind }) => kind === wanted) ?? chooseCandidate(candidates);
  return {
    name,
    readings,
    firstPulse,
    candidates,
    chosen,
    startS: sign * chosen.start,
    endS: sign * chosen.end,
    curveS: chosen.curve.map((each) => sign * each),
    noise: noiseOf(sweep, chosen),
  };
}

/** Curves are fitted to at most so many pulse numbers, evenly spread. */
const MOST_FITTED = 500;

/** One mean sweep of the repeated ones, thinned: the least squares of the means are those of the readings, where all pulses were read as often. */
function meanSweep({ name, pulse, height, pulses }: Sweep): Sweep {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const [i, p] of pulse.entries()) {
    const { sum, count } = sums.get(p) ?? { sum: 0, count: 0 };
    sums.set(p, { sum: sum + (height[i] ?? 0), count: count + 1 });
  }
  const numbers = [...sums.keys()].toSorted((a, b) => a - b);
  const every = Math.max(1, (numbers.length - 1) / (MOST_FITTED - 1));
  const chosen = new Set(
    Array.from({ length: Math.min(MOST_FITTED, numbers.length) }, (_, i) => Math.round(i * every)),
  );
  const kept = numbers.filter((_, i) => chosen.has(i));
  const meanAt = (p: number): number => (sums.get(p)?.sum ?? 0) / (sums.get(p)?.count ?? 1);
  return { name, pulse: kept, height: kept.map(meanAt), pulses };
}

/** Root mean square of all readings against the curve, as part of the range between its ends. */
function residualOf(sweep: Sweep, { curve }: Candidate): number {
  const range = (curve.at(-1) ?? 0) - (curve[0] ?? 0);
  return rootMeanSquare(sweep.pulse.map((p, i) => ((sweep.height[i] ?? 0) - (curve[p] ?? 0)) / range));
}

/** See `fitDirection`. */
export function chooseCandidate(candidates: readonly Candidate[]): Candidate {
  const of = (kind: FittedKind): Candidate | undefined => candidates.find((each) => each.kind === kind);
  const curves = [of("linear"), of("exponential"), of("power-step")].filter((each) => each !== undefined);
  const best = curves.reduce((simple, rich) => (isWorthIt(simple.rms, rich.rms) ? rich : simple));
  const measured = of("piecewise");
  return best.rms > FIT_BOUND && measured !== undefined && measured.rms < best.rms * MEASURED_WORTH ? measured : best;
}

function isWorthIt(simple: number, rich: number): boolean {
  return simple - rich > Math.max(WORTH.ofRange, WORTH.ofResidual * simple);
}

/** Noise told apart, standard deviations as part of the range. */
export interface Noise {
  /** Of one pulse; it stays in the conductance. */
  readonly cycleToCycle: number;
  /** Of one reading; the next reading knows nothing of it. */
  readonly reading: number;
}

/**
 * Each reading against what the response makes of the reading before it (against the curve itself, a random walk would be
 * counted over and over). What is left over n pulses has the variance n·σ² + 2·r², σ of a pulse and r of a reading; since
 * the noise of a reading comes back with the other sign in the next difference, neighbours have the covariance −r².
 */
function noiseOf(sweep: Sweep, { response, pulses, start, end }: Candidate): Noise {
  const pulse = pulseOf({ response, pulses }, sweep.name);
  const height = sweep.height.map((each) => (each - start) / (end - start));
  let [squares, neighbours, between, pairs, total] = [0, 0, 0, 0, 0];
  let before: number | undefined;
  for (let i = 1; i < height.length; i++) {
    const number = (sweep.pulse[i] ?? 0) - (sweep.pulse[i - 1] ?? 0);
    const left = number <= 0 ? undefined : (height[i] ?? 0) - advance(pulse, height[i - 1] ?? 0, number);
    if (left !== undefined) {
      squares += left * left;
      total += number;
      between += 1;
    }
    if (left !== undefined && before !== undefined) {
      neighbours += left * before;
      pairs += 1;
    }
    before = left;
  }
  const reading = pairs === 0 ? 0 : Math.max(0, -neighbours / pairs);
  return {
    cycleToCycle: Math.sqrt(Math.max(0, (squares - 2 * reading * between) / total)),
    reading: Math.sqrt(reading),
  };
}

/** Progress after `number` pulses, without clipping: noise must not pile up at the ends. */
function advance(pulse: AffineStep | CurvedStep, from: number, number: number): number {
  let u = from;
  for (let i = 0; i < number; i++) u = pulse.kind === "affine" ? pulse.factor * u + pulse.offset : u + pulse.step(u);
  return u;
}
