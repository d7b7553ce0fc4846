import type { UnitShape } from "../../../generators/contract/index.ts";
import { pulseScale } from "./pulse-scale.ts";
import { quantise } from "./quantiser.ts";
import { updateMoments } from "./update-moments.ts";

/** How well a unit gives the pulses that are wanted; all parts of the root mean square of wanted pulses. */
export interface UpdateErrors {
  /** Mean of given − wanted, along the wanted direction: below 0 updates are too small. */
  readonly updateBias: number;
  /** Root mean square of given − wanted: bias, rounding, quantisation and randomness together. */
  readonly updateDeviation: number;
  /** The part of it that is random from update to update. */
  readonly updateNoise: number;
}

/** Values of x and delta that errors are averaged over, each as likely as the others; of x and delta 1 is full scale. */
export interface UpdateValues {
  readonly x: readonly number[];
  readonly delta: readonly number[];
}

/** Values in each direction of the usual average. */
const STEPS = 48;

/**
 * The usual values: x uniform in 0 … 1, |delta| exponential with mean 1/4 and cut at 1, both by their mid-quantiles. The
 * errors of a network that learns are mostly small, with few that reach full scale.
 */
export const USUAL_VALUES: UpdateValues = {
  x: Array.from({ length: STEPS }, (_, k) => (k + 0.5) / STEPS),
  delta: Array.from({ length: STEPS }, (_, k) => Math.min(1, -0.25 * Math.log(1 - (k + 0.5) / STEPS))),
};

/**
 * Bias and deviation of the pulses against u = wantedPulses · x · delta, in closed form (`updateMoments`), with the scale that
 * training would set. Price: some thousand evaluations, a table of counts where counts are tabled.
 * @param wantedPulses - u at full scale of x and delta: learning rate over the weight change of one pulse
 */
export function updateErrors(
  shape: UnitShape,
  wantedPulses: number,
  values: UpdateValues = USUAL_VALUES,
): UpdateErrors {
  const scale = pulseScale(shape, { x: 1, delta: 1, pulsesPerUnit: wantedPulses });
  const moments = updateMoments(shape, scale.registers);
  const xs = magnitudes(values.x, scale.xFullScale, shape.xBits, shape.xSign === "signed");
  const deltas = magnitudes(values.delta, scale.deltaFullScale, shape.deltaBits, true);
  let [bias, square, noise, wantedSquare] = [0, 0, 0, 0];
  for (const [i, x] of values.x.entries()) {
    for (const [k, delta] of values.delta.entries()) {
      const wanted = wantedPulses * x * delta;
      const { mean, variance } = moments(xs[i] ?? 0, deltas[k] ?? 0);
      bias += mean - wanted;
      square += variance + (mean - wanted) ** 2;
      noise += variance;
      wantedSquare += wanted ** 2;
    }
  }
  const count = values.x.length * values.delta.length;
  const rms = Math.sqrt(wantedSquare / count);
  return {
    updateBias: bias / count / rms,
    updateDeviation: Math.sqrt(square / count) / rms,
    updateNoise: Math.sqrt(noise / count) / rms,
  };
}

function magnitudes(values: readonly number[], fullScale: number, bits: number, isSigned: boolean): readonly number[] {
  const codes = new Int16Array(values.length);
  quantise(Float32Array.from(values), fullScale, { bits, isSigned }, codes);
  return isSigned && bits === 1 ? values.map(() => 1) : [...codes];
}
