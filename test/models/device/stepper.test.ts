import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyPulses,
  compileDevice,
  compileDirection,
  DEVICE_NAMES,
  loadDevice,
  curvatureOf,
  parseDevice,
  sweep,
  type Device,
  type Direction,
  type PulseStep,
  type Response,
} from "../../../models/device/index.ts";
import { pulseOf } from "../../../models/device/response.ts";
import { TABLE_NODES } from "../../../models/device/stepper.ts";

function deviceOf(ltp: Direction, ltd: Direction = ltp): Device {
  return parseDevice({ name: "d", title: "d", source: "a test", ltp, ltd }, "d");
}

const exponential = (nonlinearity: number, pulses = 64): Direction => ({
  pulses,
  response: { kind: "exponential", nonlinearity },
});

const of = (response: Response, pulses = 10): Direction => ({ pulses, response });

/** NeuroSim's Cell.cpp in words: position on the LTP form from g, moved by n, back to g, clipped. */
function neuroSim(g: number, n: number, nonlinearity: number, pulses: number): number {
  const a = pulses / curvatureOf(nonlinearity);
  const b = 1 / (1 - Math.exp(-pulses / a));
  const position = -a * Math.log(1 - g / b);
  return Math.min(1, Math.max(0, b * (1 - Math.exp(-(position + n) / a))));
}

describe("sweep(step, direction, pulses)", () => {
  it.each([-7, -2.4, 0, 0.01, 1, 4.88, 7])("with label %d ends exactly at the other end of the range", (label) => {
    const { ltp, ltd } = compileDevice(deviceOf(exponential(label)));
    expect(sweep(ltp, "ltp", 64).at(-1)).toBeCloseTo(1, 9);
    expect(sweep(ltd, "ltd", 64).at(-1)).toBeCloseTo(0, 9);
  });

  it("with label 9 up and -9 down, NeuroSim's steepest, does so too", () => {
    const { ltp, ltd } = compileDevice(deviceOf(exponential(9), exponential(-9)));
    expect(sweep(ltp, "ltp", 64).at(-1)).toBeCloseTo(1, 9);
    expect(sweep(ltd, "ltd", 64).at(-1)).toBeCloseTo(0, 9);
  });

  it("is linear for label 0, as for kind linear", () => {
    const { ltp } = compileDevice(deviceOf(exponential(0, 4)));
    expect(sweep(ltp, "ltp", 4)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(compileDevice(deviceOf(of({ kind: "linear" }, 4))).ltp).toEqual(ltp);
  });

  it("has a first step exp((1 − 1/pulses)/A) times the last", () => {
    const curve = sweep(compileDirection(deviceOf(exponential(2.4)), "ltp"), "ltp", 64);
    const [first, last] = [(curve[1] ?? 0) - (curve[0] ?? 0), (curve[64] ?? 0) - (curve[63] ?? 0)];
    expect(first / last).toBeCloseTo(Math.exp((1 - 1 / 64) * curvatureOf(2.4)), 8);
  });

  it("of LTD with a negative label mirrors LTP with the positive one", () => {
    const { ltp, ltd } = compileDevice(deviceOf(exponential(2.4), exponential(-2.4)));
    const up = sweep(ltp, "ltp", 64);
    for (const [p, g] of sweep(ltd, "ltd", 64).entries()) expect(g).toBeCloseTo(1 - (up[p] ?? 0), 12);
  });

  it("of LTD with a positive label retraces LTP", () => {
    const { ltp, ltd } = compileDevice(deviceOf(exponential(2.4), exponential(2.4)));
    const up = sweep(ltp, "ltp", 64);
    for (const [p, g] of sweep(ltd, "ltd", 64).entries()) expect(g).toBeCloseTo(up[64 - p] ?? 0, 10);
  });
});

describe("applyPulses(step, g, pulses)", () => {
  it("of an exponential is NeuroSim's position, moved by n, for both directions and signs", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 30 }),
        fc.double({ min: 0.05, max: 6, noNaN: true }),
        fc.boolean(),
        (g, n, label, isNegative) => {
          const signed = isNegative ? -label : label;
          const { ltp, ltd } = compileDevice(deviceOf(exponential(label), exponential(signed)));
          expect(applyPulses(ltp, g, n)).toBeCloseTo(neuroSim(g, n, label, 64), 9);
          expect(applyPulses(ltd, g, n)).toBeCloseTo(neuroSim(g, -n, signed, 64), 9);
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });

  it("of many pulses is that of one after another, also against the end", () => {
    for (const name of DEVICE_NAMES) {
      const steps = compileDevice(loadDevice(name));
      for (const step of [steps.ltp, steps.ltd]) {
        let g = 0.6;
        for (let pulse = 0; pulse < 25; pulse++) g = applyPulses(step, g, 1);
        expect(applyPulses(step, 0.6, 25)).toBeCloseTo(g, 12);
      }
    }
  });

  it("of an LTP step is the one of AIHWKit's SoftBoundsPmax with alpha = 1/(A·pulses) and CrossSim's with alpha = 1/A", () => {
    const [pulses, label, g] = [50, 1.94, 0.37];
    const step = applyPulses(compileDirection(deviceOf(exponential(label, pulses)), "ltp"), g, 1) - g;
    const alpha = curvatureOf(label);
    // SoftBoundsPmax, range 0 … 1: w_max = B, the next point of w(p) = B(1 − exp(−alpha p)).
    const b = 1 / (1 - Math.exp(-alpha));
    expect(step).toBeCloseTo((b - g) * (1 - Math.exp(-alpha / pulses)), 12);
    // CrossSim, asymmetric: (w0 + wmin − w)(1 − exp(−alpha d)), d = 1/pulses, w0 = range/(1 − exp(−alpha)).
    expect(step).toBeCloseTo((1 / (1 - Math.exp(-alpha)) - g) * (1 - Math.exp(-alpha / pulses)), 12);
  });

  it("of soft bounds covers the rate of what is left", () => {
    const { ltp, ltd } = compileDevice(deviceOf(of({ kind: "soft-bounds", rate: 0.5 })));
    expect(applyPulses(ltp, 0, 3)).toBeCloseTo(0.875, 12);
    expect(applyPulses(ltd, 1, 3)).toBeCloseTo(0.125, 12);
  });

  it("of a power step is step·(bound − u)^exponent", () => {
    const { ltp, ltd } = compileDevice(deviceOf(of({ kind: "power-step", step: 0.1, exponent: 2 })));
    expect(applyPulses(ltp, 0.5, 1)).toBeCloseTo(0.525, 6);
    expect(applyPulses(ltd, 0.5, 1)).toBeCloseTo(0.475, 6);
  });

  it("of a piecewise response goes by straight lines through its steps", () => {
    const { ltp, ltd } = compileDevice(deviceOf(of({ kind: "piecewise", steps: [0.2, 0.1, 0] })));
    expect(applyPulses(ltp, 0.25, 1)).toBeCloseTo(0.4, 6);
    expect(applyPulses(ltd, 0.75, 1)).toBeCloseTo(0.6, 6);
    expect(applyPulses(ltp, 1, 5)).toBe(1);
  });
});

