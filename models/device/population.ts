import { Random } from "../../src/core/random.ts";
import type { Device, DirectionName } from "./device.ts";
import { drawDevice, type Draw } from "./draw-device.ts";
import { frameOf, type Frame } from "./own-frame.ts";
import { ownDirection } from "./own-response.ts";
import { pulseOf, type CurvedStep } from "./response.ts";
import { tableOfSteps, towardsG } from "./stepper.ts";

/**
 * The steps of `count` devices in one direction; device i is at index i.
 * - `affine`: g becomes factor[i]·g + offset[i], then is clipped to minimum[i] … maximum[i].
 * - `table`: g becomes g + scale[i]·s, where s is the shared table `steps` (as in `PulseStep`) at
 *   (g − origin[i])·inverseSpan[i], then is clipped likewise.
 * - `power`: s is max(0, bound − v)^exponent[i] at v = (g − origin[i])·inverseSpan[i]; scale[i] has the sign.
 */
export type PopulationStep =
  | { readonly kind: "affine"; readonly factor: Float32Array; readonly offset: Float32Array }
  | ({ readonly kind: "table"; readonly steps: Float32Array } & OwnFrames)
  | ({ readonly kind: "power"; readonly bound: number; readonly exponent: Float32Array } & OwnFrames);

interface OwnFrames {
  readonly scale: Float32Array;
  readonly origin: Float32Array;
  readonly inverseSpan: Float32Array;
}

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
  /** σ of one pulse of each device, where noise is of its nominal step. */
  readonly pulseNoise: Readonly<Record<DirectionName, Float32Array>> | undefined;
  /** [mini-batches], where devices leak. */
  readonly lifetime: Float32Array | undefined;
}

/** Apart from the stream that draws devices: effects that came later leave its draws as they were. */
const LATER = 0x2c1b3c6d;

/**
 * Draws `count` devices: the same device, count and seed give the same population. Every device takes the same number of
 * random numbers, so that raising one kind of spread leaves the draws of the others as they were.
 *
 * Bounds that come out crossed are swapped, and where the source has a `zero`, bounds and step factors that lie beyond it are
 * mirrored (AIHWKit's `enforce_consistency`). Decided here: a range is at least 0.001 of the nominal one, G never falls below
 * 0 where conductances are known, labels stay within ±9, other step factors at or above 0. 16 bytes a device (32 for tables
 * of steps, 8 more for noise of the nominal step).
 */
export function drawPopulation(device: Device, count: number, seed: number): Population {
  const [random, later] = [new Random(seed), new Random(seed ^ LATER)];
  const draws: Draw[] = [];
  for (let i = 0; i < count; i++) draws.push(drawDevice(device, random, later));
  return {
    count,
    minimum: floats(draws, (draw) => draw.minimum - draw.reference),
    maximum: floats(draws, (draw) => draw.maximum - draw.reference),
    ltp: stepsOf(device, "ltp", draws),
    ltd: stepsOf(device, "ltd", draws),
    stuck: Uint8Array.from(draws, (draw) => (draw.isStuck ? 1 : 0)),
    pulseNoise: hasPulseNoise(device)
      ? { ltp: noiseOf(device, "ltp", draws), ltd: noiseOf(device, "ltd", draws) }
      : undefined,
    lifetime: device.leakage === undefined ? undefined : floats(draws, (draw) => draw.lifetime),
  };
}

/** What one pulse adds to the g of device `index` before clipping, without noise. */
export function changeOf(step: PopulationStep, index: number, g: number): number {
  switch (step.kind) {
    case "affine":
      return ((step.factor[index] as number) - 1) * g + (step.offset[index] as number);
    case "table":
      return changeByTable(step, index, g);
    case "power":
      return changeByPower(step, index, g);
  }
}

type StepOf<K extends PopulationStep["kind"]> = Extract<PopulationStep, { readonly kind: K }>;

/** The same for a table. */
export function changeByTable(step: StepOf<"table">, index: number, g: number): number {
  const { steps } = step;
  const last = steps.length - 1;
  const own = (g - (step.origin[index] as number)) * (step.inverseSpan[index] as number) * last;
  const at = own <= 0 ? 0 : own >= last ? last : own;
  const node = at >= last ? last - 1 : Math.floor(at);
  const low = steps[node] as number;
  return (step.scale[index] as number) * (low + ((steps[node + 1] as number) - low) * (at - node));
}

