import { describe, expect, it } from "vitest";
import { changeOf, drawPopulation, parseDevice, type Device, type Population } from "../../../models/device/index.ts";

const COUNT = 4000;

function deviceWith(direction: object, more: object): Device {
  const both = { pulses: 100, response: direction };
  return parseDevice({ name: "d", title: "d", source: "a test", ltp: both, ltd: both, ...more }, "d");
}

/** The steps of all devices at one g. */
const stepsAt = ({ ltp, ltd }: Population, name: "ltp" | "ltd", g: (i: number) => number): readonly number[] =>
  Array.from({ length: COUNT }, (_, i) => changeOf(name === "ltp" ? ltp : ltd, i, g(i)));

function spreadOf(list: readonly number[]): { mean: number; sigma: number } {
  const mean = list.reduce((sum, each) => sum + each, 0) / list.length;
  return { mean, sigma: Math.sqrt(list.reduce((sum, each) => sum + (each - mean) ** 2, 0) / list.length) };
}

const SOFT = { kind: "soft-bounds", rate: 0.02 };

describe("bounds of a device, by deviceToDevice.curve", () => {
  const bounds = { upperBound: 0.12, lowerBound: 0.08 };

  it("stretches-from-zero keeps the step at zero and ends the steps at the device's own bounds", () => {
    const device = deviceWith(SOFT, { zero: 0.4, deviceToDevice: { ...bounds, curve: "stretches-from-zero" } });
    const population = drawPopulation(device, COUNT, 1);
    for (const step of stepsAt(population, "ltp", () => 0.4)) expect(step).toBeCloseTo(0.02 * 0.6, 6);
    for (const step of stepsAt(population, "ltd", () => 0.4)) expect(step).toBeCloseTo(-0.02 * 0.4, 6);
    for (const step of stepsAt(population, "ltp", (i) => population.maximum[i] ?? 0)) expect(step).toBeCloseTo(0, 6);
    for (const step of stepsAt(population, "ltd", (i) => population.minimum[i] ?? 0)) expect(step).toBeCloseTo(0, 6);
  });

  it("stretches makes the same steps larger with the range, clips leaves them", () => {
    for (const [curve, sigma] of [
      ["stretches", 0.2],
      ["clips", 0],
    ] as const) {
      const linear = deviceWith({ kind: "linear" }, { deviceToDevice: { upperBound: 0.2, curve } });
      const steps = spreadOf(stepsAt(drawPopulation(linear, COUNT, 1), "ltp", () => 0.5));
      expect(steps.sigma / 0.01).toBeCloseTo(sigma, 2);
    }
  });

  it("scales-about-zero moves an exponential curve beyond the nominal ends, by its formula", () => {
    const response = { kind: "exponential-step", step: 0.01, amplitude: 3, decay: 4 };
    const device = deviceWith(response, { zero: 0.3, deviceToDevice: { ...bounds, curve: "scales-about-zero" } });
    const population = drawPopulation(device, COUNT, 1);
    for (let i = 0; i < 50; i++) {
      const [low, high] = [population.minimum[i] ?? 0, population.maximum[i] ?? 0];
      for (const g of [low, 0.3, high]) {
        const place = 0.3 + (g - 0.3) / (high - low);
        expect(changeOf(population.ltp, i, g)).toBeCloseTo(0.01 * (1 + 3 * Math.exp(-4 * place)), 5);
        expect(changeOf(population.ltd, i, g)).toBeCloseTo(-0.01 * (1 + 3 * Math.exp(-4 * (1 - place))), 5);
      }
    }
  });

  it("are mirrored at zero where there is one, and stay beyond each other's side where there is none", () => {
    const wide = { upperBound: 0.6, lowerBound: 0.6 };
    const mirrored = drawPopulation(deviceWith(SOFT, { zero: 0.4, deviceToDevice: wide }), COUNT, 1);
    expect(Math.min(...mirrored.maximum)).toBeGreaterThanOrEqual(0.4);
    expect(Math.max(...mirrored.minimum)).toBeLessThanOrEqual(0.4);
    const free = drawPopulation(deviceWith(SOFT, { deviceToDevice: wide }), COUNT, 1);
    expect(Math.min(...free.maximum)).toBeLessThan(0.4);
  });
});

describe("deviceToDevice.scale", () => {
  it("makes step and upDown parts of the nominal step, of which LTD's is a smaller one", () => {
    const spread = { step: 0.2, upDown: 0.05, scale: { ltp: 1, ltd: 0.75 } };
    const directions = {
      ltp: { pulses: 100, response: { kind: "linear" } },
      ltd: { pulses: 100, response: { kind: "linear-step", first: 0.0075, last: 0.0075 } },
    };
    const device = deviceWith({ kind: "linear" }, { ...directions, zero: 0.5, deviceToDevice: spread });
    const population = drawPopulation(device, COUNT, 1);
    const [up, down] = [stepsAt(population, "ltp", () => 0.5), stepsAt(population, "ltd", () => 0.5)];
    // AIHWKit: (gain + r) · dw_min and (gain − up_down − r) · dw_min; both have σ of √(0.2² + 0.05²) nominal steps.
    expect(spreadOf(up).sigma / 0.01).toBeCloseTo(Math.hypot(0.2, 0.05), 2);
    expect(spreadOf(down).sigma / 0.01).toBeCloseTo(Math.hypot(0.2, 0.05), 2);
    expect(spreadOf(down).mean / 0.01).toBeCloseTo(-0.75, 2);
  });
});

