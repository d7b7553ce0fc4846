import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bufferTree, FAN_OUT_LIMIT } from "../../../src/core/fan-out.ts";
import { Random } from "../../../src/core/random.ts";
import { flatten } from "../../../src/eda/netlist/flat.ts";
import { NetlistSimulator } from "../../../src/eda/power/netlist-simulator.ts";
import { analyseTiming } from "../../../src/eda/timing/timing.ts";
import { bufferFanOut, type ChildLoads } from "../../../src/eda/yosys/fan-out.ts";
import type { Bit, NetlistModule } from "../../../src/eda/netlist/netlist.ts";
import { arc, cell, moduleOf, netlistOf, tinyCells, tinyTables, tinyTechnology } from "../netlist/samples.ts";

const technology = {
  ...tinyTechnology([...tinyCells, cell("BUF", "combinational", ["A"], { Y: "A" })], {
    ...tinyTables,
    BUF: { arcs: [arc("A", "Y", "positive")], energy: [] },
  }),
  fanOutBuffer: "BUF",
};
const NO_CHILDREN: ChildLoads = new Map();

/** `count` inverters on one input. */
function inverters(count: number): NetlistModule {
  const cells = Array.from({ length: count }, (_, i) => [`u${i}`, ["INV", { A: 2, Y: 3 + i }]] as const);
  return moduleOf({ a: 2 }, { y: Array.from({ length: count }, (_, i) => 3 + i) }, Object.fromEntries(cells));
}

function buffersOf({ cells }: NetlistModule): number {
  return Object.values(cells).filter(({ type }) => type === "BUF").length;
}

/** Bit → number of cell inputs on it, clocks apart. */
function pinsOn({ cells }: NetlistModule): Map<Bit, number> {
  const pins = new Map<Bit, number>();
  for (const { connections } of Object.values(cells)) {
    for (const [pin, bits] of Object.entries(connections)) {
      if (["Y", "Q", "CK"].includes(pin)) continue;
      for (const bit of bits) if (typeof bit === "number") pins.set(bit, (pins.get(bit) ?? 0) + 1);
    }
  }
  return pins;
}

describe("bufferFanOut(module, technology, children)", () => {
  it.each([0, 1, 10, 11, 25, 100, 101, 340])("puts as many buffers on %d inverters as bufferTree counts", (count) => {
    const { module, loads } = bufferFanOut(inverters(count), technology, NO_CHILDREN);
    const { buffers, rootPins } = bufferTree(count, 1);
    expect([buffersOf(module), loads["a"]]).toEqual([buffers, [rootPins]]);
    expect(Math.max(0, ...pinsOn(module).values())).toBeLessThanOrEqual(FAN_OUT_LIMIT);
  });

  it("counts a child's port as the pins behind it, three to a buffer if there are three", () => {
    const reads = (name: string) =>
      [name, { ...moduleOf({}, {}, { [name]: ["child", { x: 2 }] }).cells[name] }] as const;
    const names = Array.from({ length: 7 }, (_, i) => `c${i}`);
    const top = { ...moduleOf({ a: 2 }, {}, {}), cells: Object.fromEntries(names.map(reads)) } as NetlistModule;
    const { module, loads } = bufferFanOut(top, technology, new Map([["child", { x: [3] }]]));
    expect([buffersOf(module), loads["a"]]).toEqual([bufferTree(7, 3).buffers, [3]]);
  });

  it("gives no buffer more than the limit where readers of one to ten pins are mixed", () => {
    const weights = [1, 7, 10, 4, 2, 9, 9, 3, 5, 6, 1, 8, 10, 7, 2, 2, 5, 4, 9, 1];
    const cells = weights.map((pins, i) => [`c${i}`, [`child${pins}`, { x: 2 }]] as const);
    const children: ChildLoads = new Map(weights.map((pins) => [`child${pins}`, { x: [pins] }]));
    const { module, loads } = bufferFanOut(moduleOf({ a: 2 }, {}, Object.fromEntries(cells)), technology, children);
    const behind = new Map<Bit, number>();
    for (const { type, connections } of Object.values(module.cells)) {
      const bit = (connections["x"] ?? connections["A"])?.[0] ?? "x";
      behind.set(bit, (behind.get(bit) ?? 0) + (children.get(type)?.["x"]?.[0] ?? 1));
    }
    expect(Math.max(...behind.values())).toBeLessThanOrEqual(FAN_OUT_LIMIT);
    expect(loads["a"]).toEqual([behind.get(2)]);
  });

  it("leaves clocks and constants alone", () => {
    const cells = Array.from({ length: 30 }, (_, i) => {
      return [`u${i}`, ["DFF", { CK: 2, D: "1", R: "0", Q: 3 + i }]] as const;
    });
    const { module, loads } = bufferFanOut(
      moduleOf({ clk: 2 }, {}, Object.fromEntries(cells)),
      technology,
      NO_CHILDREN,
    );
    expect([buffersOf(module), loads["clk"]]).toEqual([0, [0]]);
  });

  it("keeps the function of random netlists, and no net over the limit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 120 }), fc.nat(), (size, seed) => {
        const before = randomNetlist(size, new Random(seed));
        const { module: after } = bufferFanOut(before, technology, NO_CHILDREN);
        expect(Math.max(...pinsOn(after).values())).toBeLessThanOrEqual(FAN_OUT_LIMIT);
        expect(outputsOf(after)).toEqual(outputsOf(before));
      }),
      { seed: 3, numRuns: 30 },
    );
  });

  it("refuses a technology that names no buffer", () => {
    const none = { ...technology, fanOutBuffer: "NONE" };
    expect(() => bufferFanOut(inverters(1), none, NO_CHILDREN)).toThrow("technology tiny: names no fan-out buffer");
  });
});

/** NAND2s, XOR2s and flip-flops that mostly read the same few nets. */
function randomNetlist(size: number, random: Random): NetlistModule {
  const inputs = [3, 4, 5];
  const pool = (i: number): number => (random.integer(0, 2) > 0 ? random.integer(3, 5) : random.integer(3, 5 + i));
  const cells = Array.from({ length: size }, (_, i) => {
    const type = (["NAND2", "XOR2", "DFF"] as const)[random.integer(0, 2)] as "NAND2" | "XOR2" | "DFF";
    const own = 6 + i;
    const pins = type === "DFF" ? { CK: 2, D: pool(i), R: "0" as const, Q: own } : { A: pool(i), B: pool(i), Y: own };
    return [`u${i}`, [type, pins]] as const;
  });
  const outputs = Array.from({ length: size }, (_, i) => 6 + i);
  return moduleOf({ clk: 2, a: inputs }, { y: outputs }, Object.fromEntries(cells));
}

/** What all outputs do in eight cycles of random inputs. */
function outputsOf(top: NetlistModule): number[] {
  const netlist = flatten(netlistOf({ top }), "top", technology);
  const simulator = new NetlistSimulator(netlist, analyseTiming(netlist, technology).order);
  const random = new Random(9);
  const width = top.ports["y"]?.bits.length ?? 0;
  return Array.from({ length: 8 }, () => {
    simulator.set(
      "a",
      [0, 0, 0].map(() => random.integer(-(2 ** 31), 2 ** 31 - 1)),
    );
    simulator.evaluate();
    const words = Array.from({ length: width }, (_, bit) => simulator.get("y", bit));
    simulator.clock();
    return words;
  }).flat();
}
