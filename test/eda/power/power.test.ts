import { describe, expect, it } from "vitest";
import { CheckError } from "../../../src/core/errors.ts";
import { analysePower } from "../../../src/eda/power/power.ts";
import type { TechnologyCell } from "../../../models/technology/technology.ts";
import { moduleOf, netlistOf } from "../netlist/samples.ts";
import { flatten } from "../../../src/eda/netlist/flat.ts";
import { analyseTiming } from "../../../src/eda/timing/timing.ts";
import { poweredTechnology, sampleOf, type Sample } from "./samples.ts";

/** Every net toggles as listed; the others not at all. */
function activityOf({ netlist }: Sample, toggles: readonly (readonly [net: number, perCycle: number])[]) {
  const perCycle = new Float64Array(netlist.nets);
  for (const [net, each] of toggles) perCycle[net] = each;
  return perCycle;
}

describe("analysePower(netlist, technology, timing, togglesPerCycle, duty)", () => {
  it("takes ½·C·V² for each transition of an input and the mean of both edges' energies for an output", () => {
    const sample = sampleOf(moduleOf({ a: 2 }, { y: 3 }, { u: ["INV", { A: 2, Y: 3 }] }));
    const { netlist, technology, timing, netOf } = sample;
    const toggles = activityOf(sample, [
      [netOf("a"), 0.5],
      [netOf("y"), 0.5],
    ]);
    const power = analysePower(netlist, technology, timing, toggles);
    // ½ · 1 fF · 4 V² · 0.5, and 0.5 · (3 + 1) / 2
    expect(power.instances).toEqual([{ switching: 1, internal: 1, clock: 0 }]);
    expect(power.portSwitchingFj).toBe(1);
    expect(Array.from(power.leakageNw)).toEqual([3]);
  });

  it("takes only the clock's energy of an idle flip-flop: both edges and C·V² of its pin", () => {
    const sample = sampleOf(moduleOf({ clk: 2, d: 3 }, { q: 4 }, { r: ["DFF", { CK: 2, D: 3, R: "0", Q: 4 }] }));
    const { netlist, technology, timing } = sample;
    const power = analysePower(netlist, technology, timing, activityOf(sample, []));
    expect(power.instances).toEqual([{ switching: 0, internal: 0, clock: 5 + 7 + 4 }]);
    expect(power.clockChargeFj).toBe(4);
    expect(Array.from(power.flipFlops)).toEqual([1]);
  });

  it("takes the energy of a flip-flop's output and data pin apart from its clock", () => {
    const sample = sampleOf(moduleOf({ clk: 2, d: 3 }, { q: 4 }, { r: ["DFF", { CK: 2, D: 3, R: "0", Q: 4 }] }));
    const { netlist, technology, timing, netOf } = sample;
    const toggles = activityOf(sample, [
      [netOf("d"), 0.5],
      [netOf("q"), 0.25],
    ]);
    const power = analysePower(netlist, technology, timing, toggles);
    expect(power.instances).toEqual([{ switching: 1, internal: 0.5 * 2 + 0.25 * 10, clock: 16 }]);
  });

  it("weighs the causes of an output by their transitions and how often they pass", () => {
    const sample = sampleOf(moduleOf({ a: 2, b: 3 }, { y: 4 }, { u: ["NAND2", { A: 2, B: 3, Y: 4 }] }));
    const { netlist, technology, timing, netOf } = sample;
    const toggles = activityOf(sample, [
      [netOf("a"), 0.6],
      [netOf("b"), 0.1],
      [netOf("y"), 0.3],
    ]);
    const duty = new Float64Array(netlist.nets).fill(0.5);
    duty[netOf("b")] = 0.25;
    // A passes while B is 1: 0.6 · 0.25; B passes while A is 1: 0.1 · 0.5
    const energyFj = (0.15 * 4 + 0.05 * 10) / 0.2;
    const { instances } = analysePower(netlist, technology, timing, toggles, duty);
    expect(instances[0]?.internal).toBeCloseTo(0.3 * energyFj, 12);
  });

  it("charges a pin with its capacitance for the rising edge, if the technology tells it", () => {
    const base = poweredTechnology();
    const pins = (cell: TechnologyCell) => cell.pins.map((pin) => ({ ...pin, riseCapacitanceFf: 1.5 }));
    const technology = { ...base, cells: base.cells.map((each) => ({ ...each, pins: pins(each) })) };
    const sample = sampleOf(moduleOf({ a: 2 }, { y: 3 }, { u: ["INV", { A: 2, Y: 3 }] }), technology);
    const toggles = activityOf(sample, [[sample.netOf("a"), 1]]);
    const { instances } = analysePower(sample.netlist, technology, sample.timing, toggles);
    expect(instances[0]?.switching).toBe(0.5 * 1.5 * 4);
  });

  it("looks tables up at the slew of the edge that an inverting gate turns round", () => {
    const rising = { slew: 0, load: 1, values: [0, 0, 100, 100] }; // 1 fJ per ps of slew
    const none = { slew: 2, load: 2, values: [0] };
    const technology = poweredTechnology({ INV: [{ pin: "Y", from: "A", rise: rising, fall: none }] });
    const sample = sampleOf(
      moduleOf({ a: 2 }, { y: 4 }, { u: ["INV", { A: 2, Y: 3 }], v: ["INV", { A: 3, Y: 4 }] }),
      technology,
    );
    const { netlist, timing, netOf } = sample;
    const { instances } = analysePower(netlist, technology, timing, activityOf(sample, [[netOf("y"), 1]]));
    // u.Y falls with 10 + 4 · 1 fF = 14 ps, then v.Y rises: 14 fJ, mean with a fall of 0
    expect(instances[0]?.internal).toBeCloseTo(7, 12);
  });

  it("books each instance's cells to it", () => {
    const child = moduleOf({ a: 2 }, { y: 3 }, { u: ["INV", { A: 2, Y: 3 }] });
    const top = moduleOf({ a: 2 }, { y: 4 }, { one: ["child", { a: 2, y: 3 }], two: ["child", { a: 3, y: 4 }] });
    const technology = poweredTechnology();
    const netlist = flatten(netlistOf({ child, top }), "top", technology);
    const timing = analyseTiming(netlist, technology);
    const power = analysePower(netlist, technology, timing, new Float64Array(netlist.nets).fill(1));
    expect(netlist.instances.map(({ path }) => path)).toEqual(["", "one", "two"]);
    expect(power.instances.map(({ internal }) => internal)).toEqual([0, 2, 2]);
    expect(power.portSwitchingFj).toBe(2);
  });

  it("throws a CheckError naming a cell without leakage or energies", () => {
    const sample = sampleOf(moduleOf({ a: 2 }, { y: 3 }, { u: ["INV", { A: 2, Y: 3 }] }));
    const { netlist, timing, technology } = sample;
    const toggles = activityOf(sample, []);
    const withoutTables = { ...technology, tables: { ...technology.tables, cells: {} } };
    expect(() => analysePower(netlist, withoutTables, timing, toggles)).toThrow(CheckError);
    expect(() => analysePower(netlist, withoutTables, timing, toggles)).toThrow(/energy tables of cell INV/);
  });
});
