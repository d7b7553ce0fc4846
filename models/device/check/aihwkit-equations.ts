import type { DirectionName } from "../device.ts";
import type { OwnBounds, StatedDevice } from "./stated-device.ts";

/**
 * AIHWKit's devices (IBM/aihwkit@4545f11) as its code steps them. Scales: rpu_pulsed_device.cpp, `populate`; steps: `update_once`
 * of rpu_{constantstep,linearstep,softbounds_reference,expstep}_device.cpp; numbers: presets/devices.py. In weights w:
 *
 *     scale     s+ = dw_min · (1 + min(0, up_down)),  s− = dw_min · (1 − max(0, up_down))
 *     Constant  ±s
 *     Linear    +s+ · (1 − γ+ · w/w_max),  −s− · (1 − γ− · w/w_min),  nominal bounds (mean_bound_reference)
 *     SoftBounds  the same with γ = 1 and the device's own bounds
 *     Exp       +s+ · max(0, 1 − A+ · e^(γ+ · z)),  −s− · max(0, 1 − A− · e^(−γ− · z)),  z = 2·a·w/(own range) + b
 */

/** Parameters that all models have. */
interface Pulsed {
  readonly name: string;
  readonly wMin: number;
  readonly wMax: number;
  readonly dwMin: number;
  readonly upDown?: number;
}

/** The step of a model in units of its scale, at w of a device with these bounds. */
type Shape = (direction: DirectionName, w: number, bounds: OwnBounds) => number;

function stated(model: string, { name, wMin, wMax, dwMin, upDown = 0 }: Pulsed, shape: Shape): StatedDevice {
  const up = dwMin * (1 + Math.min(0, upDown));
  const down = dwMin * (1 - Math.max(0, upDown));
  const states = Math.round((wMax - wMin) / dwMin);
  const nominal = { minimum: wMin, maximum: wMax };
  return {
    name,
    equations: `AIHWKit ${model}`,
    ...nominal,
    pulses: { ltp: states, ltd: states },
    nominalStep: dwMin,
    step: (direction, w, own = nominal) => (direction === "ltp" ? up : -down) * shape(direction, w, own),
  };
}

const constantStep = (pulsed: Pulsed): StatedDevice => stated("ConstantStep", pulsed, () => 1);

const linearStep = (pulsed: Pulsed, gammaUp: number, gammaDown: number): StatedDevice =>
  stated("LinearStep", pulsed, (direction, w) =>
    direction === "ltp" ? 1 - (gammaUp * w) / pulsed.wMax : 1 - (gammaDown * w) / pulsed.wMin,
  );

const softBounds = (pulsed: Pulsed): StatedDevice =>
  stated("SoftBoundsReference", pulsed, (direction, w, { minimum, maximum }) =>
    direction === "ltp" ? 1 - w / maximum : 1 - w / minimum,
  );

interface Exponential {
  readonly a: number;
  readonly b: number;
  readonly gamma: number;
  readonly aUp: number;
  readonly aDown: number;
}

const expStep = (pulsed: Pulsed, { a, b, gamma, aUp, aDown }: Exponential): StatedDevice =>
  stated("ExpStep", pulsed, (direction, w, { minimum, maximum }) => {
    const z = (2 * a * w) / (maximum - minimum) + b;
    return Math.max(0, direction === "ltp" ? 1 - aUp * Math.exp(gamma * z) : 1 - aDown * Math.exp(-gamma * z));
  });

/** Every AIHWKit device that is a preset. */
export const AIHWKIT_DEVICES: readonly StatedDevice[] = [
  linearStep({ name: "aihwkit-capacitor", wMin: -1, wMax: 1, dwMin: 0.005 }, 0.05, 0.05),
  linearStep({ name: "aihwkit-ecram", wMin: -0.8276, wMax: 1.1724, dwMin: 0.002 }, 0.1153, 0.5085),
  linearStep({ name: "aihwkit-ecram-mo", wMin: -0.8286, wMax: 1.1714, dwMin: 2.8214e-4 }, 0.4152, 0.7342),
  constantStep({ name: "aihwkit-gokmen-vlasov", wMin: -1, wMax: 1, dwMin: 0.0016 }),
  constantStep({ name: "aihwkit-idealized", wMin: -1, wMax: 1, dwMin: 0.0002 }),
  expStep(
    { name: "aihwkit-pcm", wMin: 0, wMax: 2, dwMin: 0.01 },
    { a: -1, b: 0, gamma: 2.5, aUp: -27.235, aDown: -2.235 },
  ),
  softBounds({ name: "aihwkit-reram-array-hfo2", wMin: -1, wMax: 1, dwMin: 0.4622 }),
  softBounds({ name: "aihwkit-reram-array-om", wMin: -1, wMax: 1, dwMin: 0.0949 }),
  expStep(
    { name: "aihwkit-reram-es", wMin: -1, wMax: 1, dwMin: 0.00135, upDown: 0.259359 },
    { a: -0.5, b: -0.5, gamma: 5, aUp: -1.18445, aDown: -0.081404 },
  ),
  softBounds({ name: "aihwkit-reram-sb", wMin: -0.75, wMax: 1.25, dwMin: 0.002 }),
];
