import { describe, expect, it } from "vitest";
import { findCore } from "../../../../generators/registry.ts";
import { calibrationDesigns } from "../../../../models/cost/calibration/calibration-set.ts";
import { ArrivalModel } from "../../../../models/cost/delay/arrivals.ts";
import { DELAY_TERMS, type DelayCoefficients } from "../../../../models/technology/prices.ts";
import { timingGraph } from "../../../../src/hdl/timing-graph.ts";
import {
  add,
  and,
  eq,
  type Module,
  ModuleBuilder,
  type Ports,
  replicate,
  type Signal,
  xor,
} from "../../../../src/hdl/index.ts";

/** What a buffer takes without readers; what eleven buffers for 101 pins and two for these drive, of ten pins each. */
const [HALF, FILL] = [0.5, 101 / 110 + 11 / 20];

/** A net costs nothing unless a test says so; every term is a number that can be told apart in a sum [ps]. */
const NO_LOADS = { pinsFf: [0, 0, 0, 0], bufferFf: 0, bufferRest: HALF, portFf: 0 };
const TERMS = {
  ...(Object.fromEntries(DELAY_TERMS.map((term) => [term, 0])) as DelayCoefficients),
  gate: 1,
  xor: 2,
  sum: 100,
  carry: 10,
  halfSum: 7,
  halfCarry: 3,
  register: 1000,
  setup: 5000,
};

function combinational(width: number, result: (a: Signal, b: Signal) => Signal): Module<Ports, { y: Signal }> {
  const m = new ModuleBuilder<Ports>("combinational");
  return m.build({ y: result(m.input("a", width), m.input("b", width)) });
}

/** What `count` adders of 8 bits in a row are, register to register. */
function accumulator(child?: Module<Ports, { y: Signal }>): Module {
  const m = new ModuleBuilder<Ports>("accumulator");
  const state = m.register("state_q", 8);
  const x = m.input("x", 8);
  const sum = child === undefined ? add(state, x) : m.instance("adder", child, { a: state, b: x }).y;
  m.drive(state, sum);
  m.output("y", state);
  return m.build();
}

describe("ArrivalModel.longestPath(module)", () => {
  const model = new ArrivalModel(TERMS, NO_LOADS);

  it("follows the carries of a ripple adder of 8 bits: a half carry, six carries, a sum", () => {
    expect(model.longestPath(combinational(8, add))).toBe(3 + 6 * 10 + 100);
  });

  it("adds clock-to-output and setup from register to register", () => {
    expect(model.longestPath(accumulator())).toBe(1000 + 3 + 6 * 10 + 100 + 5000);
  });

  it("finds the same path through a child", () => {
    const child = combinational(8, add);
    expect(model.longestPath(accumulator(child))).toBe(model.longestPath(accumulator()));
  });

  it("adds the latest bits of two inputs only where they meet", () => {
    expect(model.longestPath(combinational(1, (a, b) => xor(and(a, b), b)))).toBe(1 + 2);
  });

  it("grows by one level whenever the operands of a comparison double", () => {
    const levels = new ArrivalModel({ ...TERMS, equalLevel: 4 }, NO_LOADS);
    expect(levels.longestPath(combinational(4, eq))).toBe(4 * 3); // 8 operands
    expect(levels.longestPath(combinational(8, eq))).toBe(4 * 4);
  });

  it("adds the load of pins, and of a port at outputs", () => {
    // Register → two gates (2 fF each at 3 ps/fF) → output port (5 fF at 7 ps/fF).
    const m = new ModuleBuilder<Ports>("loaded");
    const state = m.registered("state_q", m.input("x", 1));
    m.output("y", and(state, m.input("a", 1)));
    m.output("z", and(state, m.input("b", 1)));
    const terms = { ...TERMS, setup: 0, cellLoad: 3, gateLoad: 7 };
    const loads = { pinsFf: [2, 0, 0, 0], bufferFf: 0, bufferRest: HALF, portFf: 5 };
    expect(new ArrivalModel(terms, loads).longestPath(m.build())).toBe(1000 + 2 * 2 * 3 + 1 + 5 * 7);
  });

  it("goes through two levels of buffers to 101 gates", () => {
    const m = new ModuleBuilder<Ports>("wide");
    m.output("y", and(m.input("word", 101), replicate(m.input("s", 1), 101)));
    const buffered = new ArrivalModel({ ...TERMS, buffer: 50 }, NO_LOADS);
    expect(buffered.longestPath(m.build())).toBeCloseTo(2 * 50 * HALF + 50 * HALF * FILL + 1, 2); // in whole grains
  });

  it("stretches the nodes that factors are stated for, not how a path ends", () => {
    const child = combinational(8, add);
    const twice = (module: Module) => new Float64Array(timingGraph(module).steps.length).fill(2);
    const stretched = new ArrivalModel(TERMS, NO_LOADS, (module) => (module === child ? twice(module) : undefined));
    expect(stretched.longestPath(accumulator(child))).toBe(1000 + 2 * (3 + 6 * 10 + 100) + 5000);
    const all = new ArrivalModel(TERMS, NO_LOADS, twice);
    expect(all.longestPath(accumulator(child))).toBe(2 * (1000 + 3 + 6 * 10 + 100) + 5000);
    expect(all.longestOwnPath(accumulator(child))).toBe(5000);
  });
});

