import { describe, expect, it } from "vitest";
import { synapseUpdate } from "../../../generators/synapse-update/index.ts";
import type { ParameterValues } from "../../../src/core/parameters.ts";
import { Simulator } from "../../../src/hdl/simulate.ts";
import { unitOf } from "../../support/random-unit.ts";

const SIZES = { rows: 2, columns: 2, lanes: 1, xBits: 2, deltaBits: 2, maxPulses: 2, widthBits: 2 };

interface AfterCancel {
  readonly isDoneNext: boolean;
  readonly isQuiet: boolean;
  /** Cycles of the first pulse of the next update: the register says 1 tick, that of resets 3. */
  readonly nextPulse: number;
}

/** Starts an update of pulses only, cancels it in this cycle, looks at all lines from the next but one on, and starts again. */
function cancelAt(values: ParameterValues, at: number): AfterCancel {
  const top = synapseUpdate.elaborate(values);
  const { lines } = synapseUpdate.unit(values);
  const simulator = new Simulator(top);
  for (const { name, width } of top.inputs)
    simulator.set(name, /valid|data|read_(plus|minus)/.test(name) ? 2n ** BigInt(width) - 1n : 0n);
  simulator.set("delta_data", 1n);
  simulator.reset();
  while (isHigh("busy")) step();
  if (top.inputs.some(({ name }) => name === "read_plus")) {
    write(6, 1n);
    write(10, 3n);
  }
  simulator.set("start", 1n);
  step();
  simulator.set("start", 0n);
  for (let cycle = 1; cycle < at; cycle++) step();
  simulator.set("cancel", 1n);
  step();
  const isDoneNext = isHigh("done") || !isHigh("busy");
  step();
  const rest = Array.from({ length: 8 }, () => {
    step();
    return [...lines, "row_lines"].every((port) => simulator.get(port) === 0n) && !isHigh("busy");
  });
  simulator.set("cancel", 0n);
  simulator.set("start", 1n);
  step();
  simulator.set("start", 0n);
  const isPulsed = (): boolean => lines.some((port) => port !== "pair_reset" && simulator.get(port) !== 0n);
  for (let cycle = 0; cycle < 40 && !isPulsed(); cycle++) step();
  let nextPulse = 0;
  for (; isPulsed(); nextPulse++) step();
  return { isDoneNext, isQuiet: rest.every(Boolean), nextPulse };

  function isHigh(port: string): boolean {
    simulator.evaluate();
    return simulator.get(port) === 1n;
  }

  function step(): void {
    simulator.evaluate();
    simulator.clock();
    simulator.evaluate();
  }

  function write(address: number, value: bigint): void {
    simulator.set("cfg_write", 1n);
    simulator.set("cfg_address", BigInt(address));
    simulator.set("cfg_write_data", value);
    step();
    simulator.set("cfg_write", 0n);
  }
}

describe("cancel", () => {
  it.each([
    ["row by row", {}],
    ["array-parallel", { product: "coincidence" }],
    ["with refresh", { scheme: "pair-unidirectional", refresh: "open-loop", adcBits: 2 }],
    ["in the middle of a tick", { prescale: 3 }],
    ["with a gated clock", { clockGating: "waiting", prescale: 3, phases: "simultaneous" }],
    [
      "with a gated clock and refresh",
      { clockGating: "waiting", scheme: "pair-unidirectional", refresh: "open-loop", adcBits: 2 },
    ],
    [
      "in the middle of a tick, with refresh",
      { prescale: 3, scheme: "pair-unidirectional", refresh: "open-loop", adcBits: 2 },
    ],
  ])(
    "ends an update in the next cycle, leaves no line on and the next update as it is, whenever it comes: %s",
    (_, change) => {
      const values = unitOf({ ...SIZES, ...change });
      expect(synapseUpdate.conflicts(values)).toEqual([]);
      for (let at = 1; at <= 40; at++)
        expect(cancelAt(values, at), `cycle ${at}`).toEqual({
          isDoneNext: true,
          isQuiet: true,
          nextPulse: Number(values["prescale"]),
        });
    },
  );
});
