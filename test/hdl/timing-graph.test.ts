import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  and,
  bit,
  choose,
  concat,
  constant,
  eq,
  fullAdder,
  ModuleBuilder,
  mux,
  named,
  not,
  slice,
  xor,
  type Signal,
  type Ports,
} from "../../src/hdl/index.ts";
import { ownPins } from "../../src/hdl/own-pins.ts";
import { PINS, STEPS, timingGraph, type TimingGraph } from "../../src/hdl/timing-graph.ts";
import { anyModule, moduleOf } from "../support/random-module.ts";

/** A module with inputs a and b of `width` bits, s of one, and one output. */
function sample(result: (a: Signal, b: Signal, s: Signal) => Signal, width = 1) {
  const m = new ModuleBuilder<Ports>("sample");
  return m.build({ y: result(m.input("a", width), m.input("b", width), m.input("s", 1)) });
}

/** Steps that are no ports, in order. */
function stepsOf(graph: TimingGraph): string[] {
  return [...graph.steps].map((step) => STEPS[step] ?? "").filter((step) => step !== "port");
}

function operandsOf({ operands, first }: TimingGraph, node: number): number[] {
  return [...operands.subarray(first[node], first[node + 1])];
}

/** Pins of a kind on each bit of a port. */
function pinsOn(graph: TimingGraph, port: string, kind: (typeof PINS)[number]): number[] {
  const nodes = graph.inputs.get(port) ?? [];
  const pins = ownPins(graph);
  return Array.from(nodes, (node) => pins[node * PINS.length + PINS.indexOf(kind)] ?? -1);
}

