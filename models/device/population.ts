import { Random } from "../../src/core/random.ts";
import type { Device, DeviceToDevice, DirectionName, Stuck } from "./device.ts";
import { MAXIMUM_NONLINEARITY } from "./nonlinearity.ts";
import { pulseOf, type AffineStep, type CurvedStep } from "./response.ts";
import { towardsG } from "./stepper.ts";

/**
 * The steps of `count` devices in one direction; device i is at index i.
 * - `affine`: g becomes factor[i]·g + offset[i], then is clipped to minimum[i] … maximum[i].
 * - `table`: g becomes g + scale[i]·s, where s is the shared table `steps` (as in `PulseStep`) at
 *   (g − origin[i])·inverseSpan[i], then is clipped likewise.
 */
export type PopulationStep =
  | { readonly kind: "affine"; readonly factor: Float32Array; readonly offset: Float32Array }
  | {
      readonly kind: "table";
      readonly steps: Float32Array;
      readonly scale: Float32Array;
      readonly origin: Float32Array;
      readonly inverseSpan: Float32Array;
    };

/**
 * Devices as drawn, all arrays of length `count`. g is always that of the nominal range, so the bounds of a device may lie
 * outside 0 … 1. A stuck device has minimum = maximum, so clipping alone holds it.
 */
export interface Population {
  readonly count: number;
  readonly minimum: Float32Array;
  readonly maximum: Float32Array;
  readonly ltp: PopulationStep;
  readonly ltd: PopulationStep;
  /** 1 for a stuck device. */
  readonly stuck: Uint8Array;
}

/** Labels are kept this far from the largest that exists: NeuroSim's table ends at 9. */
const LABEL_LIMIT = 9;

/** A device keeps at least this part of the nominal range. */
const NARROWEST = 1e-3;

/** One device as drawn. */
interface Draw {
  readonly minimum: number;
  readonly maximum: number;
  readonly isStuck: boolean;
  /** Factor on the steps, and shift of the label. */
  readonly scale: Readonly<Record<DirectionName, number>>;
  readonly shift: Readonly<Record<DirectionName, number>>;
}

/**
 * Draws `count` devices: the same device, count and seed give the same population. Every device takes the same number of
 * random numbers, so that raising one kind of spread leaves the draws of the others as they were.
 *
 * Not stated by the sources and decided here: bounds that come out crossed are swapped (as AIHWKit's `enforce_consistency`),
 * a range is at least 0.001 of the nominal one, G never falls below 0 where conductances are known, labels stay within ±9,
 * step factors at or above 0. 16 bytes a device (32 for tables of steps).
 */
export function drawPopulation(device: Device, count: number, seed: number): Population {
  const random = new Random(seed);
  const draws: Draw[] = [];
  for (let i = 0; i < count; i++) draws.push(drawDevice(device, random));
  return {
    count,
    minimum: floats(draws, (draw) => draw.minimum),
    maximum: floats(draws, (draw) => draw.maximum),
    ltp: stepsOf(device, "ltp", draws),
    ltd: stepsOf(device, "ltd", draws),
    stuck: Uint8Array.from(draws, (draw) => (draw.isStuck ? 1 : 0)),
  };
}

function drawDevice({ deviceToDevice: spread, stuck, electrical }: Device, random: Random): Draw {
  const floor =
    electrical === undefined ? -Infinity : -electrical.minimumS / (electrical.maximumS - electrical.minimumS);
  const upper = 1 + spread.upperBound * random.gaussian();
  const lower = spread.lowerBound * random.gaussian();
  const gain = gainOf(spread, random.gaussian());
  const asymmetry = spread.upDown * random.gaussian();
  const shift = { ltp: spread.nonlinearity * random.gaussian(), ltd: spread.nonlinearity * random.gaussian() };
  const isStuck = random.next() < stuck.fraction;
  const where = random.next();
  const minimum = Math.max(floor, Math.min(lower, upper));
  const maximum = Math.max(minimum + NARROWEST, lower, upper);
  const held = minimum + (maximum - minimum) * placeOf(stuck, where);
  return {
    minimum: isStuck ? held : minimum,
    maximum: isStuck ? held : maximum,
    isStuck,
    scale: { ltp: Math.max(0, gain + asymmetry), ltd: Math.max(0, gain - asymmetry) },
    shift,
  };
}

function gainOf({ step, stepDistribution }: DeviceToDevice, deviate: number): number {
  return stepDistribution === "normal" ? 1 + step * deviate : Math.exp(step * deviate);
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

function stepsOf(device: Device, name: DirectionName, draws: readonly Draw[]): PopulationStep {
  const nominal = pulseOf(device[name], name);
  const spans = draws.map((draw) => curveSpan(device, draw));
  if (nominal.kind === "curved") return tableSteps(nominal, name, draws, spans);
  const factor = new Float32Array(draws.length);
  const offset = new Float32Array(draws.length);
  for (const [i, draw] of draws.entries()) {
    const { origin, span } = spans[i] ?? UNIT_SPAN;
    const step = towardsG(shifted(device, name, draw.shift[name], nominal), name);
    if (step.kind !== "affine") continue;
    // On the device's own curve, c = (g − origin)/span: c' = (1 + scale·(factor − 1))·c + scale·offset.
    const own = Math.max(0, 1 + draw.scale[name] * (step.factor - 1));
    factor[i] = own;
    offset[i] = origin * (1 - own) + span * draw.scale[name] * step.offset;
  }
  return { kind: "affine", factor, offset };
}

/** The pulse of a device whose label is off by `shift`. */
function shifted(device: Device, name: DirectionName, shift: number, nominal: AffineStep): AffineStep | CurvedStep {
  const { response } = device[name];
  if (shift === 0 || response.kind !== "exponential") return nominal;
  const limit = Math.max(LABEL_LIMIT, Math.min(Math.abs(response.nonlinearity), MAXIMUM_NONLINEARITY));
  const label = Math.min(limit, Math.max(-limit, response.nonlinearity + shift));
  return pulseOf(device[name], name, label - response.nonlinearity);
}

function tableSteps(
  nominal: CurvedStep,
  name: DirectionName,
  draws: readonly Draw[],
  spans: readonly Span[],
): PopulationStep {
  const step = towardsG(nominal, name);
  return {
    kind: "table",
    steps: step.kind === "table" ? step.steps : new Float32Array(),
    scale: floats(draws, (draw, i) => draw.scale[name] * (spans[i]?.span ?? 1)),
    origin: floats(spans, ({ origin }) => origin),
    inverseSpan: floats(spans, ({ span }) => 1 / span),
  };
}

/** Where the curve of a device starts and how far it reaches, in nominal g. */
interface Span {
  readonly origin: number;
  readonly span: number;
}

const UNIT_SPAN: Span = { origin: 0, span: 1 };

function curveSpan({ deviceToDevice }: Device, { minimum, maximum, isStuck }: Draw): Span {
  if (isStuck || deviceToDevice.curve === "clips") return UNIT_SPAN;
  return { origin: minimum, span: maximum - minimum };
}

/** `Float32Array.from(items, value)`, which is ten times slower. */
function floats<T>(items: readonly T[], value: (item: T, index: number) => number): Float32Array {
  const array = new Float32Array(items.length);
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (item !== undefined) array[i] = value(item, i);
  }
  return array;
}
