import type { Device, Direction, DirectionName } from "./device.ts";
import type { Draw } from "./draw-device.ts";
import { MAXIMUM_NONLINEARITY } from "./nonlinearity.ts";

/** Labels are kept this far from the largest that exists: NeuroSim's table ends at 9. */
const LABEL_LIMIT = 9;

/** The direction of a device as drawn, with its own label or gamma; the nominal one itself where it has no other. */
export function ownDirection(device: Device, name: DirectionName, draw: Draw): Direction {
  const direction = device[name];
  const { response, pulses } = direction;
  if (response.kind === "exponential" && draw.shift[name] !== 0) {
    const limit = Math.max(LABEL_LIMIT, Math.min(Math.abs(response.nonlinearity), MAXIMUM_NONLINEARITY));
    const nonlinearity = Math.min(limit, Math.max(-limit, response.nonlinearity + draw.shift[name]));
    return { pulses, response: { ...response, nonlinearity } };
  }
  if (response.kind === "linear-step" && draw.gamma[name] !== 0 && device.zero !== undefined)
    return { pulses, response: withGamma(response, name === "ltp" ? device.zero : 1 - device.zero, draw.gamma[name]) };
  return direction;
}

type LinearStep = Extract<Direction["response"], { readonly kind: "linear-step" }>;

/**
 * AIHWKit's LinearStep with another γ: the step is that at `zero` (progress u0) times 1 − γ·(u − u0)/(1 − u0). γ keeps its
 * sign (`ls_allow_increasing_slope` off).
 */
function withGamma({ first, last }: LinearStep, u0: number, shift: number): LinearStep {
  const nominal = first + (last - first) * u0;
  if (nominal === 0) return { kind: "linear-step", first, last };
  const gamma = 1 - last / nominal;
  const own = gamma < 0 ? -Math.abs(-gamma + shift) : Math.abs(gamma + shift);
  return { kind: "linear-step", first: nominal * (1 + (own * u0) / (1 - u0)), last: nominal * (1 - own) };
}
