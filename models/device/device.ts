/**
 * A synapse device as data. Conductance is counted from the bottom of its range to the top, g = (G − Gmin)/(Gmax − Gmin),
 * and a direction goes by its own progress u: u = g for LTP, u = 1 − g for LTD, so that every direction starts at u = 0.
 */

/** LTP raises the conductance, LTD lowers it. */
export const DIRECTIONS = ["ltp", "ltd"] as const;
/** Potentiation or depression. */
export type DirectionName = (typeof DIRECTIONS)[number];

/**
 * What one pulse adds to u (part of the range, before clipping to 0 … 1).
 *
 * | kind             | step(u)                                                   | from                                   |
 * |------------------|-----------------------------------------------------------|----------------------------------------|
 * | linear           | 1 / pulses                                                | AIHWKit ConstantStep, NeuroSim label 0 |
 * | exponential      | by the saturating exponential of `nonlinearity.ts`        | NeuroSim; AIHWKit SoftBoundsPmax       |
 * | soft-bounds      | rate · (1 − u)                                            | AIHWKit SoftBounds                     |
 * | linear-step      | first + (last − first) · u                                | AIHWKit LinearStep                     |
 * | exponential-step | step · max(0, 1 + amplitude · exp(−decay · u))            | AIHWKit ExpStep                        |
 * | power-step       | step · (bound − u)^exponent, bound 1 unless stated        | AIHWKit PowStep (Fusi and Abbott)      |
 * | piecewise        | straight lines through `steps` at equally spaced u in 0…1 | AIHWKit PiecewiseStep, measured data   |
 */
export type Response =
  | { readonly kind: "linear" }
  /**
   * NeuroSim's label, its sign as in NeuroSim's tables. LTP: positive starts with the largest steps. LTD: **negative**
   * starts with the largest steps (the mirror of LTP); **positive** retraces the LTP curve, so the steps are largest at the
   * low end. |nonlinearity| < 10.1, see `MAXIMUM_NONLINEARITY`.
   */
  | { readonly kind: "exponential"; readonly nonlinearity: number }
  | { readonly kind: "soft-bounds"; readonly rate: number }
  | { readonly kind: "linear-step"; readonly first: number; readonly last: number }
  | { readonly kind: "exponential-step"; readonly step: number; readonly amplitude: number; readonly decay: number }
  | { readonly kind: "power-step"; readonly step: number; readonly exponent: number; readonly bound?: number }
  | { readonly kind: "piecewise"; readonly steps: readonly number[] };

/** How the conductance answers to pulses of one direction. */
export interface Direction {
  /**
   * Conductance states: pulses across the range for `linear` and `exponential`, the nominal number (range by nominal step)
   * for the others. A wanted change of g is turned into pulses by it: n = Δg · pulses. An integer from 2.
   */
  readonly pulses: number;
  readonly response: Response;
}

/**
 * Noise of one pulse.
 * - `range`: a normal deviate of `sigma` · range is added to g at every pulse (NeuroSim; n pulses at once: √n as much)
 * - `step`: the step itself is multiplied by 1 + sigma·ξ (AIHWKit, multiplicative)
 * - `nominal-step`: a normal deviate of `sigma` times the device's own step at `zero` is added at every pulse, whatever the
 *   step at g is (AIHWKit, additive: rpu_linearstep_device.cpp, rpu_softbounds_reference_device.cpp, `update_once_add`)
 */
export interface CycleToCycle {
  readonly of: "range" | "step" | "nominal-step";
  /** From 0; part of the range, or of the step (AIHWKit's presets go to 5, so that a pulse may go the wrong way). */
  readonly sigma: number;
  /**
   * Of `step` alone: σ is `sigma` · (|step| + floor + slope · |g − zero|), floor as part of the range (AIHWKit ExpStep,
   * `update_once_complex_noise`: dw_min_std_add, dw_min_std_slope).
   */
  readonly floor?: number;
  readonly slope?: number;
}

/**
 * What a device's own bounds do to the curve, in g. M and m are its bounds, z its `zero`.
 *
 * | curve               | step at g                                                                       | from                         |
 * |---------------------|---------------------------------------------------------------------------------|------------------------------|
 * | stretches           | (M − m) times that of the nominal curve at (g − m)/(M − m)                      | NeuroSim                     |
 * | clips               | that of the nominal curve at g                                                  | AIHWKit ConstantStep, LinearStep |
 * | stretches-from-zero | at z + (g − z)·(1 − z)/(M − z) for LTP, at z + (g − z)·z/(z − m) for LTD        | AIHWKit SoftBounds, SoftBoundsReference |
 * | scales-about-zero   | at z + (g − z)/(M − m)                                                          | AIHWKit ExpStep (`update_once`) |
 */
export const CURVES = ["stretches", "clips", "stretches-from-zero", "scales-about-zero"] as const;
/** One of CURVES. */
export type OwnCurve = (typeof CURVES)[number];

