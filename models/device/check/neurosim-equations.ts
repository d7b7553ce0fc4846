import type { StatedDevice } from "./stated-device.ts";

/**
 * NeuroSim's devices: MLP+NeuroSim V3.0 manual, eq. 1–3, and Table II. Over P of P_max pulses, in ranges of conductance,
 *
 *     G(P) = B · (1 − e^(−P/A')),   B = 1/(1 − e^(−P_max/A')),   A' = A · P_max
 *
 * and one more pulse (LTP), or one less on LTD's own curve, is found by inverting it (Cell.cpp):
 * P = −A' · ln(1 − G/B). A has the sign of the label; its size is that at which the curve lies 0.07·√2 · label above the
 * diagonal at most, which is found here by search.
 */

/** Largest distance of the curve above the diagonal for A > 0: where the curve runs parallel to it, found by golden section. */
function distanceOf(a: number): number {
  const height = (p: number): number => -Math.expm1(-p / a) / -Math.expm1(-1 / a) - p;
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0, 1];
  while (high - low > 1e-12) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (height(left) < height(right)) low = left;
    else high = right;
  }
  return height((low + high) / 2);
}

/** NeuroSim's A of a label: bisection over the powers of ten, since the distance falls with A. */
export function normalisedA(label: number): number {
  const wanted = 0.07 * Math.SQRT2 * Math.abs(label);
  let [low, high] = [-3, 6];
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (distanceOf(10 ** middle) > wanted) low = middle;
    else high = middle;
  }
  return Math.sign(label) * 10 ** ((low + high) / 2);
}

function exponential(name: string, pulses: readonly [number, number], labels: readonly [number, number]): StatedDevice {
  const curves = {
    ltp: { most: pulses[0], a: normalisedA(labels[0]) * pulses[0], by: 1 },
    ltd: { most: pulses[1], a: normalisedA(labels[1]) * pulses[1], by: -1 },
  };
  return {
    name,
    equations: "NeuroSim eq. 1–3",
    minimum: 0,
    maximum: 1,
    pulses: { ltp: pulses[0], ltd: pulses[1] },
    nominalStep: 1 / Math.max(...pulses),
    step: (direction, g) => {
      const { most, a, by } = curves[direction];
      const b = 1 / -Math.expm1(-most / a);
      const place = -a * Math.log1p(-g / b);
      return -b * Math.expm1(-(place + by) / a) - g;
    },
  };
}

function linear(name: string, pulses: number): StatedDevice {
  return {
    name,
    equations: "equal steps",
    minimum: 0,
    maximum: 1,
    pulses: { ltp: pulses, ltd: pulses },
    nominalStep: 1 / pulses,
    step: (direction) => (direction === "ltp" ? 1 : -1) / pulses,
  };
}

/** Every NeuroSim device that is a preset; states and labels of Table II, `taox-tio2` of the table of V2.0. */
export const NEUROSIM_DEVICES: readonly StatedDevice[] = [
  exponential("ag-a-si", [97, 97], [2.4, -4.88]),
  exponential("alox-hfo2", [40, 40], [1.94, -0.61]),
  exponential("epiram", [64, 64], [0.5, -0.5]),
  exponential("gst-pcm", [100, 120], [0.105, 2.4]),
  exponential("hzo-fefet", [32, 32], [1.75, 1.46]),
  exponential("pcmo", [50, 50], [3.68, -6.76]),
  exponential("taox-hfox", [128, 128], [0.04, -0.63]),
  exponential("taox-tio2", [102, 102], [1.85, -1.79]),
];

/** Devices of no source, with equal steps. */
export const LINEAR_DEVICES: readonly StatedDevice[] = [linear("ideal", 1024), linear("linear-64", 64)];
