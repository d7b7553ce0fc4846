import type { Device, DirectionName } from "./device.ts";
import { interpolate, pulseOf, type AffineStep, type CurvedStep } from "./response.ts";

/**
 * One pulse of a direction as a function of g, ready for a hot loop; clip to 0 … 1 after it.
 * - `affine`: g becomes factor·g + offset
 * - `table`: g becomes g + the step at g; `steps[i]` is the (signed) step at g = i/(length − 1), straight lines between.
 *   With `TABLE_NODES` nodes the largest error is (1/1024)²/8 of the step's second derivative: of AIHWKit's ReRamES 4e-5 of
 *   the nominal step, of its PCM (whose first LTD step is 333 nominal ones) 1e-3
 *
 * Single precision of g loses steps below 6e-8 near g = 1: those of the start of LTD with labels above about +7.
 */
export type PulseStep =
  | { readonly kind: "affine"; readonly factor: number; readonly offset: number }
  | { readonly kind: "table"; readonly steps: Float32Array };

/** Both directions of a device. */
export type CompiledDevice = Readonly<Record<DirectionName, PulseStep>>;

/** Nodes of a table of steps, both ends included. */
export const TABLE_NODES = 1025;

/** The steps of the nominal device, without any variation. */
export function compileDevice(device: Device): CompiledDevice {
  return { ltp: compileDirection(device, "ltp"), ltd: compileDirection(device, "ltd") };
}

/** The step of one direction of the nominal device. */
export function compileDirection(device: Device, name: DirectionName): PulseStep {
  return towardsG(pulseOf(device[name], name), name);
}

/** A pulse in terms of u as one in terms of g: LTD's u is 1 − g. */
export function towardsG(pulse: AffineStep | CurvedStep, name: DirectionName): PulseStep {
  if (pulse.kind === "curved") return { kind: "table", steps: tableOfSteps(pulse.step, name) };
  const { factor, offset } = pulse;
  return { kind: "affine", factor, offset: name === "ltp" ? offset : 1 - factor - offset };
}

/**
 * The conductance after `pulses` pulses, clipped to 0 … 1; the plain reference that a trainer's loop must agree with.
 * Affine steps: factorⁿ·g + offset·(factorⁿ − 1)/(factor − 1), which equals clipping at every pulse, because no step goes
 * backwards. Tables: pulse by pulse.
 * @param pulses a whole number from 0
 */
export function applyPulses(step: PulseStep, g: number, pulses: number): number {
  if (step.kind === "affine") {
    const { factor, offset } = step;
    const power = factor ** pulses;
    const sum = factor === 1 ? pulses : (power - 1) / (factor - 1);
    return clip(power * g + offset * sum);
  }
  let at = g;
  for (let pulse = 0; pulse < pulses; pulse++) at = clip(at + interpolate(step.steps, at));
  return at;
}

/** g before the first pulse and after each of `pulses` pulses of a full sweep: from 0 up, or from 1 down. */
export function sweep(step: PulseStep, name: DirectionName, pulses: number): readonly number[] {
  const curve = [name === "ltp" ? 0 : 1];
  for (let pulse = 0; pulse < pulses; pulse++) curve.push(applyPulses(step, curve[pulse] ?? 0, 1));
  return curve;
}

/** Steps of responses that grow without bound end here, so that two of them have a difference. */
const STEEPEST = 1e30;

/**
 * Steps at g = −reach … 1 + reach, `TABLE_NODES` of them to a range.
 * @param reach ranges beyond the nominal one, a multiple of 1/8
 */
export function tableOfSteps(step: (progress: number) => number, name: DirectionName, reach = 0): Float32Array {
  const nodes = TABLE_NODES - 1;
  const at = name === "ltp" ? (g: number) => step(g) : (g: number) => -step(1 - g);
  return Float32Array.from({ length: nodes * (1 + 2 * reach) + 1 }, (_, node) =>
    Math.min(STEEPEST, Math.max(-STEEPEST, at(node / nodes - reach))),
  );
}

function clip(g: number): number {
  return Math.min(1, Math.max(0, g));
}
