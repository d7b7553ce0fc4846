import { describe, expect, it } from "vitest";
import { AIHWKIT_DEVICES } from "../../../../models/device/check/aihwkit-equations.ts";
import { checkDevice, CHECK_TOLERANCE, STATED_NAMES } from "../../../../models/device/check/check-device.ts";
import { normalisedA } from "../../../../models/device/check/neurosim-equations.ts";
import { DEVICE_NAMES, loadDevice, type Device, type Response } from "../../../../models/device/index.ts";

/** A preset with other numbers in one direction, its spread or its states. */
const withResponse = (name: string, direction: "ltp" | "ltd", response: Response): Device => {
  const device = loadDevice(name);
  return { ...device, [direction]: { ...device[direction], response } };
};
const withSpread = (name: string, spread: Partial<Device["deviceToDevice"]>): Device => {
  const device = loadDevice(name);
  return { ...device, deviceToDevice: { ...device.deviceToDevice, ...spread } };
};

describe("checkDevice(device)", () => {
  it("has equations for every preset", () => {
    expect(STATED_NAMES.toSorted()).toEqual(DEVICE_NAMES);
  });

  it.each(DEVICE_NAMES)("%s steps as the equations of its source say", (name) => {
    expect(checkDevice(loadDevice(name)).largest).toBeLessThan(CHECK_TOLERANCE / 4);
  });

  it("finds what AIHWKit's doc string says of up_down and its code does not do: 25.9 % of LTP's step", () => {
    const { response } = loadDevice("aihwkit-reram-es").ltp;
    if (response.kind !== "exponential-step") throw new Error("expected an exponential step");
    const split = withResponse("aihwkit-reram-es", "ltp", { ...response, step: response.step * 1.259359 });
    const { ltpStep, ltdStep, largest } = checkDevice(split);
    expect(ltpStep).toBeCloseTo(0.259359, 4);
    expect(ltdStep).toBeLessThan(CHECK_TOLERANCE);
    expect(largest).toBeGreaterThan(CHECK_TOLERANCE);
  });

  it.each([
    ["an exponential step that clips", "aihwkit-reram-es", "clips"],
    ["soft bounds that scale with the range", "aihwkit-reram-sb", "stretches"],
    ["a linear step that stretches", "aihwkit-ecram", "stretches"],
  ] as const)("finds %s, by devices of other bounds alone", (_, name, curve) => {
    const { ltpStep, ltdStep, ownBounds } = checkDevice(withSpread(name, { curve }));
    expect(Math.max(ltpStep, ltdStep)).toBeLessThan(CHECK_TOLERANCE);
    expect(ownBounds).toBeGreaterThan(5 * CHECK_TOLERANCE);
  });

  it("finds another label, a turned sign, and another number of states", () => {
    const label = withResponse("epiram", "ltp", { kind: "exponential", nonlinearity: 0.52 });
    expect(checkDevice(label).ltpStep).toBeGreaterThan(CHECK_TOLERANCE);
    const turned = withResponse("hzo-fefet", "ltd", { kind: "exponential", nonlinearity: -1.46 });
    expect(checkDevice(turned).ltdCurve).toBeGreaterThan(0.1);
    const device = loadDevice("aihwkit-pcm");
    expect(checkDevice({ ...device, ltd: { ...device.ltd, pulses: 150 } }).states).toBe(0.25);
  });

  it("refuses a device whose equations nobody stated", () => {
    expect(() => checkDevice({ ...loadDevice("epiram"), name: "mine" })).toThrow(/device: got "mine", expected/);
  });
});

describe("AIHWKIT_DEVICES", () => {
  const step = (name: string, direction: "ltp" | "ltd", w: number, own?: { minimum: number; maximum: number }) =>
    AIHWKIT_DEVICES.find((each) => each.name === name)?.step(direction, w, own) ?? NaN;

  it("lower one side by up_down: ReRamES at w = 0, by hand", () => {
    // 0.00135 · (1 + 1.18445 · e^−2.5) and 0.00135 · 0.740641 · (1 + 0.081404 · e^2.5).
    expect(step("aihwkit-reram-es", "ltp", 0)).toBeCloseTo(0.00135 * 1.0972255, 9);
    expect(step("aihwkit-reram-es", "ltd", 0)).toBeCloseTo(-0.00135 * 0.740641 * 1.991705, 8);
  });

  it("scale the exponent by the device's own range: 28 % more at w = 0.5 with a range of 1.6", () => {
    const own = { minimum: -0.8, maximum: 0.8 };
    expect(step("aihwkit-reram-es", "ltd", 0.5, own) / step("aihwkit-reram-es", "ltd", 0.5)).toBeCloseTo(1.284, 2);
  });

  it("keep the step of soft bounds at w = 0 whatever the bound is, and end it there", () => {
    const own = { minimum: -0.4, maximum: 2 };
    expect(step("aihwkit-reram-sb", "ltp", 0, own)).toBe(0.002);
    expect(step("aihwkit-reram-sb", "ltp", 2, own)).toBe(0);
    expect(step("aihwkit-reram-sb", "ltd", -0.4, own)).toBeCloseTo(0, 15);
  });
});

describe("normalisedA(label)", () => {
  // NeuroSim, Nonlinearity-NormA.htm.
  it.each([
    [1, 1.251653],
    [2.4, 0.499181],
    [-4.88, -0.200303],
  ])("of %d is NeuroSim's %d", (label, a) => {
    expect(normalisedA(label)).toBeCloseTo(a, 4);
  });
});