describe("compileDevice(device)", () => {
  it("makes no pulse of any preset go backwards", () => {
    for (const name of DEVICE_NAMES) {
      const { ltp, ltd } = compileDevice(loadDevice(name));
      for (let g = 0; g <= 1; g += 1 / 64) {
        expect(applyPulses(ltp, g, 1), name).toBeGreaterThanOrEqual(g - 1e-12);
        expect(applyPulses(ltd, g, 1), name).toBeLessThanOrEqual(g + 1e-12);
      }
    }
  });

  it("takes a label near the limit to a jump, not to NaN", () => {
    for (const label of [10.1, -10.1]) {
      const { ltp, ltd } = compileDevice(deviceOf(exponential(label, 2)));
      for (const g of [0, 0.5, 1]) {
        expect(applyPulses(ltp, g, 3)).toBeGreaterThanOrEqual(g);
        expect(applyPulses(ltd, g, 3)).toBeLessThanOrEqual(g);
      }
    }
  });

  it("tabulates the steepest preset, AIHWKit's ReRamES, to 1e-4 of its nominal step", () => {
    const device = loadDevice("aihwkit-reram-es");
    const pulse = pulseOf(device.ltd, "ltd");
    const step: PulseStep = compileDirection(device, "ltd");
    if (pulse.kind !== "curved" || step.kind !== "table") throw new Error("expected a table");
    expect(step.steps).toHaveLength(TABLE_NODES);
    for (let i = 0; i < 5000; i++) {
      const g = 0.2 + (0.8 * (i + 0.5)) / 5000;
      const error = g - applyPulses(step, g, 1) - pulse.step(1 - g);
      expect(Math.abs(error) * device.ltd.pulses).toBeLessThan(1e-4);
    }
  });
});
