import { describe, expect, it } from "vitest";
import { AIHWKIT_DEVICES } from "../../../models/device/check/aihwkit-equations.ts";
import { DEVICE_NAMES, loadDevice, onOffRatio } from "../../../models/device/index.ts";

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

describe("presets of AIHWKit", () => {
  it.each(AIHWKIT_DEVICES)("$name has (w_max − w_min)/dw_min states, and no volts, seconds or siemens", (stated) => {
    const device = loadDevice(stated.name);
    expect(device.ltp.pulses).toBe(Math.round((stated.maximum - stated.minimum) / stated.nominalStep));
    expect(device.zero).toBeCloseTo(-stated.minimum / (stated.maximum - stated.minimum), 10);
    expect(device.electrical).toBeUndefined();
    expect(device.notes).toMatch(/no energy and no latency/);
  });

  it("are ten; the phase-change memory alone is unidirectional", () => {
    expect(DEVICE_NAMES.filter((name) => name.startsWith("aihwkit-"))).toHaveLength(AIHWKIT_DEVICES.length);
    const unidirectional = DEVICE_NAMES.filter((name) => loadDevice(name).polarity === "unidirectional");
    expect(unidirectional).toEqual(["aihwkit-pcm"]);
  });

  it("have LTP and LTD steps of which up_down has lowered one: ReRamES 0.000675 and 0.74 of it", () => {
    const { ltp, ltd, deviceToDevice } = loadDevice("aihwkit-reram-es");
    expect(ltp.response).toMatchObject({ step: 0.000675 });
    expect(ltd.response).toMatchObject({ step: 0.000675 * deviceToDevice.scale.ltd });
    expect(deviceToDevice.scale).toEqual({ ltp: 1, ltd: 0.740641 });
  });

  // Kind of noise, dw_min_std, write_noise_std · dw_min / range, gamma_*_dtod, bounds: presets/devices.py.
  it.each([
    ["aihwkit-reram-es", "step", 5, (75 * 0.00135) / 2, 0, "scales-about-zero"],
    ["aihwkit-reram-sb", "nominal-step", 3.75, (56 * 0.002) / 2, 0, "stretches-from-zero"],
    ["aihwkit-reram-array-om", "nominal-step", 0.4158, (1.4113 * 0.0949) / 2, 0, "stretches-from-zero"],
    ["aihwkit-reram-array-hfo2", "nominal-step", 0.2174, (0.5841 * 0.4622) / 2, 0, "stretches-from-zero"],
    ["aihwkit-capacitor", "nominal-step", 0.3, undefined, 0.01, "clips"],
    ["aihwkit-ecram", "step", 0.3, undefined, 0.05, "clips"],
    ["aihwkit-ecram-mo", "step", 2, undefined, 0.05, "clips"],
    ["aihwkit-gokmen-vlasov", "step", 0.3, undefined, 0, "clips"],
    ["aihwkit-idealized", "step", 0.3, undefined, 0, "clips"],
    ["aihwkit-pcm", "step", 0.6, undefined, 0, "scales-about-zero"],
  ] as const)("%s has the noise and spread of its source", (name, of, sigma, writeNoise, gamma, curve) => {
    const device = loadDevice(name);
    expect(device.cycleToCycle).toMatchObject({ of, sigma });
    if (writeNoise === undefined) expect(device.writeNoise).toBeUndefined();
    else expect(device.writeNoise).toBeCloseTo(writeNoise, 10);
    expect(device.deviceToDevice).toMatchObject({ gamma, curve });
  });

  it("say what the arrays are read against, and what noise of the phase-change memory lies beside its steps", () => {
    for (const name of ["aihwkit-reram-array-om", "aihwkit-reram-array-hfo2"])
      expect(loadDevice(name).deviceToDevice.reference).toBe(0.05 / 2);
    expect(loadDevice("aihwkit-pcm").cycleToCycle).toEqual({ of: "step", sigma: 0.6, floor: 0.042 / 2, slope: 0.108 });
  });

  it("leak only where the source says so: the capacitor, over 1e6 mini-batches", () => {
    expect(DEVICE_NAMES.filter((name) => loadDevice(name).leakage !== undefined)).toEqual(["aihwkit-capacitor"]);
    expect(loadDevice("aihwkit-capacitor").leakage).toEqual({ lifetime: 1e6, spread: 0.3, towards: 0.5 });
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
