import { describe, expect, it } from "vitest";
import { UNIT_PARAMETERS, unitShape } from "../../../generators/update-unit/parameters.ts";
import { METRIC_COUNT, metricsOfRow } from "../../../src/core/metric-row.ts";
import { type Device, loadDevice } from "../../../models/device/index.ts";
import { createUpdateTerms, type KnownPulses } from "../../../models/update/update-terms.ts";
import type { ParameterValues } from "../../../src/core/parameters.ts";
import { conditions, COST, DEVICE, RECORD } from "./one-example.ts";

const DEFAULTS: ParameterValues = Object.fromEntries(UNIT_PARAMETERS.map(({ name, default: usual }) => [name, usual]));
function filled(values: ParameterValues, known: KnownPulses = RECORD, device: Device = DEVICE) {
  const terms = createUpdateTerms(conditions(device), () => known);
  const row = new Float64Array(METRIC_COUNT).fill(Number.NaN);
  const shape = unitShape({ ...DEFAULTS, rows: 2, columns: 1, lanes: 1, rounding: "truncate", ...values });
  const reason = terms.fill(row, shape, "d", COST);
  return { reason, metrics: metricsOfRow(row), why: terms.whyAbsent(shape, "d") };
}

describe("createUpdateTerms", () => {
  it("adds up an example by hand: control and pulses, C·V², V²·G·t", () => {
    const { reason, metrics } = filled({});
    expect(reason).toBeUndefined();
    // Golden: 1 + 1 batch; rows 2; row 0: 2 + 2 phases + 3 slots; 3 slots of 2 cycles.
    const [control, pulsing] = [11, 6];
    expect(metrics["updateLatencyUs"]).toBeCloseTo((control + pulsing) / 100, 12);
    expect(metrics["deviceTimeShare"]).toBeCloseTo(pulsing / (control + pulsing), 12);
    const unitFj = control * 100 + pulsing * 50 + (1000 * (control + pulsing)) / 100;
    expect(metrics["unitEnergyPerExampleNj"]).toBeCloseTo(unitFj / 1e6, 12);
    // 3 row pulses along 1 cell, 3 column pulses along 2 cells, 1 fF each, 1 V.
    expect(metrics["lineEnergyPerExampleNj"]).toBeCloseTo((3 * 1 + 3 * 2) / 1e6, 12);
    // Σ G = 3 · 1 µS + 1.5 · 2 µS.
    expect(metrics["deviceEnergyPerExampleNj"]).toBeCloseTo(6e-6 * 20e-9 * 1e9, 12);
    expect(metrics["refreshEnergyPerExampleNj"]).toBe(0);
    expect(metrics).toMatchObject({ accuracy: 0.75, arrays: 1, unitsAreaUm2: 10, pulsesPerDeviceMax: 3 });
    expect(metrics["accuracyLoss"]).toBeCloseTo(0.15, 12);
  });

  it("scales the slots of the sample to the pulses of the whole training", () => {
    const [layer] = RECORD.layers;
    if (layer === undefined) throw new Error("no layer");
    const perExample = { ...layer.perExample, ltpPulses: 6, ltpConductance: 3 };
    const { metrics } = filled({}, { ...RECORD, layers: [{ ...layer, perExample }] });
    expect(metrics["updateLatencyUs"]).toBeCloseTo((11 + 2 * 6) / 100, 12);
    const rare = {
      ...RECORD,
      sample: [[{ x: [0, 0], delta: [1], registers: { pulses: 15, shift: 0, threshold: 1 }, apply: true }]],
    };
    expect(filled({}, rare).metrics["deviceTimeShare"]).toBeGreaterThan(0.5);
  });

  it("has arrays side by side: the slowest one decides on latency, all of them on energy", () => {
    const [one, two] = [filled({}), filled({ rows: 1 })];
    expect(two.metrics["arrays"]).toBe(2);
    expect(Number(two.metrics["updateLatencyUs"])).toBeLessThan(Number(one.metrics["updateLatencyUs"]));
    expect(Number(two.metrics["unitEnergyPerExampleNj"])).toBeGreaterThan(
      Number(one.metrics["unitEnergyPerExampleNj"]),
    );
  });

  it("leaves energy and latency out for a device without volts, and says why", () => {
    const { metrics, reason, why } = filled({}, RECORD, loadDevice("linear-64"));
    expect(reason).toBeUndefined();
    expect(metrics).toHaveProperty("accuracy");
    expect(metrics).not.toHaveProperty("energyPerUpdatePj");
    expect(metrics).not.toHaveProperty("updateLatencyUs");
    expect(why).toBe("device d states no voltages, widths and conductances");
  });

  it("names the pulse that the width counter cannot time", () => {
    expect(filled({ widthBits: 1 }).reason).toBe(
      "widthBits: got 1, expected at least 2, or prescale 2: LTP pulse of 20 ns is 2 cycles at 100 MHz",
    );
  });

  it("passes on why a unit was not trained, with its area and fidelity", () => {
    const { reason, metrics } = filled({}, { kind: "skipped", reason: "not trained" });
    expect(reason).toBe("not trained");
    expect(Object.keys(metrics).toSorted()).toEqual(["arrays", "unitsAreaUm2", "updateBias", "updateDeviation"]);
  });

  it("throws where a number is impossible", () => {
    expect(() => filled({}, { ...RECORD, accuracy: Number.NaN })).toThrow("accuracy came out as NaN");
  });
});