describe("deviceToDevice.reference", () => {
  const spread = { upperBound: 0.12, lowerBound: 0.08, upDown: 0.1, curve: "stretches-from-zero" };

  it("puts the place where both directions step alike at weight 0, and shifts the bounds with it", () => {
    const at = (deviceToDevice: object) => drawPopulation(deviceWith(SOFT, { zero: 0.5, deviceToDevice }), COUNT, 1);
    const [read, plain] = [at({ ...spread, reference: 0 }), at(spread)];
    const [up, down] = [stepsAt(read, "ltp", () => 0.5), stepsAt(read, "ltd", () => 0.5)];
    for (const [i, step] of up.entries()) expect(step + (down[i] ?? 0)).toBeCloseTo(0, 7);
    const shifts = [...plain.maximum].map((each, i) => each - (read.maximum[i] ?? 0));
    expect(spreadOf(shifts).sigma).toBeGreaterThan(0.01);
    for (const [i, shift] of shifts.entries()) {
      expect((plain.minimum[i] ?? 0) - (read.minimum[i] ?? 0)).toBeCloseTo(shift, 6);
      expect(changeOf(read.ltp, i, 0.6 - shift)).toBeCloseTo(changeOf(plain.ltp, i, 0.6), 6);
    }
  });

  it("is off by its σ", () => {
    const still = { curve: "stretches-from-zero" };
    const device = deviceWith(SOFT, { zero: 0.5, deviceToDevice: { ...still, reference: 0.025 } });
    expect(spreadOf([...drawPopulation(device, COUNT, 1).maximum]).sigma / 0.025).toBeCloseTo(1, 1);
  });
});

describe("deviceToDevice.gamma", () => {
  it("spreads the slope of a linear step about zero, each direction by itself", () => {
    // γ+ = 0.5 and γ− = 0.5 with zero in the middle: steps 1.5 … 0.5 of the nominal one.
    const response = { kind: "linear-step", first: 0.015, last: 0.005 };
    const device = deviceWith(response, { zero: 0.5, deviceToDevice: { gamma: 0.1, curve: "clips" } });
    const population = drawPopulation(device, COUNT, 1);
    for (const name of ["ltp", "ltd"] as const) {
      expect(spreadOf(stepsAt(population, name, () => 0.5)).sigma).toBeCloseTo(0, 7);
      const atTheEnd = spreadOf(stepsAt(population, name, () => (name === "ltp" ? 1 : 0)));
      expect(Math.abs(atTheEnd.mean) / 0.01).toBeCloseTo(0.5, 2);
      expect(atTheEnd.sigma / 0.01).toBeCloseTo(0.1, 2);
    }
  });

  it("moves the bounds of soft bounds, whose steps at zero stay", () => {
    const device = deviceWith(SOFT, { zero: 0.5, deviceToDevice: { gamma: 0.1, curve: "stretches-from-zero" } });
    const population = drawPopulation(device, COUNT, 1);
    expect(spreadOf(stepsAt(population, "ltp", () => 0.5)).sigma).toBeCloseTo(0, 7);
    // 1/|1 + 0.1·ξ| of a half.
    expect(spreadOf([...population.maximum].map((each) => 1 / (2 * (each - 0.5)))).sigma).toBeCloseTo(0.1, 1.8);
    expect(spreadOf([...population.minimum].map((each) => 1 / (2 * (0.5 - each)))).sigma).toBeCloseTo(0.1, 1.8);
  });

  it("spreads the exponents of power steps together, and gammaUpDown their difference", () => {
    const response = { kind: "power-step", step: 0.01, exponent: 2 };
    const device = deviceWith(response, { deviceToDevice: { gamma: 0.1, gammaUpDown: 0.05, curve: "clips" } });
    const population = drawPopulation(device, COUNT, 1);
    const exponents = (name: "ltp" | "ltd") =>
      stepsAt(population, name, () => 0.5).map((step) => Math.log(Math.abs(step) / 0.01) / Math.log(0.5));
    const [up, down] = [exponents("ltp"), exponents("ltd")];
    expect(spreadOf(up.map((each, i) => (each + (down[i] ?? 0)) / 2)).sigma).toBeCloseTo(0.2, 2);
    expect(spreadOf(up.map((each, i) => (each - (down[i] ?? 0)) / 2)).sigma).toBeCloseTo(0.1, 2);
    expect(changeOf(population.ltp, 0, 0.9)).toBeCloseTo(0.01 * 0.1 ** (up[0] ?? 0), 6);
    expect(changeOf(population.ltd, 0, 0.9)).toBeCloseTo(-0.01 * 0.9 ** (down[0] ?? 0), 6);
  });

  it("leaves the draws of all other spreads as they were", () => {
    const spread = { upperBound: 0.1, step: 0.2, curve: "clips" };
    const response = { kind: "linear-step", first: 0.015, last: 0.005 };
    const without = drawPopulation(deviceWith(response, { zero: 0.5, deviceToDevice: spread }), COUNT, 3);
    const leaking = { zero: 0.5, leakage: { lifetime: 1e4, spread: 0.3, towards: 0.5 } };
    const device = deviceWith(response, { ...leaking, deviceToDevice: { ...spread, gamma: 0.1 } });
    const population = drawPopulation(device, COUNT, 3);
    expect(population.maximum).toEqual(without.maximum);
    const before = stepsAt(without, "ltp", () => 0.5);
    for (const [i, step] of stepsAt(population, "ltp", () => 0.5).entries())
      expect(step).toBeCloseTo(before[i] ?? 0, 7);
    expect(spreadOf([...(population.lifetime ?? [])]).sigma / 1e4).toBeCloseTo(0.3, 2);
  });
});
