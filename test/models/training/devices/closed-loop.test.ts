import { describe, expect, it } from "vitest";
import type { Slot, UnitShape, UpdateInput } from "../../../../generators/contract/index.ts";
import { OperationLog } from "../../../../generators/update-unit/golden/operation.ts";
import { refreshArray } from "../../../../generators/update-unit/golden/refresh.ts";
import { updateRows } from "../../../../generators/update-unit/golden/row-serial.ts";
import { resetRegisters } from "../../../../generators/update-unit/registers.ts";
import { USUAL_REGISTERS } from "../../../../models/training/index.ts";
import { ClosedLoop, type LoopRegisters } from "../../../../models/training/devices/closed-loop.ts";
import { pulsePlanner } from "../../../../models/training/planners/pulse-planner.ts";
import { PulsePlan } from "../../../../models/training/planners/pulse-plan.ts";
import { loopRegisters, rewriteNotice } from "../../../../models/training/devices/registers.ts";
import { SynapseArray } from "../../../../models/training/devices/synapse-array.ts";
import { Random } from "../../../../src/core/random.ts";
import { device, exponential, unit } from "../units.ts";

const DEVICE = device({ pulses: 40, ltp: exponential(1.5), ltd: exponential(-1) });
const LOOP: LoopRegisters = {
  refreshPeriod: 3,
  refreshUpper: 48,
  refreshLower: 16,
  rewriteGain: 3,
  verifyWindow: 1,
  verifyAttempts: 9,
};

/** A golden log whose slots pulse devices as they come, so that reads see them. */
class PulsingLog extends OperationLog {
  override readonly slots: Slot[];

  constructor(array: SynapseArray) {
    super();
    const slots: Slot[] = [];
    slots.push = (...added) => {
      for (const slot of added) pulseSlot(array, slot);
      return Array.prototype.push.apply(slots, added);
    };
    this.slots = slots;
  }
}

function pulseSlot({ devices, synapses, shape }: SynapseArray, { rows, lines }: Slot): void {
  for (const [kind, columns] of Object.entries(lines))
    for (const row of rows)
      for (const column of columns) {
        const plus = row * shape.columns + column;
        const at = kind.startsWith("minus") ? synapses + plus : plus;
        if (kind === "pair_reset") [plus, synapses + plus].forEach((each) => devices.reset(each));
        else devices.pulse(at, kind.endsWith("ltp") ? 1 : -1);
      }
}

/** The golden unit's reads and pulses against planner and loop, on two arrays of like devices. */
function compare(shape: UnitShape, operations: number): { readonly golden: OperationLog; readonly loop: ClosedLoop } {
  const [mine, theirs] = [new SynapseArray(shape, DEVICE, 1, 1), new SynapseArray(shape, DEVICE, 1, 1)];
  const random = new Random(4);
  const start = Float32Array.from({ length: shape.rows * shape.columns }, () => 1.6 * random.next() - 0.8);
  mine.program(start);
  theirs.program(start);
  const [planner, loop, log] = [pulsePlanner(shape), new ClosedLoop(mine, LOOP), new PulsingLog(theirs)];
  const registers = { ...resetRegisters(shape), ...LOOP, pulses: 6, shift: 5, threshold: 1, gap: 0 };
  const state = { sums: new Float64Array(0), words: undefined };
  let cycles = 0;
  for (let k = 1; k <= operations; k++) {
    const x = Int16Array.from({ length: shape.rows }, () => random.integer(0, 15));
    const delta = Int16Array.from({ length: shape.columns }, () => random.integer(-15, 15));
    const plan = planner.operate(x, delta, registers, true);
    if (shape.writeVerify === "on") loop.verify(plan);
    else mine.apply(plan);
    loop.afterUpdate(plan);
    cycles += plan.controlCycles + plan.ltpSlots + plan.ltdSlots + plan.bothSlots;
    const input: UpdateInput = { x, delta, apply: true, registers, read: (row, batch) => codes(theirs, row, batch) };
    log.cycles += 1 + Math.ceil(shape.columns / shape.lanes);
    updateRows(shape, state, input, log);
    if (shape.refresh !== "none" && k % LOOP.refreshPeriod === 0) refreshArray(shape, input, log);
    mine.devices.g.forEach((g, i) => expect(g).toBeCloseTo(theirs.devices.g[i] ?? 0, 4));
  }
  expect(cycles + loop.totals.resetSlots).toBe(log.cycles);
  return { golden: log, loop };
}

function codes({ devices, synapses, shape }: SynapseArray, row: number, batch: number) {
  const lanes = Math.min(shape.lanes, shape.columns - batch * shape.lanes);
  const first = row * shape.columns + batch * shape.lanes;
  const of = (from: number) => Array.from({ length: lanes }, (_, lane) => devices.code(from + lane, shape.adcBits));
  return { plus: of(first), minus: shape.scheme === "single" ? [] : of(synapses + first) };
}

