import type { UnitShape } from "../../../generators/contract/index.ts";
import { drawsWords, readsBack, UNIT_PARAMETERS, unitShape } from "../../../generators/update-unit/index.ts";
import type { ParameterValues } from "../../../src/core/parameters.ts";

/** Parameters that decide on pulses, and so on accuracy; all others only on area, time and energy. */
const FUNCTIONAL = [
  "xBits",
  "xSign",
  "deltaBits",
  "scheme",
  "encoding",
  "product",
  "rounding",
  "maxPulses",
  "accumulator",
  "accumulatorBits",
  "refresh",
  "writeVerify",
] as const;

/** Columns that a trained unit handles at once. */
const TRAINED_LANES = 16;

const DEFAULTS: ParameterValues = Object.fromEntries(UNIT_PARAMETERS.map(({ name, default: usual }) => [name, usual]));

/**
 * The unit that is trained in place of `shape`: what does not decide on pulses takes one value, so that designs which only
 * differ there share a training. That is exact, but for units with random words: these belong to lanes, and new ones are drawn
 * for every phase and batch, so that another number of lanes or phases draws other words of the same statistics.
 */
export function trainedUnit(shape: UnitShape): UnitShape {
  const words = drawsWords(shape) ? (["randomSource", "lfsrBits", "decorrelatingDelay"] as const) : [];
  const codes = readsBack(shape) ? (["adcBits"] as const) : [];
  const kept = [...FUNCTIONAL, ...words, ...codes].map((name) => [name, shape[name]]);
  const canonical = { ...DEFAULTS, lanes: TRAINED_LANES, columns: TRAINED_LANES };
  return unitShape({ ...canonical, ...Object.fromEntries(kept) });
}

const NAMES = [...FUNCTIONAL, "randomSource", "lfsrBits", "decorrelatingDelay", "adcBits"] as const;

/** Equal for designs that share a training; `device` is the name or path of the device. */
export function accuracyKey(shape: UnitShape, device: string): string {
  const unit = trainedUnit(shape);
  return [device, ...NAMES.map((name) => unit[name])].join(" ");
}