function changeByPower(step: StepOf<"power">, index: number, g: number): number {
  const place = (g - (step.origin[index] as number)) * (step.inverseSpan[index] as number);
  return (step.scale[index] as number) * Math.max(0, step.bound - place) ** (step.exponent[index] as number);
}

function stepsOf(device: Device, name: DirectionName, draws: readonly Draw[]): PopulationStep {
  const frames = draws.map((draw) => frameOf(device, draw, name));
  const { response } = device[name];
  if (response.kind === "power-step" && draws.some((draw) => draw.gamma[name] !== 0))
    return powerSteps(response, name, draws, frames);
  const nominal = pulseOf(device[name], name);
  if (nominal.kind === "curved") return tableSteps(nominal, name, draws, frames);
  // A step beyond the bound ends at the bound. Where each pulse has noise of its own, clipping comes after it.
  const nominalStep = towardsG(nominal, name);
  const least = hasPulseNoise(device) ? -Infinity : 0;
  const factor = new Float32Array(draws.length);
  const offset = new Float32Array(draws.length);
  for (const [i, draw] of draws.entries()) {
    const { origin, span, size } = frames[i] as Frame;
    const own = ownDirection(device, name, draw);
    const step = own === device[name] ? nominalStep : towardsG(pulseOf(own, name), name);
    if (step.kind !== "affine") continue;
    // On the device's own curve, c = (g − origin)/span: g' = g + size·scale·((factor − 1)·c + offset).
    const kept = Math.max(least, 1 + draw.scale[name] * (size / span) * (step.factor - 1));
    factor[i] = kept;
    offset[i] = origin * (1 - kept) + size * draw.scale[name] * step.offset;
  }
  return { kind: "affine", factor, offset };
}

/** Curves are tabulated at most this many ranges beyond the nominal one, where devices reach that far. */
const FARTHEST = 8;

function tableSteps(
  nominal: CurvedStep,
  name: DirectionName,
  draws: readonly Draw[],
  frames: readonly Frame[],
): PopulationStep {
  let beyond = 0;
  for (const [i, { minimum, maximum, isStuck, reference }] of draws.entries()) {
    if (isStuck) continue;
    const { origin, span } = frames[i] as Frame;
    const start = origin + reference;
    beyond = Math.max(beyond, -(minimum - start) / span, (maximum - start) / span - 1);
  }
  const reach = Math.min(FARTHEST, beyond < 1e-9 ? 0 : Math.ceil(8 * beyond) / 8);
  return {
    kind: "table",
    steps: tableOfSteps(nominal.step, name, reach),
    scale: floats(draws, (draw, i) => draw.scale[name] * (frames[i] as Frame).size),
    origin: floats(frames, ({ origin, span }) => origin - reach * span),
    inverseSpan: floats(frames, ({ span }) => 1 / (span * (1 + 2 * reach))),
  };
}

function powerSteps(
  { step, exponent, bound = 1 }: Extract<Device["ltp"]["response"], { readonly kind: "power-step" }>,
  name: DirectionName,
  draws: readonly Draw[],
  frames: readonly Frame[],
): PopulationStep {
  const sign = name === "ltp" ? 1 : -1;
  return {
    kind: "power",
    bound,
    exponent: floats(draws, (draw) => exponent * Math.abs(1 + draw.gamma[name])),
    scale: floats(draws, (draw, i) => sign * step * draw.scale[name] * (frames[i] as Frame).size),
    // LTD's progress is 1 less the place.
    origin: floats(frames, ({ origin, span }) => (name === "ltp" ? origin : origin + span)),
    inverseSpan: floats(frames, ({ span }) => sign / span),
  };
}

function hasPulseNoise({ cycleToCycle: { of, sigma } }: Device): boolean {
  return of === "nominal-step" && sigma > 0;
}

/** σ of a pulse: `sigma` times the device's own step at `zero`. */
function noiseOf(device: Device, name: DirectionName, draws: readonly Draw[]): Float32Array {
  const nominal = pulseOf(device[name], name);
  const { zero = 0, cycleToCycle } = device;
  const progress = name === "ltp" ? zero : 1 - zero;
  const step = nominal.kind === "affine" ? (nominal.factor - 1) * progress + nominal.offset : nominal.step(progress);
  return floats(draws, (draw) => cycleToCycle.sigma * draw.scale[name] * step);
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