const SIZE = { rounding: "round", rows: 5, columns: 7, lanes: 3, xBits: 4, deltaBits: 5, maxPulses: 6 };

describe("ClosedLoop", () => {
  it.each(["open-loop", "verified"])("refreshes as the golden unit does: %s", (refresh) => {
    const { golden, loop } = compare(unit({ ...SIZE, scheme: "pair-unidirectional", refresh }), 60);
    expect(loop.totals.resetSlots).toBe(golden.events.refreshed);
    expect(loop.totals.reads).toBe(golden.events.reads);
    expect(loop.totals.unverified).toBe(golden.events.unverified);
    expect(loop.totals.refreshedPairs).toBeGreaterThan(10);
  });

  it.each([
    ["single", "as-needed"],
    ["single", "fixed"],
    ["pair-bidirectional", "as-needed"],
    ["pair-fixed", "as-needed"],
    ["pair-unidirectional", "as-needed"],
  ])("write-verifies as the golden unit does: %s, %s", (scheme, pulseLength) => {
    const { golden, loop } = compare(unit({ ...SIZE, scheme, pulseLength, writeVerify: "on" }), 20);
    expect(loop.totals.reads).toBe(golden.events.reads);
    expect(loop.totals.unverified).toBe(golden.events.unverified);
  });

  it("refreshes what AIHWKit's truth table says", () => {
    const pairs = [
      [0.8, 0.3],
      [0.8, 0.2],
      [0.3, 0.8],
      [0.7, 0.7],
      [0.9, 0.1],
    ] as const;
    const shape = unit({
      scheme: "pair-unidirectional",
      refresh: "open-loop",
      rows: 1,
      columns: 5,
      lanes: 5,
      adcBits: 6,
    });
    const array = new SynapseArray(shape, device(), 1, 1);
    pairs.forEach(([plus, minus], s) => {
      array.devices.program(s, plus);
      array.devices.program(5 + s, minus);
    });
    const registers = loopRegisters(shape, device(), { ...USUAL_REGISTERS, refreshPeriod: 1 });
    new ClosedLoop(array, registers).afterUpdate(new PulsePlan(1));
    const refreshed = pairs.map((_, s) => array.devices.wear[s] !== 0);
    expect(refreshed).toEqual([true, false, true, false, false]);
    // The difference is written to the side that led, the other stays at its bottom.
    expect([array.devices.g[0], array.devices.g[5]].map((g) => g?.toFixed(1))).toEqual(["0.5", "0.0"]);
    expect([array.devices.g[2], array.devices.g[7]].map((g) => g?.toFixed(1))).toEqual(["0.0", "0.5"]);
  });
});

describe("loopRegisters(shape, device, settings)", () => {
  const shape = unit({ scheme: "pair-unidirectional", refresh: "open-loop", adcBits: 6 });

  it("gives the nominal pulses of a difference in codes, in quarters", () => {
    const gain = (pulses: number, adcBits: number): number =>
      loopRegisters({ ...shape, adcBits }, device({ pulses }), USUAL_REGISTERS).rewriteGain;
    expect([gain(64, 6), gain(32, 6), gain(128, 8), gain(4000, 6)]).toEqual([4, 2, 2, 15]);
  });

  it("rewriteNotice(shape, device) says where the register cannot hold it", () => {
    expect(rewriteNotice(shape, device({ pulses: 100 }))).toBeUndefined();
    expect(rewriteNotice(shape, device({ pulses: 1000 }))).toContain(
      "rewriting gives 3.75 pulses a code, 15.6 are wanted",
    );
    expect(rewriteNotice(unit({}), device({ pulses: 1000 }))).toBeUndefined();
  });

  it("refuses thresholds in the wrong order, by name", () => {
    const settings = { ...USUAL_REGISTERS, refreshUpper: 0.2, refreshLower: 0.6 };
    expect(() => loopRegisters(shape, device(), settings)).toThrow(
      "refreshLower: got 38, expected less than refreshUpper = 12",
    );
  });

  it("refuses more pulses than the counter holds, by name", () => {
    expect(() => loopRegisters(unit({}), device(), { ...USUAL_REGISTERS, pulses: 16 })).toThrow(
      "pulses: got 16, expected an integer from 0 to 15: the pulse counter holds no more (maxPulses)",
    );
  });

  it("refuses a number of pulses where trains have their own", () => {
    const trains = unit({ product: "coincidence", encoding: "deterministic", maxPulses: 16 });
    expect(() => loopRegisters(trains, device(), { ...USUAL_REGISTERS, pulses: 4 })).toThrow(
      "pulses: got 4, expected none",
    );
  });
});
