import { describe, expect, it } from "vitest";
import type { Device, Response } from "../../../../models/device/device.ts";
import type { FittedKind } from "../../../../models/device/fit/candidates.ts";
import { fitDevice, type DeviceFit } from "../../../../models/device/fit/fit-device.ts";
import { FIT_BOUND } from "../../../../models/device/fit/fit-direction.ts";
import { parseMeasurement } from "../../../../models/device/fit/read-measurement.ts";
import { parseDevice } from "../../../../models/device/read-device.ts";
import { compileDirection, sweep } from "../../../../models/device/stepper.ts";
import { syntheticCsv, type SyntheticSweeps } from "./synthetic.ts";

function deviceOf(ltp: Response, ltd: Response, pulses = 64): Device {
  const directions = { ltp: { pulses, response: ltp }, ltd: { pulses, response: ltd } };
  return parseDevice({ name: "d", title: "d", source: "a test", ...directions }, "d");
}

const label = (nonlinearity: number): Response => ({ kind: "exponential", nonlinearity });

function fitOf(sweeps: SyntheticSweeps, response?: FittedKind): DeviceFit {
  return fitDevice(parseMeasurement(syntheticCsv(sweeps), "data.csv"), { name: "fitted", file: "data.csv", response });
}

function labelOf(response: Response): number {
  return response.kind === "exponential" ? response.nonlinearity : NaN;
}

