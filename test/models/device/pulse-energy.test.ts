import { describe, expect, it } from "vitest";
import {
  applyPulses,
  compileDirection,
  conductanceS,
  loadDevice,
  meanPulseEnergyJ,
  writeEnergyJ,
  type PulseShape,
} from "../../../models/device/index.ts";

const memristor = loadDevice("ag-a-si");
const PULSE: PulseShape = { voltageV: 3.2, widthNs: 300_000 };

describe("writeEnergyJ(pulse, before, after, pulses)", () => {
  // NeuroSim's Cell.cpp with its default Ag:a-Si device, wires off, from Gmin; its A is from a table (0.499181).
  it.each([
    [1, 3.91297e-9, 1.0736e-11],
    [5, 7.08982e-9, 7.808e-11],
  ])("of a write of %d pulses is NeuroSim's: to %d S for %d J", (pulses, expectedS, expectedJ) => {
    const after = conductanceS(memristor, applyPulses(compileDirection(memristor, "ltp"), 0, pulses)) ?? NaN;
    expect(Math.abs(after / expectedS - 1)).toBeLessThan(1e-5);
    const before = conductanceS(memristor, 0) ?? NaN;
    expect(writeEnergyJ(PULSE, before, after, pulses) / expectedJ).toBeCloseTo(1, 4);
  });

  it("does not look at the sign of the voltage", () => {
    expect(writeEnergyJ({ voltageV: -2, widthNs: 1 }, 1, 3)).toBeCloseTo(4 * 2 * 1e-9, 20);
  });
});

describe("meanPulseEnergyJ(device, direction)", () => {
  it.each([
    ["ag-a-si", 63.8, 48.9],
    ["taox-hfox", 0.704, 0.704],
    ["pcmo", 99.7, 99.7],
    ["alox-hfo2", 2940, 3630],
    ["gst-pcm", 328, 126],
    ["epiram", 787, 283],
    ["hzo-fefet", 0.91, 0.6],
  ])("of %s is %d pJ up and %d pJ down", (name, ltp, ltd) => {
    const device = loadDevice(name);
    expect((meanPulseEnergyJ(device, "ltp") ?? NaN) * 1e12).toSatisfy((pj: number) => Math.abs(pj / ltp - 1) < 0.01);
    expect((meanPulseEnergyJ(device, "ltd") ?? NaN) * 1e12).toSatisfy((pj: number) => Math.abs(pj / ltd - 1) < 0.01);
  });

  it("is absent, not 0, for a device without voltages", () => {
    expect(meanPulseEnergyJ(loadDevice("aihwkit-ecram"), "ltp")).toBeUndefined();
    expect(conductanceS(loadDevice("aihwkit-ecram"), 0.5)).toBeUndefined();
  });
});
