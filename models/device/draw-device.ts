import type { Random } from "../../src/core/random.ts";
import type { Device, DeviceToDevice, DirectionName, Stuck } from "./device.ts";

/** One device as drawn. */
export interface Draw {
  readonly minimum: number;
  readonly maximum: number;
  readonly isStuck: boolean;
  /** Factor on the steps of the response, and shift of the label. */
  readonly scale: Readonly<Record<DirectionName, number>>;
  readonly shift: Readonly<Record<DirectionName, number>>;
  /** What is added to gamma, or to the factor on an exponent. */
  readonly gamma: Readonly<Record<DirectionName, number>>;
  /** What the device's reference lies above weight 0, in g: what is read is lower by it. */
  readonly reference: number;
  /** [mini-batches], infinite without leakage. */
  readonly lifetime: number;
}

/** A device keeps at least this part of the nominal range. */
const NARROWEST = 1e-3;

/**
 * Draws one device. `random` is asked for the same numbers whatever the spread is, and `later` for those of effects that came
 * later, so that raising one spread leaves the draws of the others, and of other devices, as they were.
 */
export function drawDevice(device: Device, random: Random, later: Random): Draw {
  const { deviceToDevice: spread, stuck, leakage, zero } = device;
  const upper = 1 + spread.upperBound * random.gaussian();
  const lower = spread.lowerBound * random.gaussian();
  const gain = gainOf(spread, random.gaussian());
  const asymmetry = spread.upDown * random.gaussian();
  const shift = { ltp: spread.nonlinearity * random.gaussian(), ltd: spread.nonlinearity * random.gaussian() };
  const isStuck = random.next() < stuck.fraction;
  const where = random.next();
  const gamma = gammaOf(device, later.gaussian(), later.gaussian());
  const life = 1 + (leakage?.spread ?? 0) * later.gaussian();
  const off = (spread.reference ?? 0) * later.gaussian();
  const { minimum, maximum } = boundsOf(device, lower, upper, gamma);
  const held = minimum + (maximum - minimum) * placeOf(stuck, where);
  const scaleOf = (name: DirectionName, sign: 1 | -1): number => {
    const nominal = spread.scale[name];
    const scale = (gain - (1 - nominal) + sign * asymmetry) / nominal;
    return zero === undefined ? Math.max(0, scale) : Math.abs(scale);
  };
  const scale = { ltp: scaleOf("ltp", 1), ltd: scaleOf("ltd", -1) };
  return {
    minimum: isStuck ? held : minimum,
    maximum: isStuck ? held : maximum,
    isStuck,
    scale,
    reference: spread.reference === undefined ? 0 : symmetryPoint(device, minimum, maximum, scale) + off,
    shift,
    gamma,
    lifetime: leakage === undefined ? Infinity : leakage.lifetime * life,
  };
}

function gainOf({ step, stepDistribution }: DeviceToDevice, deviate: number): number {
  return stepDistribution === "normal" ? 1 + step * deviate : Math.exp(step * deviate);
}

/** Power steps: both exponents together and their difference; the others: each direction by itself. */
function gammaOf({ ltp, deviceToDevice: { gamma, gammaUpDown } }: Device, one: number, other: number): Draw["gamma"] {
  if (ltp.response.kind !== "power-step") return { ltp: gamma * one, ltd: gamma * other };
  return { ltp: gamma * one + gammaUpDown * other, ltd: gamma * one - gammaUpDown * other };
}

/** Bounds in order, on their own sides of `zero` where the source has one, and G not below 0 where it is known. */
function boundsOf(
  { electrical, zero, ltp, ltd }: Device,
  lower: number,
  upper: number,
  gamma: Draw["gamma"],
): Pick<Draw, "minimum" | "maximum"> {
  const floor =
    electrical === undefined ? -Infinity : -electrical.minimumS / (electrical.maximumS - electrical.minimumS);
  let [low, high] = lower < upper ? [lower, upper] : [upper, lower];
  if (zero !== undefined) {
    if (low > zero) low = 2 * zero - low;
    if (high < zero) high = 2 * zero - high;
    // AIHWKit's spread of the slope of soft bounds: the step at `zero` stays, so the bound moves.
    if (ltp.response.kind === "soft-bounds" && gamma.ltp !== 0) high = zero + (high - zero) / Math.abs(1 + gamma.ltp);
    if (ltd.response.kind === "soft-bounds" && gamma.ltd !== 0) low = zero - (zero - low) / Math.abs(1 + gamma.ltd);
  }
  const minimum = Math.max(floor, low);
  return { minimum, maximum: Math.max(minimum + NARROWEST, high) };
}

/** Where both directions of soft bounds step alike, above weight 0: (s+ − s−)/(s+/(M − z) + s−/(z − m)), in g. */
function symmetryPoint({ ltp, ltd, zero = 0 }: Device, minimum: number, maximum: number, scale: Draw["scale"]): number {
  if (ltp.response.kind !== "soft-bounds" || ltd.response.kind !== "soft-bounds") return 0;
  const up = scale.ltp * ltp.response.rate * (1 - zero);
  const down = scale.ltd * ltd.response.rate * zero;
  return (up - down) / (up / (maximum - zero) + down / (zero - minimum));
}

function placeOf({ at }: Stuck, where: number): number {
  switch (at) {
    case "minimum":
      return 0;
    case "maximum":
      return 1;
    case "either":
      return where < 0.5 ? 0 : 1;
    case "anywhere":
      return where;
  }
}
