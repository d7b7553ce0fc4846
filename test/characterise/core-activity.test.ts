import { beforeAll, describe, expect, it } from "vitest";
import { PHASES, type Component } from "../../generators/contract/index.ts";
import { ternaryLut as generator } from "../../generators/ternary-lut/index.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { simulateCore, type CoreActivity } from "../../src/characterise/core-activity.ts";
import { flatten, type FlatNetlist } from "../../src/eda/netlist/flat.ts";
import { analysePower } from "../../src/eda/power/power.ts";
import { analyseTiming } from "../../src/eda/timing/timing.ts";
import { runSynthesis } from "../../src/eda/yosys/index.ts";
import { printVerilog } from "../../src/hdl/verilog.ts";
import { parametersOf } from "../support/random-design.ts";

const SECONDS = 1000;
const STATISTICS = { zeroWeights: 0.42, activationDeviation: 0.25, seed: 3 };
const technology = loadTechnology("asap7");

interface Measured {
  readonly netlist: FlatNetlist;
  readonly activity: CoreActivity;
  readonly energyPerCycleFj: number;
}

/** A table of 40 entries for one output a step: products of 16 × 4. */
async function measure(loopOrder: string): Promise<Measured> {
  const parameters = parametersOf(generator, {
    activation: "int4",
    groupSize: 4,
    tables: 1,
    fetchers: 1,
    inputs: 16,
    outputs: 4,
    loopOrder,
  });
  const top = generator.elaborate(parameters);
  const { netlist: mapped } = await runSynthesis({
    verilog: printVerilog(top),
    top: top.name,
    technology,
    hierarchy: "keep",
    yosys: "embedded",
  });
  const netlist = flatten(mapped, top.name, technology);
  const timing = analyseTiming(netlist, technology);
  const activity = simulateCore(netlist, timing.order, { generator, parameters }, STATISTICS);
  const power = analysePower(netlist, technology, timing, activity.togglesPerCycle, activity.duty);
  const energies = power.instances.map(({ switching, internal, clock }) => switching + internal + clock);
  return { netlist, activity, energyPerCycleFj: energies.reduce((sum, each) => sum + each, 0) };
}

/** Mean transitions of a port's bits. */
function togglesOf({ netlist, activity }: Measured, port: string): number {
  const nets = netlist.ports.find(({ name }) => name === port)?.nets ?? new Int32Array(0);
  return nets.reduce((sum, net) => sum + (activity.togglesPerCycle[net] ?? 0), 0) / nets.length;
}

describe("simulateCore(netlist, order, design, statistics)", () => {
  const found: Record<string, Measured> = {};
  beforeAll(async () => {
    for (const order of ["table-stationary", "output-stationary"]) found[order] = await measure(order);
  }, 120 * SECONDS);
  const of = (order: "table" | "output"): Measured => found[`${order}-stationary`] as Measured;

  it.each(["table", "output"] as const)("keeps a %s-stationary core busy: a step in nearly every cycle", (order) => {
    const { cycles, steps } = of(order).activity;
    expect(cycles).toBeGreaterThanOrEqual(64);
    expect(steps / cycles).toBeGreaterThan(0.85);
    expect(steps).toBeLessThanOrEqual(cycles);
  });

  it("brings new keys in every step, new activations once in four steps if tables are stationary", () => {
    expect(togglesOf(of("table"), "act_data") / togglesOf(of("output"), "act_data")).toBeCloseTo(0.25, 1);
    const keys = togglesOf(of("table"), "key_data") / togglesOf(of("output"), "key_data");
    expect(Math.abs(keys - 1)).toBeLessThan(0.05);
  });

  it("costs more energy a cycle if outputs are stationary: every step builds the tables anew", () => {
    expect(of("output").energyPerCycleFj).toBeGreaterThan(1.1 * of("table").energyPerCycleFj);
  });

  it("keeps every duty between 0 and 1, and no net faster than once a cycle", () => {
    for (const { togglesPerCycle, duty } of [of("table").activity, of("output").activity]) {
      expect(togglesPerCycle.every((each) => each >= 0 && each <= 1)).toBe(true);
      expect(duty.every((each) => each >= 0 && each <= 1)).toBe(true);
    }
  });
});

describe("component.activity with ternary-lut", () => {
  it("moves the activations of a table in the first step of a tile, and in no other", () => {
    const parameters = parametersOf(generator, { groupSize: 2, tables: 3, fetchers: 2, inputs: 30, outputs: 6 });
    const table = generator.components(parameters).find(({ role }) => role === "table");
    const { cycles, inputs, phases } = (table as Component).activity.trace(STATISTICS);
    const activations = inputs["activations"] as Int32Array;
    const width = activations.length / cycles;
    const seen = new Set<string>();
    for (let cycle = 1; cycle < cycles; cycle++) {
      const words = (at: number): string => activations.subarray(at * width, (at + 1) * width).join();
      const phase = phases[cycle] ?? PHASES.warmUp;
      if (phase !== PHASES.warmUp) seen.add(`${phase} ${words(cycle) === words(cycle - 1) ? "rests" : "moves"}`);
    }
    const { hold, first, last } = PHASES;
    expect([...seen].toSorted()).toEqual([`${hold} rests`, `${first} moves`, `${last} rests`].toSorted());
  });
});