/** Spread from device to device; every number is a standard deviation, 0 for none. */
export interface DeviceToDevice {
  /** Added to the nonlinearity label, drawn for each direction; exponential responses only. */
  readonly nonlinearity: number;
  /** Of the upper end of the range, as part of the nominal range. */
  readonly upperBound: number;
  /** Of the lower end of the range, as part of the nominal range. */
  readonly lowerBound: number;
  readonly curve: OwnCurve;
  /** Of the steps of both directions together, as part of the nominal step. */
  readonly step: number;
  /** `normal`: 1 + step·ξ; `log-normal`: exp(step·ξ), median 1. */
  readonly stepDistribution: "normal" | "log-normal";
  /** Of the difference, as part of the nominal step: β is added to LTP's steps and taken from LTD's. */
  readonly upDown: number;
  /** Steps of the two directions in nominal ones, AIHWKit's 1 and 1 − up_down (or 1 + up_down and 1 where it is below 0). */
  readonly scale: Readonly<Record<DirectionName, number>>;
  /**
   * AIHWKit's γ. `linear-step`: added to γ = 1 − last/(step at `zero`), each direction by itself (gamma_up_dtod).
   * `soft-bounds`: the slope times |1 + gamma·ξ|, so that the bound comes nearer (slope_up_dtod). `power-step`: the exponent
   * of both directions times |1 + gamma·ξ| (gamma_dtod).
   */
  readonly gamma: number;
  /** `power-step`: of the difference of the exponents, up + and down − (gamma_up_down_dtod). */
  readonly gammaUpDown: number;
  /**
   * The device is read against a reference at its own symmetry point, where both directions of soft bounds step alike, off by
   * this σ, as part of the range (AIHWKit: subtract_symmetry_point, reference_std). Absent: no such reference.
   */
  readonly reference?: number;
}

/** Devices that are all alike. */
export const NO_SPREAD: DeviceToDevice = {
  nonlinearity: 0,
  upperBound: 0,
  lowerBound: 0,
  curve: "stretches",
  step: 0,
  stepDistribution: "normal",
  upDown: 0,
  scale: { ltp: 1, ltd: 1 },
  gamma: 0,
  gammaUpDown: 0,
};

/**
 * Leakage of the conductance towards a place of the range, as AIHWKit's `lifetime`: after every mini-batch (the time from one
 * change of the weights that the network sees to the next) the distance from it is multiplied by 1 − 1/lifetime.
 */
export interface Leakage {
  /** [mini-batches], above 1. How long one takes in seconds depends on passes that are not modelled. */
  readonly lifetime: number;
  /** Relative standard deviation of the lifetime from device to device. */
  readonly spread: number;
  /** Part of the range. */
  readonly towards: number;
}

/** Devices that do not move. */
export interface Stuck {
  /** 0 … 1 of all devices. */
  readonly fraction: number;
  /** `either`: one of the two ends by chance; `anywhere`: uniform over the range. */
  readonly at: "minimum" | "maximum" | "either" | "anywhere";
}

/** What a pulse of one direction is. */
export interface PulseShape {
  /** With its sign; the sign only says the polarity [V]. */
  readonly voltageV: number;
  /** [ns] */
  readonly widthNs: number;
}

/** What volts, seconds and siemens are known of. Without it a device can be trained, but has no energy and no latency. */
export interface Electrical {
  /** Gmin and Gmax [S]; the on/off ratio is their quotient. */
  readonly minimumS: number;
  readonly maximumS: number;
  readonly ltp: PulseShape;
  readonly ltd: PulseShape;
  /** The pulse that brings a device of a unidirectional pair back, where it is not an LTD pulse. */
  readonly reset?: PulseShape;
}

/** A device after a reset: `mean` and `sigma` of g, parts of the range. */
export interface Reset {
  readonly mean: number;
  readonly sigma: number;
}

/** One kind of synapse device; a file of `presets/`, or a user's. */
export interface Device {
  /** Kebab-case. */
  readonly name: string;
  readonly title: string;
  /** The paper, and the table or file that the numbers were read from. */
  readonly source: string;
  /** What is left out or was interpreted. */
  readonly notes?: string;
  /** `unidirectional`: LTD comes only as an abrupt reset, so only a unidirectional pair can train it. */
  readonly polarity: "bidirectional" | "unidirectional";
  readonly ltp: Direction;
  readonly ltd: Direction;
  /**
   * Where AIHWKit's w = 0 lies in the range: its steps are stated there, some of its curves stretch from there, and a bound
   * or step that is drawn on its other side is mirrored (`enforce_consistency`). Default: the source knows no such place.
   */
  readonly zero?: number;
  readonly cycleToCycle: CycleToCycle;
  readonly deviceToDevice: DeviceToDevice;
  /** σ of what a read sees beside the state, drawn anew at every write, as part of the range (AIHWKit's write noise). */
  readonly writeNoise?: number;
  readonly leakage?: Leakage;
  readonly stuck: Stuck;
  /** Default: exactly the bottom of the range. */
  readonly reset?: Reset;
  readonly electrical?: Electrical;
  /** How numbers were had (stated, derived and from what, our reading), by their JSON path. */
  readonly marks?: Readonly<Record<string, string>>;
}

/** Gmax/Gmin; undefined for a device without conductances, infinite for Gmin = 0. */
export function onOffRatio(device: Device): number | undefined {
  return device.electrical === undefined ? undefined : device.electrical.maximumS / device.electrical.minimumS;
}
