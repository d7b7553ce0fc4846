import type { DirectionName } from "../device.ts";

/**
 * A device as its source states it, in the source's own words and weights: what a preset is held against. Nothing here, nor in
 * the files of equations, shares code with the steppers of `models/device`.
 */
export interface StatedDevice {
  /** Of the preset. */
  readonly name: string;
  /** The equations in words, e.g. `AIHWKit ExpStep`. */
  readonly equations: string;
  /** Ends of the range in the source's unit of weight. */
  readonly minimum: number;
  readonly maximum: number;
  /** Pulses across the range that the source states, or its range over its nominal step. */
  readonly pulses: Readonly<Record<DirectionName, number>>;
  /** The nominal step, in the unit of weight: what differences are parts of where the step itself is smaller. */
  readonly nominalStep: number;
  /** What one pulse adds to the weight, with its sign, before clipping; of a device with its own bounds if they are given. */
  readonly step: (direction: DirectionName, weight: number, own?: OwnBounds) => number;
}

/** A device's own bounds, in the source's unit of weight. */
export interface OwnBounds {
  readonly minimum: number;
  readonly maximum: number;
}
