import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, concat, eq, ltu, ModuleBuilder, sub, type Module, type Ports } from "../../src/hdl/index.ts";
import { Simulator } from "../../src/hdl/simulate.ts";
import { Random } from "../../src/core/random.ts";
import { Interpreter } from "../support/interpreter.ts";
import { anyModule, gatedModuleOf, moduleOf } from "../support/random-module.ts";

/** Runs both simulators side by side: a reset, then random inputs, one more reset in between. */
function compare(module: Module, seed: number): void {
  const random = new Random(seed);
  const simulator = new Simulator(module);
  const interpreter = new Interpreter(module);
  for (let cycle = 0; cycle < 8; cycle++) {
    const isReset = cycle === 0 || cycle === 5;
    const inputs = Object.fromEntries(module.inputs.map((port) => [port.name, BigInt(random.integer(0, 511))]));
    for (const port of module.inputs) {
      inputs[port.name] = BigInt.asUintN(port.width, inputs[port.name] as bigint);
      simulator.set(port.name, inputs[port.name] as bigint);
    }
    simulator.set("rst", isReset ? 1n : 0n);
    simulator.evaluate();
    const seen = Object.fromEntries(module.outputs.map(({ name }) => [name, simulator.get(name, cycle * 4)]));
    expect(seen, `cycle ${cycle}`).toEqual(interpreter.outputs(inputs));
    simulator.clock();
    interpreter.clock(isReset);
  }
}

function operators(width: number): Module {
  const m = new ModuleBuilder<Ports>("operators");
  const a = m.input("a", width);
  const b = m.input("b", width);
  m.output("sum", add(a, b));
  m.output("difference", sub(a, b));
  m.output("flags", concat(eq(a, b), ltu(a, b)));
  return m.build();
}

describe("new Simulator(module)", () => {
  it("simulator.get(port) adds, subtracts and compares like integers, all pairs of 3 bits", () => {
    const simulator = new Simulator(operators(3));
    for (let pair = 0n; pair < 64n; pair++) {
      const [a, b] = [pair >> 3n, pair & 7n];
      simulator.set("a", a);
      simulator.set("b", b);
      simulator.evaluate();
      expect(simulator.get("sum")).toBe((a + b) & 7n);
      expect(simulator.get("difference")).toBe((a - b) & 7n);
      expect(simulator.get("flags")).toBe((a === b ? 1n : 0n) + (a < b ? 2n : 0n));
    }
  });

  it.each([1, 31, 32, 33, 64, 100])("simulator.get('sum') is exact for %d bits", (width) => {
    const simulator = new Simulator(operators(width));
    const ones = (1n << BigInt(width)) - 1n;
    simulator.set("a", ones);
    simulator.set("b", ones);
    simulator.evaluate();
    expect(simulator.get("sum")).toBe(ones - 1n);
    expect(simulator.get("difference")).toBe(0n);
  });

  it("simulator.set(port, value, lane) keeps 32 lanes apart", () => {
    const simulator = new Simulator(operators(8));
    for (let lane = 0; lane < 32; lane++) simulator.set("a", BigInt(lane), lane);
    simulator.set("b", 100n);
    simulator.evaluate();
    const sums = Array.from({ length: 32 }, (_, lane) => simulator.get("sum", lane));
    expect(sums).toEqual(Array.from({ length: 32 }, (_, lane) => BigInt(100 + lane)));
  });

  it("simulator.setBits(port, bits, lane) and simulator.matches(port, bits, lane) take bit 0 first", () => {
    const simulator = new Simulator(operators(4));
    simulator.setBits("a", Uint8Array.of(1, 0, 1, 0), 7); // 5
    simulator.set("b", 1n, 7);
    simulator.evaluate();
    expect(simulator.get("sum", 7)).toBe(6n);
    expect(simulator.matches("sum", Uint8Array.of(0, 1, 1, 0), 7)).toBe(true);
    expect(simulator.matches("sum", Uint8Array.of(0, 1, 1, 1), 7)).toBe(false);
  });

  it("simulator.getWord(port) is one bit of every lane", () => {
    const m = new ModuleBuilder<Ports>("through");
    m.output("y", m.input("a", 1));
    const simulator = new Simulator(m.build());
    simulator.set("a", 1n, 0);
    simulator.set("a", 1n, 31);
    simulator.evaluate();
    expect(simulator.getWord("y") >>> 0).toBe(0x80000001);
  });

  it("simulator.set(port) names the ports that there are when the port is unknown", () => {
    expect(() => new Simulator(operators(2)).set("c", 0n)).toThrow(/got port c, expected one of a, b, rst/);
  });

  it("simulator.reset() loads reset values, and leaves registers without one alone", () => {
    const m = new ModuleBuilder<Ports>("counters");
    const one = m.input("one", 4);
    for (const [name, reset] of [["a_q", 9] as const, ["b_q", undefined] as const]) {
      const register = m.register(name, 4, reset);
      m.drive(register, add(register, one));
      m.output(name.slice(0, 1), register);
    }
    const simulator = new Simulator(m.build());
    simulator.set("one", 1n);
    simulator.reset();
    simulator.evaluate();
    expect([simulator.get("a"), simulator.get("b")]).toEqual([9n, 1n]);
    simulator.clock();
    simulator.evaluate();
    expect([simulator.get("a"), simulator.get("b")]).toEqual([10n, 2n]);
  });

  it.each([
    ["", moduleOf],
    [" with clock gates", gatedModuleOf],
  ])("agrees with a word-by-word interpreter of the tree on random modules%s", (_, make) => {
    fc.assert(
      fc.property(anyModule, fc.nat(), (recipe, seed) => compare(make(recipe), seed)),
      { seed: 1, numRuns: 600 },
    );
  });
});
