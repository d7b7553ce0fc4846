import { describe, expect, it } from "vitest";
import {
  applyPulses,
  compileDevice,
  DEVICE_NAMES,
  drawPopulation,
  loadDevice,
  parseDevice,
  type Device,
} from "../../../models/device/index.ts";
import { DeviceArray } from "../../../models/training/devices/device-array.ts";

const EXPONENTIAL = { pulses: 64, response: { kind: "exponential", nonlinearity: 2.4 } };

function deviceWith(more: object, direction: object = EXPONENTIAL): Device {
  return parseDevice({ name: "d", title: "d", source: "a test", ltp: direction, ltd: direction, ...more }, "d");
}

/** Devices drawn by a seed, as a training pulses them: g of device i after one pulse from g. */
function pulser(device: Device, count: number, seed: number) {
  const array = new DeviceArray({ ...device, cycleToCycle: { ...device.cycleToCycle, sigma: 0 } }, count, seed);
  return (name: "ltp" | "ltd", i: number, g: number): number => {
    array.program(i, g);
    array.pulse(i, name === "ltp" ? 1 : -1);
    return array.g[i] ?? Number.NaN;
  };
}

function spreadOf(values: ArrayLike<number>): { mean: number; sigma: number } {
  const list = Array.from(values);
  const mean = list.reduce((sum, each) => sum + each, 0) / list.length;
  return { mean, sigma: Math.sqrt(list.reduce((sum, each) => sum + (each - mean) ** 2, 0) / list.length) };
}

describe("drawPopulation(device, count, seed)", () => {
  it("without variation gives every device the nominal steps", () => {
    for (const name of DEVICE_NAMES) {
      const nominal = { ...loadDevice(name), deviceToDevice: deviceWith({}).deviceToDevice };
      const pulsed = pulser(nominal, 2, 1);
      for (const direction of ["ltp", "ltd"] as const) {
        const step = compileDevice(nominal)[direction];
        for (const g of [0, 0.3, 0.99, 1]) {
          expect(pulsed(direction, 1, g)).toBeCloseTo(applyPulses(step, g, 1), 5);
        }
      }
    }
  });

  it("is the same for the same seed, another for another", () => {
    const device = loadDevice("aihwkit-reram-array-om");
    expect(drawPopulation(device, 50, 7)).toEqual(drawPopulation(device, 50, 7));
    expect(drawPopulation(device, 50, 7)).not.toEqual(drawPopulation(device, 50, 8));
  });

  it("keeps the draws of one kind of spread when another is raised", () => {
    const bounds = { upperBound: 0.1 };
    const few = drawPopulation(deviceWith({ deviceToDevice: bounds }), 20, 3);
    const more = drawPopulation(
      deviceWith({ deviceToDevice: { ...bounds, step: 0.3 }, stuck: { fraction: 0.1, at: "either" } }),
      20,
      3,
    );
    for (let i = 0; i < 20; i++) if (more.stuck[i] === 0) expect(more.maximum[i]).toBe(few.maximum[i]);
  });

  it("spreads bounds, steps and their asymmetry as asked", () => {
    const linear = { pulses: 100, response: { kind: "linear" } };
    const spread = { upperBound: 0.05, lowerBound: 0.02, curve: "clips", step: 0.2, upDown: 0.1 };
    const { minimum, maximum, ltp, ltd } = drawPopulation(deviceWith({ deviceToDevice: spread }, linear), 20_000, 5);
    expect(spreadOf(maximum).mean).toBeCloseTo(1, 2);
    expect(spreadOf(maximum).sigma).toBeCloseTo(0.05, 2);
    expect(spreadOf(minimum).sigma).toBeCloseTo(0.02, 2);
    if (ltp.kind !== "affine" || ltd.kind !== "affine") throw new Error("expected affine steps");
    const sums = ltp.offset.map((each, i) => (each - (ltd.offset[i] ?? 0)) / 2);
    const differences = ltp.offset.map((each, i) => (each + (ltd.offset[i] ?? 0)) / 2);
    expect(spreadOf(sums).sigma / 0.01).toBeCloseTo(0.2, 2);
    expect(spreadOf(differences).sigma / 0.01).toBeCloseTo(0.1, 2);
  });

  it("adds the spread of the label to the label: steps at the bottom spread, ends stay", () => {
    const device = deviceWith({ deviceToDevice: { nonlinearity: 0.5 } });
    const pulsed = pulser(device, 500, 2);
    const first = Array.from({ length: 500 }, (_, i) => pulsed("ltp", i, 0));
    expect(spreadOf(first).sigma).toBeGreaterThan(0.002);
    for (let i = 0; i < 500; i++) {
      let g = 0;
      for (let pulse = 0; pulse < 64; pulse++) g = pulsed("ltp", i, g);
      expect(g).toBeCloseTo(1, 4);
    }
  });

  it("stretches the curve over the device's own range, or clips it there", () => {
    for (const [curve, expected] of [
      ["stretches", 64],
      ["clips", undefined],
    ] as const) {
      const device = deviceWith(
        { deviceToDevice: { upperBound: 0.2, curve } },
        { pulses: 64, response: { kind: "linear" } },
      );
      const pulsed = pulser(device, 1, 4);
      const top = drawPopulation(device, 1, 4).maximum[0] ?? 0;
      let [g, pulses] = [0, 0];
      while (g < top - 1e-5) {
        g = pulsed("ltp", 0, g);
        pulses += 1;
      }
      expect(pulses).toBe(expected ?? Math.ceil(top * 64));
    }
  });

  it("holds stuck devices at one place by their bounds alone", () => {
    const device = deviceWith({ stuck: { fraction: 0.25, at: "minimum" } });
    const population = drawPopulation(device, 4000, 9);
    const pulsed = pulser(device, 4000, 9);
    const stuck = Array.from(population.stuck.entries()).filter(([, flag]) => flag === 1);
    expect(stuck.length / 4000).toBeCloseTo(0.25, 1);
    for (const [i] of stuck) {
      expect(population.maximum[i]).toBe(0);
      expect(pulsed("ltp", i, 0)).toBe(0);
    }
    const anywhere = drawPopulation(deviceWith({ stuck: { fraction: 1, at: "anywhere" } }), 4000, 9);
    expect(spreadOf(anywhere.minimum).mean).toBeCloseTo(0.5, 1);
    expect(anywhere.minimum).toEqual(anywhere.maximum);
  });

  it("never lets conductance fall below 0 where it is known, nor bounds cross", () => {
    const device: Device = {
      ...loadDevice("taox-tio2"),
      deviceToDevice: { ...deviceWith({}).deviceToDevice, upperBound: 1, lowerBound: 3 },
    };
    const { minimum, maximum } = drawPopulation(device, 2000, 1);
    // On/off 2: Gmin is a whole range above 0.
    expect(Math.min(...minimum)).toBeGreaterThanOrEqual(-1 - 1e-6);
    for (const [i, low] of minimum.entries()) expect(maximum[i]).toBeGreaterThan(low);
  });
});
