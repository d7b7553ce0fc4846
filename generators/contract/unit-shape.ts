import type { Encoding } from "../../src/core/encodings.ts";
import type { Scheme } from "../../src/core/schemes.ts";

/** How x and delta are multiplied; a coincidence happens in the array. */
export const PRODUCTS = ["multiplier", "shift-add", "min", "coincidence"] as const;
/** One of PRODUCTS. */
export type PulseProduct = (typeof PRODUCTS)[number];

/** How a product becomes a whole number of pulses. */
export const ROUNDINGS = ["truncate", "round", "stochastic", "threshold"] as const;
/** One of ROUNDINGS. */
export type Rounding = (typeof ROUNDINGS)[number];

/** The parameters of a unit, typed. Sizes in synapses, widths in bits. */
export interface UnitShape {
  readonly rows: number;
  readonly columns: number;
  readonly lanes: number;
  readonly xBits: number;
  readonly xSign: "signed" | "unsigned";
  readonly deltaBits: number;
  readonly scheme: Scheme;
  readonly encoding: Encoding;
  readonly product: PulseProduct;
  readonly rounding: Rounding;
  readonly maxPulses: number;
  readonly randomSource: "per-line" | "shared";
  readonly lfsrBits: number;
  readonly decorrelatingDelay: number;
  readonly widthBits: number;
  /** Cycles of a tick, in which widths and gaps are counted. */
  readonly prescale: number;
  readonly phases: "two-phase" | "simultaneous";
  readonly pulseLength: "as-needed" | "fixed";
  readonly accumulator: "none" | "cell";
  readonly accumulatorBits: number;
  readonly refresh: "none" | "open-loop" | "verified";
  readonly writeVerify: "off" | "on";
  readonly adcBits: number;
  readonly counters: "none" | "events";
  /** Whether all but the pulse timer stands still while nothing else can change. */
  readonly clockGating: "none" | "waiting";
}
