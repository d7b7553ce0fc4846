import type { UnitShape } from "../../../generators/contract/index.ts";
import { drawsWords, UNIT_PARAMETERS } from "../../../generators/update-unit/index.ts";
import { NO_SPREAD, type Device, type DirectionName } from "../../device/index.ts";

/**
 * Effects that keep a device and its unit from learning as floating point does:
 * - levels: finite states; without it 1024 states, and a unit that gives up to 127 pulses
 * - nonlinearity: steps that depend on the state; without it all steps are equal
 * - asymmetry: LTD that does not retrace LTP; without it LTD takes back what LTP gave, state by state
 * - cycle-to-cycle, device-to-device, stuck: noise of pulses, spread of devices, devices that do not move
 * - write-noise, leakage: reads that are off the state, states that go back
 * - encoding: the unit's own codes and counts; without it 9-bit codes, products rounded stochastically
 */
export const EFFECTS = [
  "levels",
  "nonlinearity",
  "asymmetry",
  "cycle-to-cycle",
  "device-to-device",
  "stuck",
  "write-noise",
  "leakage",
  "encoding",
] as const;
/** One of EFFECTS. */
export type Effect = (typeof EFFECTS)[number];

/** States that count as no limit: one pulse is 0.001 of the range. */
const MANY_STATES = 1024;

/** A device and a unit with some of their effects; what is left out is ideal. */
export function withEffects(
  device: Device,
  unit: UnitShape,
  effects: ReadonlySet<Effect>,
): { readonly device: Device; readonly unit: UnitShape } {
  return {
    device: deviceWith(device, effects),
    unit: unitWith(unit, effects),
  };
}

function deviceWith(device: Device, effects: ReadonlySet<Effect>): Device {
  const { ltp, ltd, cycleToCycle, stuck } = device;
  const shapedLtp = effects.has("nonlinearity") ? ltp : linear(ltp);
  const ownLtd = effects.has("nonlinearity") ? ltd : linear(ltd);
  const shapedLtd = effects.has("asymmetry") ? ownLtd : retracing(shapedLtp);
  const { reset, writeNoise, leakage, ...rest } = device;
  return {
    ...rest,
    ...(effects.has("cycle-to-cycle") && reset !== undefined ? { reset } : {}),
    ...(effects.has("write-noise") && writeNoise !== undefined ? { writeNoise } : {}),
    ...(effects.has("leakage") && leakage !== undefined ? { leakage } : {}),
    name: `${device.name}-ablated`,
    ltp: effects.has("levels") ? shapedLtp : finer(shapedLtp),
    ltd: effects.has("levels") ? shapedLtd : finer(shapedLtd),
    cycleToCycle: effects.has("cycle-to-cycle") ? finerNoise(device, effects) : { ...cycleToCycle, sigma: 0 },
    deviceToDevice: spreadWith(device, effects),
    stuck: effects.has("stuck") ? stuck : { ...stuck, fraction: 0 },
  };
}

/** Spread of labels and gamma belongs to curves that are not linear, and steps that differ by direction are an asymmetry. */
function spreadWith({ deviceToDevice }: Device, effects: ReadonlySet<Effect>): Device["deviceToDevice"] {
  if (!effects.has("device-to-device")) {
    const { curve, stepDistribution } = deviceToDevice;
    return { ...NO_SPREAD, curve, stepDistribution };
  }
  const { nonlinearity, gamma, gammaUpDown } = effects.has("nonlinearity") ? deviceToDevice : NO_SPREAD;
  const { reference, ...others } = deviceToDevice;
  const own = reference === undefined || !effects.has("nonlinearity") ? {} : { reference };
  const shaped = { ...others, ...own, nonlinearity, gamma, gammaUpDown };
  if (effects.has("asymmetry")) return shaped;
  // Where each direction stretches towards its own bound, LTD could not take LTP's steps back.
  const curve = shaped.curve === "stretches-from-zero" ? "stretches" : shaped.curve;
  const { reference: _, ...alike } = shaped;
  return { ...alike, curve, scale: sameScale(shaped.scale.ltp), gammaUpDown: 0 };
}

function sameScale(scale: number): Readonly<Record<DirectionName, number>> {
  return { ltp: scale, ltd: scale };
}

/** Equal steps, as many states. */
function linear({ pulses }: Device["ltp"]): Device["ltp"] {
  return { pulses, response: { kind: "linear" } };
}

