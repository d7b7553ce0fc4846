import { describe, expect, it } from "vitest";
import { applyPulses, compileDevice, loadDevice, NO_SPREAD } from "../../../../models/device/index.ts";
import { DeviceArray } from "../../../../models/training/devices/device-array.ts";
import { GaussianNoise } from "../../../../models/training/devices/gaussian-noise.ts";
import { device, exponential } from "../units.ts";

function spreadOf(values: readonly number[]): { mean: number; sigma: number } {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  return { mean, sigma: Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length) };
}

describe("DeviceArray", () => {
  it.each([
    ["linear", device()],
    ["exponential", device({ ltp: exponential(2.4), ltd: exponential(-4.88) })],
    [
      "a table",
      device({
        ltp: { kind: "power-step", step: 0.1, exponent: 2 },
        ltd: { kind: "power-step", step: 0.1, exponent: 1 },
      }),
    ],
  ])("pulse(index, n) goes as applyPulses says: %s", (_, each) => {
    const array = new DeviceArray(each, 1, 1);
    const { ltp, ltd } = compileDevice(each);
    let g = 0.3;
    array.program(0, g);
    for (const pulses of [1, 5, -3, 2, -7, 40, -60]) {
      g = applyPulses(pulses > 0 ? ltp : ltd, g, Math.abs(pulses));
      array.pulse(0, pulses);
      expect(array.g[0]).toBeCloseTo(g, 5);
    }
  });

  it("counts pulses, wear and the conductance during pulses", () => {
    const array = new DeviceArray(device({ pulses: 10 }), 2, 1);
    array.pulse(0, 4);
    array.pulse(0, -1);
    array.reset(1);
    expect(array.totals).toMatchObject({ ltpPulses: 4, ltdPulses: 1, resets: 1 });
    // Up from 0 to 0.4 in four pulses, mean 0.2; down to 0.3, mean 0.35.
    expect(array.totals.ltpConductance).toBeCloseTo(4 * 0.2, 6);
    expect(array.totals.ltdConductance).toBeCloseTo(0.35, 6);
    expect([...array.wear]).toEqual([5, 1]);
  });

  it("stays within the range, and code(index, bits) counts it from the bottom", () => {
    const array = new DeviceArray(device(), 1, 1);
    expect(array.code(0, 6)).toBe(0);
    array.pulse(0, 1000);
    expect([array.g[0], array.code(0, 6)]).toEqual([1, 63]);
    array.program(0, 0.5);
    expect(array.code(0, 6)).toBe(32);
  });

  it("adds noise of sigma·√n of the range for n pulses", () => {
    const array = new DeviceArray(device({ pulses: 1000, cycleToCycle: { of: "range", sigma: 0.01 } }), 4000, 7);
    for (let i = 0; i < 4000; i++) {
      array.program(i, 0.5);
      array.pulse(i, 9);
    }
    const mean = array.g.reduce((sum, g) => sum + g, 0) / 4000;
    const deviation = Math.sqrt(array.g.reduce((sum, g) => sum + (g - mean) ** 2, 0) / 4000);
    expect(mean).toBeCloseTo(0.509, 2);
    expect(deviation / 0.03).toBeCloseTo(1, 1);
  });

  it("multiplies each step by 1 + sigma·ξ where the noise is of the step", () => {
    const array = new DeviceArray(device({ pulses: 100, cycleToCycle: { of: "step", sigma: 0.5 } }), 4000, 7);
    for (let i = 0; i < 4000; i++) {
      array.program(i, 0.5);
      array.pulse(i, 4);
    }
    const deviation = Math.sqrt(array.g.reduce((sum, g) => sum + (g - 0.54) ** 2, 0) / 4000);
    expect(deviation / (0.01 * 0.5 * 2)).toBeCloseTo(1, 1);
  });

  it("adds noise of each device's own nominal step, whatever the step at g is: soft bounds with log-normal steps", () => {
    const { ltp, ltd, ...soft } = device({
      ltp: { kind: "soft-bounds", rate: 0.02 },
      ltd: { kind: "soft-bounds", rate: 0.02 },
      zero: 0.5,
      cycleToCycle: { of: "nominal-step", sigma: 2 },
      deviceToDevice: { ...NO_SPREAD, step: 0.5, stepDistribution: "log-normal", curve: "stretches-from-zero" },
    });
    const array = new DeviceArray({ ...soft, ltp, ltd }, 5, 7);
    const quiet = new DeviceArray({ ...soft, ltp, ltd, cycleToCycle: { of: "range", sigma: 0 } }, 5, 7);
    for (let i = 0; i < 5; i++) {
      quiet.program(i, 0.5);
      quiet.pulse(i, 1);
      const own = (quiet.g[i] as number) - 0.5;
      const from = 0.8;
      const values = Array.from({ length: 4000 }, () => {
        array.program(i, from);
        array.pulse(i, 1);
        return (array.g[i] as number) - from;
      });
      const { mean, sigma } = spreadOf(values);
      // At 0.8 the step is 0.4 of that at 0.5, the noise is not.
      expect(mean / own).toBeCloseTo(0.4, 0.5);
      expect(sigma / own / 2).toBeCloseTo(1, 1);
    }
  });

  it("adds a part of the range and of the way from weight 0 to the noise of a step", () => {
    const noise = { of: "step", sigma: 0.5, floor: 0.02, slope: 0.1 } as const;
    const array = new DeviceArray(device({ pulses: 100, zero: 0.2, cycleToCycle: noise }), 8000, 7);
    for (let i = 0; i < 8000; i++) {
      array.program(i, 0.5);
      array.pulse(i, -1);
    }
    const { mean, sigma } = spreadOf([...array.g]);
    expect(mean).toBeCloseTo(0.49, 2);
    expect(sigma / (0.5 * (0.01 + 0.02 + 0.1 * 0.3))).toBeCloseTo(1, 1);
  });

  it.each(["ag-a-si", "epiram", "hzo-fefet", "linear-64"])(
    "with effects of size 0 pulses to the same bit as without them: %s",
    (name) => {
      const plain = loadDevice(name);
      const { deviceToDevice, cycleToCycle } = plain;
      const effects = { zero: 0.5, writeNoise: 0, cycleToCycle: { ...cycleToCycle, floor: 0, slope: 0 } };
      const spread = { ...deviceToDevice, gamma: 0, gammaUpDown: 0, scale: { ltp: 1, ltd: 1 } };
      const leakage = { lifetime: 1e9, spread: 0.3, towards: 0.5 };
      const one = new DeviceArray(plain, 40, 9);
      const other = new DeviceArray({ ...plain, ...effects, leakage, deviceToDevice: spread }, 40, 9);
      for (let k = 0; k < 400; k++) {
        const pulses = ((k * 7) % 11) - 5 || 6;
        for (const array of [one, other]) {
          array.pulse(k % 40, pulses);
          array.passMiniBatch();
        }
      }
      expect(other.g).toEqual(one.g);
      expect(other.seen).toEqual(one.g);
    },
  );

  it("sees another value than the state after each write, and the same one until the next", () => {
    const array = new DeviceArray(device({ pulses: 100, writeNoise: 0.05 }), 1, 3);
    const plain = new DeviceArray(device({ pulses: 100 }), 1, 3);
    const off: number[] = [];
    for (let k = 0; k < 4000; k++) {
      const write = k % 2 === 0 ? 1 : -1;
      for (const each of [array, plain]) each.pulse(0, write);
      expect(array.g[0]).toBe(plain.g[0]);
      off.push((array.seen[0] as number) - (array.g[0] as number));
    }
    expect(plain.seen).toBe(plain.g);
    expect(spreadOf(off).mean).toBeCloseTo(0, 2);
    expect(spreadOf(off).sigma / 0.05).toBeCloseTo(1, 1);
    expect(new Set(off).size).toBeGreaterThan(1000);
    array.program(0, 0.5);
    expect(array.code(0, 6)).toBe(Math.floor((array.seen[0] as number) * 64));
  });

  it("never moves a stuck device", () => {
    const array = new DeviceArray(device({ stuck: { fraction: 1, at: "maximum" } }), 3, 1);
    array.pulse(0, -20);
    array.program(1, 0.2);
    array.reset(2);
    expect([array.g[0], array.g[1], array.g[2]]).toEqual([1, 1, 1]);
  });
});

describe("GaussianNoise", () => {
  it("has mean 0, variance 1, and the same deviates for the same seed", () => {
    const [noise, again] = [new GaussianNoise(5), new GaussianNoise(5)];
    const values = Array.from({ length: 40_000 }, () => noise.next());
    expect(again.next()).toBe(values[0]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(values.reduce((sum, value) => sum + value * value, 0) / values.length).toBeCloseTo(1, 1);
    expect(values.filter((value) => Math.abs(value) < 1).length / values.length).toBeCloseTo(0.683, 1);
  });
});
