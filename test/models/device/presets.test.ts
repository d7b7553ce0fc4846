import { describe, expect, it } from "vitest";
import {
  applyPulses,
  compileDirection,
  DEVICE_NAMES,
  loadDevice,
  onOffRatio,
  type Device,
  type DirectionName,
} from "../../../models/device/index.ts";

describe("presets of NeuroSim's benchmark table", () => {
  // States, NL LTP/LTD, Ron [Ω], on/off, LTP and LTD pulses [V, ns], c2c: MLP+NeuroSim V3.0 manual, Table II; the last V2.0.
  it.each([
    ["ag-a-si", [97, 97], [2.4, -4.88], 26e6, 12.5, [3.2, 300e3], [-2.8, 300e3], 0.035],
    ["taox-hfox", [128, 128], [0.04, -0.63], 100e3, 10, [1.6, 50], [1.6, 50], 0.037],
    ["pcmo", [50, 50], [3.68, -6.76], 23e6, 6.84, [-2, 1e6], [2, 1e6], 0.01],
    ["alox-hfo2", [40, 40], [1.94, -0.61], 16.9e3, 4.43, [0.9, 100e3], [-1, 100e3], 0.05],
    ["gst-pcm", [100, 120], [0.105, 2.4], 4.71e3, 19.8, [0.7, 6e3], [3, 125], 0.015],
    ["epiram", [64, 64], [0.5, -0.5], 81e3, 50.2, [5, 5e3], [-3, 5e3], 0.02],
    ["hzo-fefet", [32, 32], [1.75, 1.46], 559.28e3, 45, [3.65, 75], [-2.95, 75], 0.005],
    ["taox-tio2", [102, 102], [1.85, -1.79], 5e6, 2, [3, 40e6], [-3, 10e6], 0],
  ])("%s has its row's numbers, signs included", (name, states, labels, ronOhm, ratio, ltp, ltd, cycleToCycle) => {
    const device = loadDevice(name);
    expect([device.ltp.pulses, device.ltd.pulses]).toEqual(states);
    expect([device.ltp.response, device.ltd.response]).toEqual(
      labels.map((nonlinearity) => ({ kind: "exponential", nonlinearity })),
    );
    expect((device.electrical?.maximumS ?? 0) * ronOhm).toBeCloseTo(1, 9);
    expect(onOffRatio(device)).toBeCloseTo(ratio, 8);
    expect(device.electrical?.ltp).toEqual({ voltageV: ltp[0], widthNs: ltp[1] });
    expect(device.electrical?.ltd).toEqual({ voltageV: ltd[0], widthNs: ltd[1] });
    expect(device.cycleToCycle).toEqual({ of: "range", sigma: cycleToCycle });
  });

  it("say of the FeFET that its energy is counted as a resistor's, where NeuroSim counts the gate's", () => {
    expect(loadDevice("hzo-fefet").notes).toMatch(/NeuroSim MLP counts only the gate.*upper bound/);
  });
});

/** An AIHWKit preset as that tool states it: the step in w at w, from its documented formulas. */
interface Aihwkit {
  readonly name: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly dwMin: number;
  readonly up: (w: number) => number;
  readonly down: (w: number) => number;
}

const flat = (): number => 1;
const linearStep = (gamma: number, bound: number) => (w: number) => 1 - (gamma * w) / bound;
const expStep = (sign: number, factor: number, gamma: number, z: (w: number) => number) => (w: number) =>
  Math.max(0, 1 - factor * Math.exp(sign * gamma * z(w)));