/** An LTD direction whose step at every g is that of LTP there: LTP's response seen from the other end. */
function retracing({ pulses, response }: Device["ltp"]): Device["ltd"] {
  switch (response.kind) {
    case "linear":
      return { pulses, response };
    case "exponential":
      // NeuroSim's sign: a positive label of LTD retraces the curve of LTP.
      return { pulses, response };
    case "soft-bounds":
      return { pulses, response: { kind: "linear-step", first: 0, last: response.rate } };
    case "linear-step":
      return { pulses, response: { kind: "linear-step", first: response.last, last: response.first } };
    case "exponential-step": {
      const { step, amplitude, decay } = response;
      return {
        pulses,
        response: { kind: "exponential-step", step, amplitude: amplitude * Math.exp(-decay), decay: -decay },
      };
    }
    case "power-step": {
      const { step, exponent, bound = 1 } = response;
      const at = (u: number): number => step * Math.max(0, bound - u) ** exponent;
      return { pulses, response: { kind: "piecewise", steps: Array.from({ length: 65 }, (_, k) => at(1 - k / 64)) } };
    }
    case "piecewise":
      return { pulses, response: { kind: "piecewise", steps: response.steps.toReversed() } };
  }
}

/** The same curve in more, smaller steps. */
function finer({ pulses, response }: Device["ltp"]): Device["ltp"] {
  if (pulses >= MANY_STATES) return { pulses, response };
  const part = pulses / MANY_STATES;
  switch (response.kind) {
    case "linear":
    case "exponential":
      return { pulses: MANY_STATES, response };
    case "soft-bounds":
      return { pulses: MANY_STATES, response: { ...response, rate: response.rate * part } };
    case "linear-step":
      return {
        pulses: MANY_STATES,
        response: { ...response, first: response.first * part, last: response.last * part },
      };
    case "exponential-step":
    case "power-step":
      return { pulses: MANY_STATES, response: { ...response, step: response.step * part } };
    case "piecewise":
      return { pulses: MANY_STATES, response: { ...response, steps: response.steps.map((step) => step * part) } };
  }
}

/** Noise of the same size for the same way, where pulses are made smaller: σ of a pulse goes with the root of its step. */
function finerNoise({ cycleToCycle, ltp }: Device, effects: ReadonlySet<Effect>): Device["cycleToCycle"] {
  if (effects.has("levels") || ltp.pulses >= MANY_STATES) return cycleToCycle;
  const smaller = ltp.pulses / MANY_STATES;
  const { of, sigma, floor, slope } = cycleToCycle;
  return {
    of,
    sigma: sigma * (of === "range" ? Math.sqrt(smaller) : 1 / Math.sqrt(smaller)),
    ...(floor === undefined ? {} : { floor: floor * smaller }),
    ...(slope === undefined ? {} : { slope: slope * smaller }),
  };
}

/** The unit, or one that loses nothing; without levels one that gives as many more pulses as its kind can. */
function unitWith(stated: UnitShape, effects: ReadonlySet<Effect>): UnitShape {
  // A pair of many states is rewritten from as many codes: the gain of the rewrite reaches no further than 15/4 pulses a code.
  const isFiner = !effects.has("levels") && stated.refresh === "open-loop";
  const unit = isFiner ? { ...stated, adcBits: MOST_ADC_BITS } : stated;
  if (effects.has("encoding")) return effects.has("levels") ? unit : withMostPulses(unit);
  const lossless: UnitShape = {
    ...unit,
    xBits: 9,
    deltaBits: 9,
    encoding: "binary-count",
    product: "multiplier",
    rounding: "stochastic",
    maxPulses: 127,
    randomSource: "shared",
    lfsrBits: 24,
    decorrelatingDelay: usual("decorrelatingDelay"),
    accumulator: "none",
    accumulatorBits: usual("accumulatorBits"),
    writeVerify: "off",
  };
  return unit.refresh === "none" ? { ...lossless, adcBits: usual("adcBits") } : lossless;
}

/** 2^10 codes for MANY_STATES states. */
const MOST_ADC_BITS = 10;

/** Parameters that a unit does not use must have these. */
function usual(name: string): number {
  return Number(UNIT_PARAMETERS.find((parameter) => parameter.name === name)?.default);
}

/** More pulses need more random words: the LFSR grows so that they do not repeat. */
function withMostPulses(unit: UnitShape): UnitShape {
  const { encoding } = unit;
  const maxPulses = encoding === "mean-count" || encoding === "deterministic" ? 64 : 127;
  return drawsWords(unit) ? { ...unit, maxPulses, lfsrBits: Math.max(unit.lfsrBits, 20) } : { ...unit, maxPulses };
}
