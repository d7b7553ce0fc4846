import { describe, expect, it } from "vitest";
import { type ModuleTrace, PHASES } from "../../../generators/contract/index.ts";
import {
  meanTransitionsOf,
  mergePhases,
  portTransitions,
  priceTransitions,
  transitionsOf,
} from "../../../models/cost/transitions.ts";
import { ENERGY_TERMS } from "../../../models/technology/prices.ts";
import { add, ModuleBuilder, type Ports, xor } from "../../../src/hdl/index.ts";

const { hold, first, last } = PHASES;

/** One bit x in six cycles, in all streams alike; two tiles of three steps. */
function trace(bits: readonly number[], phases = [first, hold, last, first, hold, last]): ModuleTrace {
  return { cycles: bits.length, inputs: { x: Int32Array.from(bits, (bit) => -bit) }, phases: Uint8Array.from(phases) };
}

describe("mergePhases(phases, combine)", () => {
  const combine = (parts: readonly { readonly of: number; readonly weight: number }[]): number =>
    parts.reduce((sum, { of, weight }) => sum + weight * of, 0);

  it("books what a new tile costs more than a hold to the load: first + last − hold", () => {
    const phases = new Map([
      [first, 10],
      [hold, 2],
      [last, 5],
    ]);
    expect(mergePhases(phases, combine)).toEqual({ load: 13, hold: 2 });
    // A tile of four steps: 10 + 2 + 2 + 5 = one load and three holds.
    expect(13 + 3 * 2).toBe(10 + 2 + 2 + 5);
  });

  it("takes `first` for both where every step loads, and refuses a trace that loads nothing", () => {
    expect(mergePhases(new Map([[first, 10]]), combine)).toEqual({ load: 10, hold: 10 });
    expect(() => mergePhases(new Map([[hold, 1]]), combine)).toThrow("a trace loads no tile");
  });
});

describe("portTransitions(trace)", () => {
  it("counts a port that moves with the tile in load steps only", () => {
    expect(portTransitions(trace([0, 0, 0, 1, 1, 1])).get("x")).toEqual({ load: 1, hold: 0 });
  });

  it("counts transitions per bit and stream", () => {
    const two: ModuleTrace = {
      cycles: 3,
      inputs: { x: Int32Array.of(0, 0, 0xffff, 0, 0, 0) }, // bit 0 of the first word moves in 16 of 32 streams, twice
      phases: Uint8Array.of(first, first, first),
    };
    expect(portTransitions(two).get("x")).toEqual({ load: 0.25, hold: 0.25 });
  });

  it("has the ports of the trace, and no other", () => {
    expect([...portTransitions(trace([0, 1, 0, 1, 0, 1])).keys()]).toEqual(["x"]);
  });
});

describe("transitionsOf(module, trace)", () => {
  it("counts the register of a tile in the step that takes it in", () => {
    const m = new ModuleBuilder<Ports>("holder");
    m.output("y", m.registered("state_q", m.input("x", 1)));
    // x moves in `last`, the register follows in `first`.
    const { load: first, hold, flipFlops } = transitionsOf(m.build(), trace([0, 0, 1, 1, 1, 0]));
    const [load, held] = [first.transitions, hold.transitions];
    expect([load.register, load.input, load.reader, flipFlops]).toEqual([1, 1, 1, 1]);
    expect(ENERGY_TERMS.map((term) => held[term])).toEqual(ENERGY_TERMS.map(() => 0));
    expect(first.clock).toEqual({ ticks: 1, openGates: 0, shutGates: 0 });
  });

  it("counts a tick only in steps in which the clock gate is open", () => {
    const m = new ModuleBuilder<Ports>("holder");
    const x = m.input("x", 1);
    m.output("y", m.registered("state_q", x, { enable: x }));
    m.gateHeldRegisters(1);
    // x is 1 in hold and last, 0 in first.
    const { load, hold } = transitionsOf(m.build(), trace([0, 1, 1, 0, 1, 1]));
    expect(hold.clock).toEqual({ ticks: 1, openGates: 1, shutGates: 0 });
    expect(load.clock).toEqual({ ticks: 0, openGates: 0, shutGates: 1 });
  });
});

describe("meanTransitionsOf(module, transitions)", () => {
  it("moves every net alike, in load and in hold", () => {
    const m = new ModuleBuilder<Ports>("sample");
    const [a, b] = [m.input("a", 4), m.input("b", 4)];
    m.output("y", m.registered("state_q", xor(a, b)));
    m.output("z", add(a, b));
    const { load, hold: held, flipFlops } = meanTransitionsOf(m.build(), 0.25);
    expect(load).toEqual(held);
    const { xor: xors, register, sum, carry, gate, reader } = load.transitions;
    expect([xors, register, sum, carry, gate, flipFlops]).toEqual([1, 1, 1, 1, 0, 4]);
    expect(reader).toBe(2 * (1 + 1 + 1 + 1));
    expect(load.clock).toEqual({ ticks: 4, openGates: 0, shutGates: 0 });
  });
});

describe("priceTransitions(counts, prices)", () => {
  it("adds counts times prices over all terms", () => {
    const ones = Object.fromEntries(ENERGY_TERMS.map((term) => [term, 1])) as Record<
      (typeof ENERGY_TERMS)[number],
      number
    >;
    expect(priceTransitions({ ...ones, carry: 3 }, { ...ones, carry: 10 })).toBe(ENERGY_TERMS.length - 1 + 30);
  });
});