const PRESETS: readonly Aihwkit[] = [
  {
    name: "aihwkit-reram-es",
    minimum: -1,
    maximum: 1,
    dwMin: 0.00135,
    up: (w) => (1 + 0.259359) * expStep(1, -1.18445, 5, (v) => (2 * -0.5 * v) / 2 - 0.5)(w),
    down: (w) => (1 - 0.259359) * expStep(-1, -0.081404, 5, (v) => (2 * -0.5 * v) / 2 - 0.5)(w),
  },
  {
    name: "aihwkit-reram-sb",
    minimum: -0.75,
    maximum: 1.25,
    dwMin: 0.002,
    up: linearStep(1, 1.25),
    down: linearStep(1, -0.75),
  },
  {
    name: "aihwkit-capacitor",
    minimum: -1,
    maximum: 1,
    dwMin: 0.005,
    up: linearStep(0.05, 1),
    down: linearStep(0.05, -1),
  },
  {
    name: "aihwkit-ecram",
    minimum: -0.8276,
    maximum: 1.1724,
    dwMin: 0.002,
    up: linearStep(0.1153, 1.1724),
    down: linearStep(0.5085, -0.8276),
  },
  {
    name: "aihwkit-ecram-mo",
    minimum: -0.8286,
    maximum: 1.1714,
    dwMin: 2.8214e-4,
    up: linearStep(0.4152, 1.1714),
    down: linearStep(0.7342, -0.8286),
  },
  { name: "aihwkit-idealized", minimum: -1, maximum: 1, dwMin: 0.0002, up: flat, down: flat },
  { name: "aihwkit-gokmen-vlasov", minimum: -1, maximum: 1, dwMin: 0.0016, up: flat, down: flat },
  {
    name: "aihwkit-pcm",
    minimum: 0,
    maximum: 2,
    dwMin: 0.01,
    up: expStep(1, -27.235, 2.5, (v) => (2 * -1 * v) / 2),
    down: expStep(-1, -2.235, 2.5, (v) => (2 * -1 * v) / 2),
  },
  {
    name: "aihwkit-reram-array-om",
    minimum: -1,
    maximum: 1,
    dwMin: 0.0949,
    up: linearStep(1, 1),
    down: linearStep(1, -1),
  },
  {
    name: "aihwkit-reram-array-hfo2",
    minimum: -1,
    maximum: 1,
    dwMin: 0.4622,
    up: linearStep(1, 1),
    down: linearStep(1, -1),
  },
];

function steppedW(device: Device, name: DirectionName, preset: Aihwkit, w: number): number {
  const range = preset.maximum - preset.minimum;
  return preset.minimum + range * applyPulses(compileDirection(device, name), (w - preset.minimum) / range, 1);
}

describe("presets of AIHWKit", () => {
  it.each(PRESETS)("$name steps as AIHWKit's formula says, everywhere in the range", (preset) => {
    const device = loadDevice(preset.name);
    const clip = (w: number): number => Math.min(preset.maximum, Math.max(preset.minimum, w));
    for (let i = 0; i <= 20; i++) {
      const w = preset.minimum + ((preset.maximum - preset.minimum) * i) / 20;
      // Tables of steps: 1e-3 of the nominal step where a step is hundreds of them (the LTD of the PCM), else far less.
      const tolerance = preset.dwMin * 1e-3;
      const up = clip(w + preset.dwMin * preset.up(w));
      const down = clip(w - preset.dwMin * preset.down(w));
      expect(Math.abs(steppedW(device, "ltp", preset, w) - up)).toBeLessThan(tolerance);
      expect(Math.abs(steppedW(device, "ltd", preset, w) - down)).toBeLessThan(tolerance);
    }
  });

  it.each(PRESETS)("$name has (w_max − w_min)/dw_min states, and no volts, seconds or siemens", (preset) => {
    const device = loadDevice(preset.name);
    expect(device.ltp.pulses).toBe(Math.round((preset.maximum - preset.minimum) / preset.dwMin));
    expect(device.electrical).toBeUndefined();
    expect(device.notes).toMatch(/no energy and no latency/);
  });

  it("are ten; the phase-change memory alone is unidirectional", () => {
    expect(DEVICE_NAMES.filter((name) => name.startsWith("aihwkit-"))).toHaveLength(PRESETS.length);
    const unidirectional = DEVICE_NAMES.filter((name) => loadDevice(name).polarity === "unidirectional");
    expect(unidirectional).toEqual(["aihwkit-pcm"]);
  });
});

describe("loadDevice(name) of every preset", () => {
  it.each(DEVICE_NAMES)(
    "%s is named as its file, says where it is from, and marks only numbers that it has",
    (name) => {
      const device = loadDevice(name);
      expect(device.name).toBe(name);
      expect(device.source.length).toBeGreaterThan(20);
      for (const path of Object.keys(device.marks ?? {})) expect(valueAt(device, path), path).toBeDefined();
    },
  );
});

function valueAt(value: unknown, path: string): unknown {
  let at = value;
  for (const key of path.split("/").slice(1)) {
    at = typeof at === "object" && at !== null ? Object.entries(at).find(([each]) => each === key)?.[1] : undefined;
  }
  return at;
}
