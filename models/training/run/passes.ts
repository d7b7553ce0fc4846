import type { TaskSettings } from "../../../src/core/training.ts";
import { GaussianNoise } from "../devices/gaussian-noise.ts";
import { powerOfTwoScale } from "../planners/quantiser.ts";

/** What the converters of forward and backward pass do; 0 bits: floating point. */
export type PassSettings = Pick<TaskSettings, "dacBits" | "sumBits" | "errorBits" | "readNoise">;

/** Passes in floating point. */
export const EXACT_PASSES: PassSettings = { dacBits: 0, sumBits: 0, errorBits: 0, readNoise: 0 };

/** Whether anything is quantised or noisy. */
export function arePassesExact({ dacBits, sumBits, errorBits, readNoise }: PassSettings): boolean {
  return dacBits === 0 && sumBits === 0 && errorBits === 0 && readNoise === 0;
}

/**
 * Converters around an array that is read: x of `dacBits` goes in, sums of `sumBits` come out; δ of `errorBits` goes in the
 * other way. A converter of b bits takes signed values in 2^(b−1) − 1 steps each way, unsigned ones in 2^b − 1, of the power
 * of two at or above the vector's largest, as a shifter would scale it. Each sum has noise of `readNoise`, in weights at x = 1
 * (AIHWKit's out_noise).
 */
export class Converters {
  readonly #settings: PassSettings;
  readonly #noise: GaussianNoise;

  constructor(settings: PassSettings, seed: number) {
    this.#settings = settings;
    this.#noise = new GaussianNoise(seed ^ 0x2545f491);
  }

  /** What the rows are driven with. */
  inputs(values: Float32Array): Float32Array {
    return converted(values, this.#settings.dacBits);
  }

  /** What the columns are driven with on the way back. */
  errors(values: Float32Array): Float32Array {
    return converted(values, this.#settings.errorBits);
  }

  /** Sums as they are read, in place. */
  read(sums: Float32Array): void {
    const { readNoise, sumBits } = this.#settings;
    if (readNoise > 0)
      for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + readNoise * this.#noise.next();
    if (sumBits > 0) sums.set(converted(sums, sumBits));
  }
}

function converted(values: Float32Array, bits: number): Float32Array {
  if (bits === 0) return values;
  const isSigned = values.some((value) => value < 0);
  const steps = Math.max(1, 2 ** (isSigned ? bits - 1 : bits) - 1);
  const step = powerOfTwoScale(values) / steps;
  return step === 0 ? values : values.map((value) => Math.round(value / step) * step);
}
