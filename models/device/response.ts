import type { Direction, DirectionName } from "./device.ts";
import { curvatureOf } from "./nonlinearity.ts";

/** One pulse as a straight line: u becomes factor·u + offset, then is clipped to 0 … 1. */
export interface AffineStep {
  readonly kind: "affine";
  readonly factor: number;
  readonly offset: number;
}

/** The step of a pulse as a function of the progress u. */
export interface CurvedStep {
  readonly kind: "curved";
  readonly step: (progress: number) => number;
}

/**
 * One pulse of a direction in terms of its progress u (0 at its start).
 * @param name needed for the sign of the nonlinearity, which turns around with LTD
 */
export function pulseOf(direction: Direction, name: DirectionName): AffineStep | CurvedStep {
  const { response, pulses } = direction;
  switch (response.kind) {
    case "linear":
      return { kind: "affine", factor: 1, offset: 1 / pulses };
    case "exponential":
      return exponentialPulse(response.nonlinearity * (name === "ltp" ? 1 : -1), pulses);
    case "soft-bounds":
      return { kind: "affine", factor: 1 - response.rate, offset: response.rate };
    case "linear-step":
      return { kind: "affine", factor: 1 + response.last - response.first, offset: response.first };
    case "exponential-step": {
      const { step, amplitude, decay } = response;
      return { kind: "curved", step: (u) => step * Math.max(0, 1 + amplitude * Math.exp(-decay * u)) };
    }
    case "power-step": {
      const { step, exponent, bound = 1 } = response;
      return { kind: "curved", step: (u) => step * Math.max(0, bound - u) ** exponent };
    }
    case "piecewise":
      return { kind: "curved", step: (u) => interpolate(response.steps, u) };
  }
}

/** Values at equally spaced places of 0 … 1, straight lines between them, constant outside. */
export function interpolate(values: ArrayLike<number>, at: number): number {
  const place = Math.min(Math.max(at, 0), 1) * (values.length - 1);
  const node = Math.min(Math.floor(place), values.length - 2);
  const low = values[node] ?? 0;
  return low + ((values[node + 1] ?? low) - low) * (place - node);
}

/** Growth that leaves every state but u = 0 in one pulse; keeps labels near the limit within single precision. */
const STEEPEST = 1e30;

/** One pulse along u = B·(1 − exp(−k·p)), k = 1/A: u' = e·u + B·(1 − e), e = exp(−k/pulses). */
function exponentialPulse(label: number, pulses: number): AffineStep {
  const curvature = curvatureOf(label);
  if (curvature === 0) return { kind: "affine", factor: 1, offset: 1 / pulses };
  const { expm1, abs, exp, min } = Math;
  // (1 − e)/(1 − exp(−k)), written with exponentials of negative numbers only.
  const share = expm1(-abs(curvature) / pulses) / expm1(-abs(curvature));
  const offset = curvature > 0 ? share : share * exp(curvature - curvature / pulses);
  return { kind: "affine", factor: min(exp(-curvature / pulses), STEEPEST), offset };
}
