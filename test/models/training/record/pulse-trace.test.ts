import { arraysOf } from "../../../../src/core/training.ts";
import { describe, expect, it } from "vitest";
import {
  loadReference,
  loadTask,
  slotCycles,
  type TaskDescription,
  type TracedPulse,
  traceHeader,
  traceLayer,
  traceLine,
  trainOnDevice,
} from "../../../../models/training/index.ts";
import { initialWeights } from "../../../../models/training/run/initial-weights.ts";
import { unitOfLayer } from "../../../../models/training/run/layer-trainer.ts";
import { SynapseArray } from "../../../../models/training/devices/synapse-array.ts";
import type { ParameterValues } from "../../../../src/core/parameters.ts";
import { device, unit } from "../units.ts";
import { cyclesPerExample } from "../../../support/cycles-per-example.ts";
import { PLAIN_TRAINING } from "../../../support/plain-training.ts";

const TASK: TaskDescription = {
  data: "digits",
  dataSeed: 1,
  layers: [64, 12, 10],
  activation: "sigmoid",
  epochs: 1,
  examples: 40,
  batch: 1,
  learningRate: 0.3,
  weightRange: 1,
  deltaScale: "fixed",
  ...PLAIN_TRAINING,
};
const CYCLES = { ltpWidth: 5, ltdWidth: 8, resetWidth: 11, gap: 2 };
const DEVICE = device({ pulses: 30 });

function traced(values: ParameterValues) {
  const shape = unit({ lanes: 5, ...values });
  const pulses: TracedPulse[] = [];
  const clock = { cycle: 0 };
  const arrays: SynapseArray[] = [];
  const result = trainOnDevice({
    device: DEVICE,
    unit: shape,
    task: loadTask(TASK),
    seed: 1,
    reference: loadReference(TASK, 1),
    registers: { refreshPeriod: 4, refreshUpper: 0.5, refreshLower: 0.1, verifyWindow: 0, verifyAttempts: 9 },
    listener: (layer, layerShape) =>
      traceLayer({ layer, shape: layerShape, cycles: CYCLES, clock }, (pulse) => pulses.push(pulse)),
  });
  return { shape, pulses, clock, arrays, statistics: result.statistics };
}

/** Pulses fresh devices as a trace says. */
function replay(shape: ReturnType<typeof unit>, pulses: readonly TracedPulse[], layer: number): SynapseArray {
  const [rows, columns] = [TASK.layers[layer] ?? 0, TASK.layers[layer + 1] ?? 0];
  const array = new SynapseArray(unitOfLayer(shape, rows, columns), DEVICE, 1, 1);
  array.program(initialWeights(arraysOf(TASK), 1, 1)[layer] ?? new Float32Array());
  for (const each of pulses) {
    if (each.layer !== layer) continue;
    const index = each.row * columns + each.column + (each.device === "minus" ? rows * columns : 0);
    if (each.direction === "reset") array.devices.reset(index);
    else array.devices.pulse(index, each.direction === "LTP" ? 1 : -1);
  }
  return array;
}

describe("traceLayer(layer, emit)", () => {
  it.each([
    ["single", {}],
    ["pair-bidirectional, all at once", { scheme: "pair-bidirectional", phases: "simultaneous" }],
    ["stochastic trains", { product: "coincidence", encoding: "stochastic", maxPulses: 31 }],
    ["accumulator", { accumulator: "cell", accumulatorBits: 18 }],
    ["unidirectional pair with refresh", { scheme: "pair-unidirectional", refresh: "open-loop" }],
  ])("%s: the pulses are those of the training, in time", (_, values) => {
    const { shape, pulses, clock, statistics } = traced(values);
    statistics.layers.forEach(({ perExample }, layer) => {
      const { devices } = replay(shape, pulses, layer);
      const all = devices.totals;
      expect(all.ltpPulses).toBe(Math.round(perExample.ltpPulses * 40));
      expect(all.ltdPulses).toBe(Math.round(perExample.ltdPulses * 40));
      expect(all.resets).toBe(Math.round(perExample.resets * 40));
      // Pulse by pulse the devices go the same way, so the conductance during pulses is the same, too.
      expect(all.ltpConductance / (40 * perExample.ltpConductance)).toBeCloseTo(1, 2);
    });
    expect(pulses.length).toBeGreaterThan(100);
    for (let k = 1; k < pulses.length; k++) {
      const [before, now] = [pulses[k - 1], pulses[k]];
      expect(now?.cycle).toBeGreaterThanOrEqual(before?.cycle ?? 0);
      if (now?.cycle !== before?.cycle && !("phases" in values))
        expect(now?.cycle).toBeGreaterThanOrEqual((before?.cycle ?? 0) + (before?.width ?? 0) + CYCLES.gap);
    }
    expect(clock.cycle / 40).toBeCloseTo(cyclesPerExample(statistics, CYCLES).all, 6);
  });

  it("refuses units whose pulses depend on reads", () => {
    expect(() => traced({ writeVerify: "on" })).toThrow("--trace: writeVerify: got on");
    expect(() => traced({ scheme: "pair-unidirectional", refresh: "verified" })).toThrow(
      "--trace: refresh: got verified",
    );
  });
});

describe("traceLine(pulse, clockMhz)", () => {
  it("has seconds", () => {
    const pulse = { cycle: 150, layer: 0, row: 3, column: 7, device: "plus", direction: "LTP", width: 25 } as const;
    expect(traceLine(pulse, 100)).toBe("0.0000015,0,3,7,plus,LTP,2.5e-7\n");
  });

  it("traceHeader(title) says what the columns are", () => {
    const title = {
      device: "d",
      scheme: "single",
      encoding: "sign",
      layers: [4, 2],
      seed: 1,
      examples: 3,
      clockMhz: 100,
    };
    const lines = traceHeader({ ...title, cycles: CYCLES, voltagesV: { ltp: 2, ltd: -2 } }).split("\n");
    expect(lines.at(-2)).toBe("time_s,layer,row,column,device,direction,width_s");
    expect(lines.slice(0, -2).every((line) => line.startsWith("# "))).toBe(true);
    expect(lines.join()).toContain("LTP 2 V, LTD -2 V");
  });
});

describe("slotCycles(shape, device, clockMhz)", () => {
  const electrical = {
    minimumS: 1e-6,
    maximumS: 1e-5,
    ltp: { voltageV: 2, widthNs: 300_000 },
    ltd: { voltageV: -2, widthNs: 75 },
  };

  it("rounds up to cycles", () => {
    const cycles = slotCycles(unit({ widthBits: 24 }), device({ electrical }), 100);
    expect(cycles).toEqual({ ltpWidth: 30_000, ltdWidth: 8, resetWidth: 8, gap: 0 });
  });

  it("refuses a counter that is too short, by name", () => {
    expect(() => slotCycles(unit({ widthBits: 14 }), device({ electrical }), 100)).toThrow(
      "widthBits: got 14, expected at least 15, or prescale 2: LTP pulse of 300 µs is 30000 cycles at 100 MHz (device test)",
    );
  });
});