describe("ArrivalModel.longestOwnPath(module)", () => {
  it("takes what children give as starts and what they read as ends", () => {
    const model = new ArrivalModel(TERMS, NO_LOADS);
    const parent = accumulator(combinational(8, add));
    // The register's output to the child; the child's output to the register is setup alone.
    expect(model.longestOwnPath(parent)).toBe(5000);
    expect(model.longestOwnPath(combinational(8, add))).toBe(163);
  });
});

describe("ArrivalModel.termsOfLongestOwnPath(module)", () => {
  const loads = { pinsFf: [1, 2, 3, 1.5], bufferFf: 2.5, bufferRest: HALF, portFf: 5 };
  const termsOf = (arrivals: ArrivalModel, module: Module): Record<string, number> => {
    const counts = arrivals.termsOfLongestOwnPath(module);
    return Object.fromEntries(DELAY_TERMS.flatMap((term, i) => (counts[i] === 0 ? [] : [[term, counts[i]!]])));
  };

  it("counts the steps, loads and buffers of the path, and how it ends", () => {
    const model = new ArrivalModel(TERMS, NO_LOADS);
    expect(termsOf(model, accumulator(combinational(8, add)))).toEqual({ setup: 1 });
    const adder = combinational(8, add);
    const found = termsOf(new ArrivalModel(TERMS, loads), adder);
    expect(found).toMatchObject({ halfCarry: 1, carry: 6, sum: 1 });
    const m = new ModuleBuilder<Ports>("wide");
    m.output("y", and(m.input("word", 101), replicate(m.input("s", 1), 101)));
    expect(termsOf(new ArrivalModel({ ...TERMS, buffer: 50 }, loads), m.build())).toEqual({
      buffer: 2 * HALF + FILL * HALF,
      gate: 1,
      gateLoad: 5,
    });
  });

  it("sums to the path with the coefficients: every core of the calibration", () => {
    const coefficients = Object.fromEntries(DELAY_TERMS.map((term, i) => [term, 1 + ((i * 7) % 5)]));
    const model = new ArrivalModel(coefficients as DelayCoefficients, loads);
    for (const { generator, parameters } of calibrationDesigns().slice(0, 40))
      for (const { build } of findCore(generator)?.components(parameters) ?? []) {
        const counts = model.termsOfLongestOwnPath(build());
        const sum = DELAY_TERMS.reduce((all, term, i) => all + counts[i]! * coefficients[term]!, 0);
        expect(sum).toBeCloseTo(model.longestOwnPath(build()), 3);
      }
  });
});

describe("ArrivalModel.pathsThrough(module)", () => {
  const model = new ArrivalModel(TERMS, NO_LOADS);

  it("is the longest path of some nodes, and no more of any", () => {
    for (const { generator, parameters } of calibrationDesigns().slice(0, 12))
      for (const { build } of findCore(generator)?.components(parameters) ?? []) {
        const through = model.pathsThrough(build());
        expect(Math.max(0, ...through)).toBe(model.longestOwnPath(build()));
      }
  });

  it("is what is in front and what is behind: a gate beside an adder that both end in a register", () => {
    const m = new ModuleBuilder<Ports>("two");
    const [a, b] = [m.input("a", 8), m.input("b", 8)];
    m.output("sum", m.registered("sum_q", add(a, b)));
    m.output("one", m.registered("one_q", and(m.input("c", 1), m.input("d", 1))));
    const module = m.build();
    const through = model.pathsThrough(module);
    const of = (port: string) => [...timingGraph(module).inputs.get(port)!].map((node) => through[node]);
    expect(of("c")).toEqual([1 + 5000]);
    expect(of("a")).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => (bit === 0 ? 3 + 60 : bit < 7 ? 10 * (7 - bit) : 0) + 100 + 5000),
    );
  });
});

describe("ArrivalModel.fromPort(module, port, shape)", () => {
  it("moves the path when the low bits come late", () => {
    const model = new ArrivalModel(TERMS, NO_LOADS);
    const adder = combinational(3, add);
    const late = model.shapes.profile(Float64Array.of(0, 0, 500))?.shape;
    const early = model.shapes.profile(Float64Array.of(500, 0, 0))?.shape;
    // The latest bit arrives at 0, the others 500 ps before it.
    expect(model.fromPort(adder, "a", late ?? model.shapes.even(3)).outputs.get("y")?.latestPs).toBe(100);
    expect(model.fromPort(adder, "a", early ?? model.shapes.even(3)).outputs.get("y")?.latestPs).toBe(3 + 10 + 100);
  });
});
