import { InputError } from "../../../src/core/errors.ts";
import { DIRECTIONS, NO_SPREAD, type Device, type DirectionName } from "../device.ts";
import { changeOf, drawPopulation } from "../population.ts";
import { applyPulses, compileDirection } from "../stepper.ts";
import { AIHWKIT_DEVICES } from "./aihwkit-equations.ts";
import { LINEAR_DEVICES, NEUROSIM_DEVICES } from "./neurosim-equations.ts";
import type { OwnBounds, StatedDevice } from "./stated-device.ts";

/**
 * How far a device lies from the equations of its source. Steps: of one pulse, at 1001 places of the range, as part of the
 * step or, where that is smaller, of the nominal step. Curves: of conductance over a whole sweep, as part of the range.
 */
export interface DeviceCheck {
  readonly name: string;
  readonly equations: string;
  /** States against those stated, relative. */
  readonly states: number;
  readonly ltpStep: number;
  readonly ltdStep: number;
  readonly ltpCurve: number;
  readonly ltdCurve: number;
  /** Steps of devices drawn with bounds of their own, over their own ranges; absent if all have the nominal ones. */
  readonly ownBounds?: number;
  /** The largest of all. */
  readonly largest: number;
}

/** A difference above it fails: what tables of 1025 nodes and single precision leave lies well below. */
export const CHECK_TOLERANCE = 1e-3;

const STATED: readonly StatedDevice[] = [...NEUROSIM_DEVICES, ...AIHWKIT_DEVICES, ...LINEAR_DEVICES];

/** Names of the devices whose equations are stated. */
export const STATED_NAMES: readonly string[] = STATED.map(({ name }) => name);

/** Devices that are drawn to compare curves over their own bounds, and places of each. */
const DRAWN = 100;
const OWN_PLACES = 101;

/** Holds a device against the equations that are stated under its name. @throws {InputError} if there are none */
export function checkDevice(device: Device): DeviceCheck {
  const stated = STATED.find(({ name }) => name === device.name);
  if (stated === undefined)
    throw InputError.at("device", `got "${device.name}", expected the name of one whose equations are stated`);
  const differences = {
    states: Math.max(...DIRECTIONS.map((name) => relative(device[name].pulses, stated.pulses[name], 0))),
    ltpStep: stepDifference(device, stated, "ltp"),
    ltdStep: stepDifference(device, stated, "ltd"),
    ltpCurve: curveDifference(device, stated, "ltp"),
    ltdCurve: curveDifference(device, stated, "ltd"),
    ...(hasOwnBounds(device) ? { ownBounds: ownDifference(device, stated) } : {}),
  };
  const largest = Math.max(...Object.values(differences));
  return { name: device.name, equations: stated.equations, ...differences, largest };
}

function stepDifference(device: Device, stated: StatedDevice, name: DirectionName): number {
  const step = compileDirection(device, name);
  const { minimum, maximum, nominalStep } = stated;
  const range = maximum - minimum;
  let largest = 0;
  for (let k = 0; k <= 1000; k++) {
    const weight = minimum + (range * k) / 1000;
    const expected = clipped(weight + stated.step(name, weight), stated) - weight;
    const found = range * (applyPulses(step, k / 1000, 1) - k / 1000);
    largest = Math.max(largest, relative(found, expected, nominalStep));
  }
  return largest;
}

function curveDifference(device: Device, stated: StatedDevice, name: DirectionName): number {
  const step = compileDirection(device, name);
  const { minimum, maximum } = stated;
  let [g, weight] = name === "ltp" ? [0, minimum] : [1, maximum];
  let largest = 0;
  for (let pulse = 0; pulse < stated.pulses[name]; pulse++) {
    g = applyPulses(step, g, 1);
    weight = clipped(weight + stated.step(name, weight), stated);
    largest = Math.max(largest, Math.abs(g - (weight - minimum) / (maximum - minimum)));
  }
  return largest;
}

function hasOwnBounds({ deviceToDevice: { upperBound, lowerBound } }: Device): boolean {
  return upperBound > 0 || lowerBound > 0;
}

/**
 * Devices with bounds and steps of their own. The size of a device's steps is that at weight 0 of the same device with the
 * nominal bounds: draws of one spread leave those of the others alone.
 */
function ownDifference(device: Device, stated: StatedDevice): number {
  const { step, stepDistribution, upperBound, lowerBound, curve } = device.deviceToDevice;
  const steps = { ...NO_SPREAD, step, stepDistribution };
  const bounds = { upperBound, lowerBound, curve };
  const population = drawPopulation({ ...device, deviceToDevice: { ...steps, ...bounds } }, DRAWN, 1);
  const unbounded = drawPopulation({ ...device, deviceToDevice: steps }, DRAWN, 1);
  const range = stated.maximum - stated.minimum;
  const weightOf = (g: number): number => stated.minimum + g * range;
  const zero = -stated.minimum / range;
  let largest = 0;
  for (let i = 0; i < DRAWN; i++) {
    const [low, high] = [population.minimum[i] as number, population.maximum[i] as number];
    const own: OwnBounds = { minimum: weightOf(low), maximum: weightOf(high) };
    for (const name of DIRECTIONS) {
      const scale = (range * changeOf(unbounded[name], i, zero)) / stated.step(name, 0);
      for (let k = 0; k < OWN_PLACES; k++) {
        const weight = own.minimum + ((own.maximum - own.minimum) * k) / (OWN_PLACES - 1);
        const expected = clipped(weight + scale * stated.step(name, weight, own), own) - weight;
        const after = weight + range * changeOf(population[name], i, (weight - stated.minimum) / range);
        largest = Math.max(largest, relative(clipped(after, own) - weight, expected, scale * stated.nominalStep));
      }
    }
  }
  return largest;
}

function relative(found: number, expected: number, least: number): number {
  return Math.abs(found - expected) / Math.max(Math.abs(expected), least);
}

function clipped(weight: number, { minimum, maximum }: OwnBounds): number {
  return Math.min(maximum, Math.max(minimum, weight));
}
