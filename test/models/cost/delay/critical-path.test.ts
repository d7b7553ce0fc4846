import { describe, expect, it } from "vitest";
import { ArrivalModel } from "../../../../models/cost/delay/arrivals.ts";
import { TopModel } from "../../../../models/cost/delay/critical-path.ts";
import { pinLoads } from "../../../../models/cost/delay/pin-loads.ts";
import { delayPriors } from "../../../../models/cost/calibration/delay-priors.ts";
import { loadTechnology } from "../../../../models/technology/index.ts";
import type { TopInstance, TopSource } from "../../../../generators/contract/index.ts";
import { fanOutOf } from "../../../../src/hdl/fan-out.ts";
import { add, and, concat, type Module, ModuleBuilder, type Ports, slice } from "../../../../src/hdl/index.ts";
import { randomDesigns, SMALL } from "../../../support/random-design.ts";

const technology = loadTechnology("asap7");
const arrivals = new ArrivalModel(delayPriors(technology), pinLoads(technology));
const top = new TopModel(arrivals);
/** Large enough for buffers on every net of the top. */
const LARGE = { ...SMALL, tables: 24, fetchers: 24, tileInputs: 40, tileOutputs: 24, inputs: 200, outputs: 90 };
const designs = [...randomDesigns(90, 11, SMALL), ...randomDesigns(30, 12, LARGE)];

describe("TopModel.analyse(generator.top(values)) agrees with generator.elaborate(values)", () => {
  it.each(designs)("about the longest path and the buffers: $label", ({ generator, parameters }) => {
    const { criticalPathPs, nets } = top.analyse(generator.top(parameters));
    const whole = generator.elaborate(parameters);
    expect(criticalPathPs).toBe(arrivals.longestPath(whole));
    expect(nets.reduce((sum, { buffers }) => sum + buffers, 0)).toBe(fanOutOf(whole).buffers);
  });
});

/** A sum, whose bits arrive one after the other. */
function sum(bits: number): Module {
  const m = new ModuleBuilder<Ports>("sum");
  const state = m.register("state_q", bits);
  m.drive(state, state);
  m.output("y", add(state, m.input("x", bits)));
  return m.build();
}

/** As many gates behind each bit of x. */
function gates(bits: number, pins: number): Module {
  const m = new ModuleBuilder<Ports>(`gates${pins}`);
  const x = m.input("x", bits);
  m.output("z", and(concat(...Array.from({ length: pins }, () => x)), m.input("data", bits * pins)));
  return m.build();
}

const EVERY = gates(6, 3);
const SOME = gates(3, 4);

/** A sum of six bits, all read by one module, and three of them, from `low` on, by two copies of another. */
function sharedSum(low: number): { readonly instances: readonly TopInstance[]; readonly whole: Module } {
  const instance = (name: string, module: Module, copies: number, x?: TopSource): TopInstance => ({
    name,
    moduleName: module.name,
    key: name,
    activity: { key: name, trace: () => ({ cycles: 0, inputs: {}, phases: new Uint8Array(0) }) },
    build: () => module,
    copies,
    inputs: x === undefined ? {} : { x },
  });
  const m = new ModuleBuilder<Ports>("whole");
  const adder = sum(6);
  const y = m.repeat<Ports, Ports>("sum", 1, adder, { x: m.input("x", 6) })["y"]!;
  const data = m.input("data", 18);
  m.output("a", m.repeat<Ports, Ports>("every", 1, EVERY, { x: y, data })["z"]!);
  m.output("b", m.repeat<Ports, Ports>("some", 2, SOME, { x: slice(y, low, 3), data: slice(data, 0, 12) })["z"]!);
  const instances = [
    instance("sum", adder, 1),
    instance("every", EVERY, 1, { instance: "sum", port: "y" }),
    instance("some", SOME, 2, { instance: "sum", port: "y", low, bits: 3 }),
  ];
  return { instances, whole: m.build() };
}

describe("TopModel.analyse(instances) where a reader has some bits of a net", () => {
  it.each([0, 1, 3])("buffers those only, and they only arrive late: 3 bits from bit %d on", (low) => {
    const { instances, whole } = sharedSum(low);
    const { criticalPathPs, nets } = top.analyse(instances);
    // 3 + 2 · 4 pins at three inputs: two buffers on each of three bits.
    expect(nets.map(({ buffers }) => buffers)).toEqual([6]);
    expect(fanOutOf(whole).buffers).toBe(6);
    expect(criticalPathPs).toBe(arrivals.longestPath(whole));
  });

  it("takes longer the later the bits are that more readers have", () => {
    const paths = [0, 1, 2, 3].map((low) => top.analyse(sharedSum(low).instances).criticalPathPs);
    expect(paths[3]).toBeGreaterThan(paths[0]!);
  });

  it("refuses bits that are neither those of one copy nor those of all", () => {
    const instances = sharedSum(0).instances.map((each) =>
      each.name === "some" ? { ...each, inputs: { x: { instance: "sum", port: "y", bits: 5 } } } : each,
    );
    expect(() => top.analyse(instances)).toThrow("some.x has 3 bits in each of 2, got 5");
  });
});