describe("fitDevice(measurement, options)", () => {
  it.each([
    [2.4, -4.88],
    [1.75, 1.46],
    [0.5, -0.5],
    [-3, 6],
  ])("of a device without noise finds its labels %d and %d, signs included, its states and its range", (up, down) => {
    const { device, ltp, ltd, minimumS, maximumS } = fitOf({ device: deviceOf(label(up), label(down)) });
    expect(labelOf(device.ltp.response)).toBeCloseTo(up, 5);
    expect(labelOf(device.ltd.response)).toBeCloseTo(down, 5);
    expect(device.ltp.pulses).toBe(64);
    expect([minimumS * 1e6, maximumS * 1e6]).toEqual([expect.closeTo(1, 6), expect.closeTo(9, 6)]);
    expect(Math.max(ltp.chosen.rms, ltd.chosen.rms)).toBeLessThan(1e-6);
    expect(device.cycleToCycle.sigma).toBeLessThan(1e-6);
  });

  it("of a linear device takes the straight line", () => {
    const { device } = fitOf({
      device: deviceOf({ kind: "linear" }, { kind: "linear" }),
      readingNoise: 0.01,
      cycles: 2,
    });
    expect(device.ltp.response.kind).toBe("linear");
    expect(device.ltd.response.kind).toBe("linear");
  });

  it("of a power step finds a curve of power steps", () => {
    const power: Response = { kind: "power-step", step: 0.05, exponent: 2 };
    const { ltp } = fitOf({ device: deviceOf(power, power, 50) });
    expect(ltp.chosen.kind).toBe("power-step");
    expect(ltp.chosen.response).toMatchObject({ exponent: expect.closeTo(2, 1) });
    expect(ltp.chosen.rms).toBeLessThan(1e-3);
  });

  it("of readings with noise finds labels, the noise of a pulse, and that of a reading apart from it", () => {
    const device = deviceOf(label(2.4), label(-2.4));
    const noisy = fitOf({ device, pulseNoise: 0.005, readingNoise: 0.01, cycles: 10, seed: 3 });
    expect(Math.abs(labelOf(noisy.device.ltp.response) - 2.4)).toBeLessThan(0.15);
    expect(Math.abs(labelOf(noisy.device.ltd.response) + 2.4)).toBeLessThan(0.15);
    expect(noisy.device.cycleToCycle).toMatchObject({ of: "range", sigma: expect.closeTo(0.005, 2.7) });
    expect(noisy.ltp.noise.reading).toBeCloseTo(0.01, 2.5);
    // Noise makes single readings fall on the way up.
    const up = noisy.ltp.readings.slice(0, 65).map(({ conductanceS }) => conductanceS);
    expect(up.some((each, i) => i > 0 && each < (up[i - 1] ?? 0))).toBe(true);
  });

  it("says how far unequal end points lie apart, and takes the mean", () => {
    const device = deviceOf(label(2), label(-2));
    const { gaps, minimumS, maximumS, ltp, ltd } = fitOf({ device, ltpS: [1e-6, 10e-6], ltdS: [2e-6, 9e-6] });
    expect([ltp.endS * 1e6, ltd.startS * 1e6]).toEqual([expect.closeTo(10, 5), expect.closeTo(9, 5)]);
    expect([minimumS * 1e6, maximumS * 1e6]).toEqual([expect.closeTo(1.5, 5), expect.closeTo(9.5, 5)]);
    expect(gaps).toEqual({ top: expect.closeTo(1 / 8, 5), bottom: expect.closeTo(-1 / 8, 5) });
  });

  it("of a curve that no family has falls back to the steps as measured", () => {
    // Slow, fast, slow: an S.
    const rows = Array.from({ length: 41 }, (_, p) => {
      const g = 1 / (1 + Math.exp((20 - p) / 3));
      return `ltp,${p},${1e-6 + g * 1e-6}\nltd,${p},${2e-6 - g * 1e-6}`;
    });
    const measurement = parseMeasurement(`direction,pulse,conductance_S\n${rows.join("\n")}`, "s.csv");
    const { device, ltp } = fitDevice(measurement, { name: "s", file: "s.csv" });
    expect(ltp.candidates.filter(({ kind }) => kind === "linear" || kind === "exponential")).toSatisfy(
      (curves: DeviceFit["ltp"]["candidates"]) => curves.every(({ rms }) => rms > FIT_BOUND),
    );
    expect(device.ltp.response.kind).toBe("piecewise");
    expect(ltp.chosen.rms).toBeLessThan(0.03);
  });

  it("of readings that are mostly noise keeps the curve: measured steps would follow the noise", () => {
    const { ltp } = fitOf({ device: deviceOf(label(2), label(-2)), readingNoise: 0.12, seed: 4 });
    expect(ltp.chosen.rms).toBeGreaterThan(FIT_BOUND);
    expect(ltp.chosen.kind).not.toBe("piecewise");
  });

  it("refuses directions without a common range", () => {
    const device = deviceOf(label(1), label(-1));
    const apart = () => fitOf({ device, ltpS: [1e-6, 2e-6], ltdS: [9e-6, 10e-6] });
    expect(apart).toThrow(
      /^data\.csv: got LTP from 1\.0000e-6 S to 2\.0000e-6 S and LTD from .*, expected ranges that overlap/,
    );
  });

  it("takes the steps as measured when asked to, and they retrace the sweep", () => {
    const source = deviceOf(label(2.4), label(-2.4));
    const { device } = fitOf({ device: source }, "piecewise");
    expect(device.ltp.response.kind).toBe("piecewise");
    const expected = sweep(compileDirection(source, "ltp"), "ltp", 64);
    for (const [p, g] of sweep(compileDirection(device, "ltp"), "ltp", 64).entries()) {
      expect(Math.abs(g - (expected[p] ?? 0))).toBeLessThan(0.02);
    }
  });

  it("asked for soft bounds, lets the range reach to the asymptotes", () => {
    const bounds: Response = { kind: "soft-bounds", rate: 0.04 };
    const { device, maximumS, minimumS } = fitOf({ device: deviceOf(bounds, bounds, 50) }, "soft-bounds");
    expect(device.ltp.response).toMatchObject({ kind: "soft-bounds", rate: expect.closeTo(0.04, 5) });
    // The sweeps go from one bound towards the other, so the bounds are the ends of the source.
    expect([minimumS * 1e6, maximumS * 1e6]).toEqual([expect.closeTo(1, 4), expect.closeTo(9, 4)]);
  });

  it("has energies only with pulses", () => {
    const device = deviceOf(label(1), label(-1));
    const measurement = parseMeasurement(syntheticCsv({ device }), "data.csv");
    const pulses = { ltp: { voltageV: 2, widthNs: 100 }, ltd: { voltageV: -2, widthNs: 100 } };
    expect(fitDevice(measurement, { name: "a", file: "data.csv" }).device.electrical).toBeUndefined();
    const { electrical } = fitDevice(measurement, { name: "a", file: "data.csv", pulses }).device;
    expect(electrical).toMatchObject({ ...pulses, maximumS: expect.closeTo(9e-6, 10) });
  });

  it("gives a device that its own reader takes back", () => {
    const { device } = fitOf({ device: deviceOf(label(1), label(-1)), readingNoise: 0.02 });
    expect(parseDevice(JSON.parse(JSON.stringify(device)), "back.json")).toEqual(device);
  });

  it("does not take the steps as measured for a response, where they end at the conductance that they began at", () => {
    const lines = [1, 0.2, 0.4, 0.6, 1, 2, 3, 4, 5, 6, 7, 1].map((level, pulse) => `ltp,${pulse},${level}e-6,1`);
    const falling = [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((level, pulse) => `ltd,${pulse},${level}e-6,1`);
    const csv = ["direction,pulse,conductance_S,cycle", ...lines, ...falling].join("\n");
    const fit = (response?: FittedKind) =>
      fitDevice(parseMeasurement(csv, "data.csv"), { name: "d", file: "data.csv", response });
    const { ltp } = fit();
    expect(ltp.candidates.map(({ kind }) => kind)).not.toContain("piecewise");
    expect(ltp.candidates.every(({ rms }) => Number.isFinite(rms))).toBe(true);
    expect(() => fit("piecewise")).toThrow("data.csv: ltp: got no range of conductance for piecewise, expected one");
  });

  it("refuses conductance that goes the wrong way", () => {
    const csv = syntheticCsv({ device: deviceOf(label(1), label(-1)) });
    const swapped = csv.replaceAll("ltp,", "x,").replaceAll("ltd,", "ltp,").replaceAll("x,", "ltd,");
    const fit = () => fitDevice(parseMeasurement(swapped, "swapped.csv"), { name: "a", file: "swapped.csv" });
    expect(fit).toThrow("swapped.csv: ltp: got falling conductance, expected rising with the pulses");
  });
});