describe("timingGraph(module)", () => {
  it("has one step per gate and bit; inverters, slices and names are wires", () => {
    const graph = timingGraph(sample((a, b) => named("net", not(and(a, slice(concat(b, b), 1, 2)))), 2));
    expect(stepsOf(graph)).toEqual(["gate", "gate"]);
    expect(pinsOn(graph, "b", "gatePin")).toEqual([1, 1]);
  });

  it("lets a net leave through a buffer at each bit, if it leaves at several; a constant never", () => {
    const graph = timingGraph(sample((a) => concat(a, bit(a, 0), constant(2, 3)), 2));
    expect(stepsOf(graph)).toEqual(["portBuffer", "portBuffer"]);
    const [low, high] = graph.inputs.get("a") ?? [];
    const [first, second, third, ...rest] = graph.outputs.get("y") ?? [];
    expect([first, third].map((node) => operandsOf(graph, node ?? -1))).toEqual([[low], [low]]);
    expect([second, rest]).toEqual([high, [-1, -1]]);
  });

  it("makes of a + b one full adder per bit in a row, the lowest a half adder", () => {
    const graph = timingGraph(sample((a, b) => add(a, b), 3));
    expect(stepsOf(graph)).toEqual(["halfSum", "halfCarry", "sum", "carry", "sum", "carry"]);
    const [a, b] = [graph.inputs.get("a") ?? [], graph.inputs.get("b") ?? []];
    const carries = [...graph.steps.keys()].filter((node) => /arry/.test(STEPS[graph.steps[node] ?? 0] ?? ""));
    expect(carries.map((node) => operandsOf(graph, node))).toEqual([
      [a[0], b[0]],
      [a[1], b[1], carries[0]],
      [a[2], b[2], carries[1]],
    ]);
  });

  it("counts an input of a full adder as one pin, though sum and carry both read it", () => {
    const graph = timingGraph(sample((a, b, s) => concat(...Object.values(fullAdder("fa", a, b, s)))));
    expect(stepsOf(graph)).toEqual(["sum", "carry"]);
    for (const port of ["a", "b", "s"]) expect(pinsOn(graph, port, "adderPin")).toEqual([1]);
  });

  it("lets constants vanish: an AND with 1 is a wire, a choice between a bit and 0 a gate", () => {
    expect(stepsOf(timingGraph(sample((a) => and(a, constant(1, 1)))))).toEqual([]);
    expect(stepsOf(timingGraph(sample((a, _, s) => mux(s, a, constant(1, 0)))))).toEqual(["gate"]);
    const graph = timingGraph(sample(() => constant(1, 1)));
    expect([...(graph.outputs.get("y") ?? [])]).toEqual([-1]);
  });

  it("has no operand that is a constant: an adder of one is half adders at most in its lowest bit", () => {
    const graph = timingGraph(sample((a) => add(a, constant(8, 5)), 8));
    expect(graph.operands.every((operand) => operand >= 0)).toBe(true);
    expect(stepsOf(graph).slice(0, 2)).toEqual(["halfSum", "halfCarry"]);
  });

  it("makes a comparison and a selection one step each, with all their operands", () => {
    const equal = timingGraph(sample((a, b) => eq(a, b), 4));
    expect(stepsOf(equal)).toEqual(["equal"]);
    expect(operandsOf(equal, equal.steps.length - 1)).toHaveLength(8);
    const chosen = timingGraph(sample((a, b, s) => choose([s, bit(a, 0)], [a, b]), 2));
    expect(stepsOf(chosen)).toEqual(["choose", "choose"]);
    expect(operandsOf(chosen, chosen.steps.length - 1)).toHaveLength(4);
  });

  it("merges into a multiplexer the gates that it alone reads at its inputs, and no others", () => {
    const merged = timingGraph(sample((a, b, s) => mux(s, and(a, b), a)));
    const [a, b, s] = ["a", "b", "s"].map((port) => merged.inputs.get(port)?.[0] ?? -1);
    const inverse = [...merged.steps.keys()].find((node) => operandsOf(merged, node).join() === `${s}`);
    expect(operandsOf(merged, merged.outputs.get("y")?.[0] ?? -1)).toEqual([s, inverse, a, b, a]);
    expect(operandsOf(merged, stepsOf(merged).indexOf("gate") + 3)).toEqual([]);
    const both = (word: Signal, a: Signal, s: Signal) => concat(mux(s, word, a), word);
    const readTwice = timingGraph(sample((a, b, s) => both(and(a, b), a, s)));
    const selects = timingGraph(sample((a, b, s) => mux(and(a, s), a, b)));
    for (const graph of [readTwice, selects])
      expect(operandsOf(graph, graph.outputs.get("y")?.[0] ?? -1)).toHaveLength(4);
  });

  it("takes the select of a multiplexer in both polarities, from one inverter for all that it selects", () => {
    const graph = timingGraph(sample((a, b, s) => concat(mux(s, a, b), mux(s, b, a)), 2));
    const [select] = graph.inputs.get("s") ?? [];
    expect(stepsOf(graph)).toEqual(["gate", "mux", "mux", "mux", "mux"]);
    const inverse = stepsOf(graph).indexOf("gate") + graph.sources;
    expect(operandsOf(graph, inverse)).toEqual([select]);
    for (let node = inverse + 1; node < graph.steps.length; node++)
      expect(operandsOf(graph, node).slice(0, 2)).toEqual([select, inverse]);
    expect(pinsOn(graph, "s", "gatePin")).toEqual([5]);
  });

  it("ends at registers: an enable is a multiplexer, a reset a gate behind it", () => {
    const m = new ModuleBuilder<Ports>("registers");
    const [x, enable] = [m.input("x", 1), m.input("enable", 1)];
    m.output("q", m.registered("state_q", x, { enable, reset: 0 }));
    const graph = timingGraph(m.build());
    expect(stepsOf(graph)).toEqual(["register", "gate", "mux", "gate"]);
    expect([...graph.ends]).toEqual([graph.steps.length - 1]);
    expect([pinsOn(graph, "enable", "gatePin"), pinsOn(graph, "rst", "gatePin")]).toEqual([[2], [1]]);
  });

  it("takes the enable of a counter for the carry that comes in, before the chain and not behind it", () => {
    const counter = (enableOf: (enable: Signal, sum: Signal) => Signal, step: (q: Signal) => Signal) => {
      const m = new ModuleBuilder<Ports>("counter");
      const [enable, clear] = [m.input("enable", 1), m.input("clear", 1)];
      const count = m.register("count_q", 3);
      const sum = step(count);
      m.drive(count, mux(clear, constant(3, 0), named("next", sum)), enableOf(enable, sum));
      m.output("q", count);
      return timingGraph(m.build());
    };
    const counts = counter(
      (enable) => enable,
      (q) => add(q, constant(3, 1)),
    );
    const [enable] = counts.inputs.get("enable") ?? [];
    const halves = [...counts.steps.keys()].filter((node) => STEPS[counts.steps[node] ?? 0] === "halfCarry");
    expect(halves.map((node) => operandsOf(counts, node)[1])).toEqual([enable, halves[0], halves[1]]);
    expect(stepsOf(counts)).not.toContain("mux");
    // Neither where the enable waits for the sum, nor where the register steps by more than one.
    const waits = counter(
      (enable, sum) => and(enable, bit(sum, 2)),
      (q) => add(q, constant(3, 1)),
    );
    const strides = counter(
      (enable) => enable,
      (q) => add(q, constant(3, 3)),
    );
    for (const graph of [waits, strides]) expect(stepsOf(graph).filter((step) => step === "mux")).toHaveLength(3);
  });

  it("makes of a memory registers, a comparison per word and a selection per bit", () => {
    const m = new ModuleBuilder<Ports>("store");
    const memory = m.memory("words", 2, 3);
    const [address, data, enable] = [m.input("address", 2), m.input("data", 2), m.input("enable", 1)];
    m.write(memory, enable, address, data);
    m.output("y", m.read(memory, address));
    const steps = stepsOf(timingGraph(m.build()));
    const count = (kind: string): number => steps.filter((step) => step === kind).length;
    // Read: 3 comparisons, 2 selections. Write: 3 comparisons, 6 multiplexers.
    expect([count("register"), count("equal"), count("choose"), count("mux")]).toEqual([6, 6, 2, 6]);
  });

  it("keeps children as sources of their outputs", () => {
    const child = sample((a, b) => xor(a, b), 2);
    const m = new ModuleBuilder<Ports>("parent");
    const [x, s] = [m.input("x", 2), m.input("s", 1)];
    m.output("y", m.repeat("part", 3, child, { a: x, b: concat(x, x, x), s }).y);
    const graph = timingGraph(m.build());
    expect(stepsOf(graph)).toEqual(Array.from({ length: 6 }, () => "child"));
    const [part] = graph.children;
    expect(part?.inputs.get("a")).toHaveLength(2);
    expect(part?.inputs.get("b")).toHaveLength(6);
    expect([...(graph.outputs.get("y") ?? [])]).toEqual([...(part?.outputs.get("y") ?? [])]);
  });

  it("orders every step behind its operands, in any module", () => {
    fc.assert(
      fc.property(anyModule, (recipe) => {
        const graph = timingGraph(moduleOf(recipe));
        for (let node = 0; node < graph.steps.length; node++)
          for (const operand of operandsOf(graph, node)) expect(operand).toBeLessThan(node);
      }),
      { seed: 4, numRuns: 100 },
    );
  });
});
