import { describe, expect, it } from "vitest";
import { addSub } from "../../../generators/add-sub/index.ts";
import {
  PHASES,
  type Component,
  type DataStatistics,
  type CoreGenerator,
  type ModuleTrace,
} from "../../../generators/contract/index.ts";
import { multiplier } from "../../../generators/multiplier/index.ts";
import { balancedDigits } from "../../../generators/ternary-lut/entries.ts";
import { ternaryLut } from "../../../generators/ternary-lut/index.ts";
import type { ParameterValues } from "../../../src/core/parameters.ts";
import type { Module } from "../../../src/hdl/index.ts";
import { lowerOwn } from "../../../src/hdl/lower.ts";
import { Simulator } from "../../../src/hdl/simulate.ts";
import { countToggles } from "../../../src/hdl/toggles.ts";
import { coreToggles, noToggles, type NetKind } from "../../support/core-toggles.ts";
import { parametersOf, randomDesigns, SMALL } from "../../support/random-design.ts";

/** As for BitNet b1.58. */
const STATISTICS: DataStatistics = { zeroWeights: 0.42, activationDeviation: 0.28, seed: 1 };

function componentOf(generator: CoreGenerator, parameters: ParameterValues, role: string): Component {
  const component = generator.components(parametersOf(generator, parameters)).find((each) => each.role === role);
  if (component === undefined) throw new Error(`${generator.name} has no ${role}`);
  return component;
}

function traceOf(generator: CoreGenerator, parameters: ParameterValues, role: string): ModuleTrace {
  return componentOf(generator, parameters, role).activity.trace(STATISTICS);
}

/** Bits low … low+bits−1 of a port in one step and stream, as an unsigned number. */
function valueAt(
  { cycles, inputs }: ModuleTrace,
  port: string,
  step: number,
  low: number,
  bits: number,
  stream: number,
) {
  const words = inputs[port];
  if (words === undefined) throw new Error(`the trace has no port ${port}`);
  const first = (step * words.length) / cycles + low;
  return [...words.subarray(first, first + bits)].reduce((sum, word, i) => sum + ((word >>> stream) & 1) * 2 ** i, 0);
}

function signed(value: number, bits: number): number {
  return value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
}

/** Puts one step of one stream of a trace into a simulator of the whole module and settles it. */
function settle(simulator: Simulator, module: Module, trace: ModuleTrace, step: number, stream: number): void {
  for (const { name, width } of module.inputs) {
    const bits = Uint8Array.from({ length: width }, (_, bit) => valueAt(trace, name, step, bit, 1, stream));
    simulator.setBits(name, bits, 0);
  }
  simulator.evaluate();
}

/** Ports that the module's own logic reads: width. */
function portsRead(module: Module): Map<string, number> {
  const { gates, inputs } = lowerOwn(module);
  const read = new Set(gates.nexts);
  gates.kinds.forEach((kind, gate) => {
    if (kind !== 0) for (const operands of [gates.a, gates.b, gates.c]) read.add(operands[gate]!);
  });
  const used = [...inputs].filter(([port, bits]) => port !== "rst" && bits.some((bit) => read.has(bit)));
  return new Map(used.map(([port, bits]) => [port, bits.length]));
}

describe("component.activity.trace(statistics)", () => {
  it("has every port that the module's own logic reads, at its width, for 30 random designs", () => {
    for (const { generator, parameters, label } of randomDesigns(30, 21, SMALL)) {
      for (const { key, build, activity } of generator.components(parameters)) {
        const { inputs, cycles, phases } = activity.trace(STATISTICS);
        for (const [port, width] of portsRead(build()))
          expect((inputs[port]?.length ?? 0) / cycles, `${label}: ${key}.${port}`).toBe(width);
        expect(phases.length).toBe(cycles);
        expect(phases, `${label}: ${key}`).toContain(PHASES.first);
      }
    }
  });

  it("is the same each time, and another one for another seed", () => {
    const { activity } = componentOf(ternaryLut, {}, "reduce");
    expect(activity.trace(STATISTICS)).toEqual(activity.trace(STATISTICS));
    expect(activity.trace({ ...STATISTICS, seed: 2 })).not.toEqual(activity.trace(STATISTICS));
  });

  it("is one for equal keys: transitions do not depend on the design that a component comes from", () => {
    const large = { inputs: 20_000, outputs: 600, tables: 24, fetchers: 40, tileInputs: 80, tileOutputs: 40 };
    // Lanes that differ in what they read, not in what they add up.
    const alike = [
      { groupSize: 3, tables: 8 },
      { groupSize: 2, tables: 12 },
      { groupSize: 4, tables: 6 },
    ].map((changes) => ({ generator: ternaryLut, parameters: parametersOf(ternaryLut, changes) }));
    const known = new Map<string, { readonly name: string; readonly toggles: unknown }>();
    let [repeats, hits] = [0, 0];
    for (const { generator, parameters } of [
      ...randomDesigns(60, 22, SMALL),
      ...randomDesigns(24, 23, large, "integers"),
      ...alike,
    ]) {
      for (const { key, activity, build, moduleName } of generator.components(parameters)) {
        if (activity.meanTransitions !== undefined) continue;
        const trace = activity.trace(STATISTICS);
        const toggles = countToggles(build(), trace, trace.phases);
        const pair = `${key}|${activity.key}`;
        const first = known.get(pair);
        if (first === undefined) known.set(pair, { name: moduleName(), toggles });
        else expect(toggles, `${pair}: ${first.name} and ${moduleName()}`).toEqual(first.toggles);
        if (first !== undefined) repeats++;
        if (first !== undefined && first.name !== moduleName()) hits++;
      }
    }
    // The test means nothing unless designs, and different modules, share keys.
    expect(repeats).toBeGreaterThan(50);
    expect(hits).toBeGreaterThan(1);
  });

  it("selects by keys of which zeroWeights³ are zero, the others of either sign alike, in groups of three", () => {
    const trace = traceOf(ternaryLut, { groupSize: 3 }, "fetch");
    const keys = Array.from({ length: trace.cycles * 32 }, (_, i) => valueAt(trace, "key", i >> 5, 0, 5, i & 31));
    const part = (test: (key: number) => boolean): number => keys.filter(test).length / keys.length;
    expect(part((key) => key === 0)).toBeCloseTo(0.42 ** 3, 1);
    expect(part((key) => key >= 16)).toBeCloseTo((1 - 0.42 ** 3) / 2, 1);
    expect(Math.max(...keys.map((key) => key & 15))).toBe(13);
  });

  it("gives a fetch that reads Σ c_i·x_i: its circuit agrees with the digits of the key", () => {
    const module = componentOf(ternaryLut, { groupSize: 3 }, "fetch").build();
    const trace = traceOf(ternaryLut, { groupSize: 3 }, "fetch");
    const simulator = new Simulator(module);
    // x_0, x_1, x_2 are entries 1, 3, 9; entries 1 … 13 have 8, 9, 8, 9, 10, 10, 10, 9, 8, … bits.
    const offsets = [0, 17, 72];
    for (let step = 0; step < trace.cycles; step += 5) {
      settle(simulator, module, trace, step, step % 32);
      const activations = offsets.map((low) => signed(valueAt(trace, "entries", step, low, 8, step % 32), 8));
      const key = valueAt(trace, "key", step, 0, 5, step % 32);
      const digits = balancedDigits(key >= 16 ? 16 - key : key, 3);
      const expected = digits.reduce((sum, digit, i) => sum + digit * activations[i]!, 0);
      expect(Number(simulator.get("word")) - 512 + Number(simulator.get("negate"))).toBe(expected);
    }
  });

  it("gives a reduction whose circuit adds the words and the running sum", () => {
    const parameters = { tables: 5, groupSize: 2, inputs: 40, outputs: 4, fetchers: 4 };
    const module = componentOf(ternaryLut, parameters, "reduce").build();
    const trace = traceOf(ternaryLut, parameters, "reduce");
    const simulator = new Simulator(module);
    for (let step = 0; step < trace.cycles; step += 5) {
      settle(simulator, module, trace, step, step % 32);
      const word = (l: number): number => valueAt(trace, "words", step, 9 * l, 9, step % 32) - 256;
      const negate = (l: number): number => valueAt(trace, "negates", step, l, 1, step % 32);
      const words = [0, 1, 2, 3, 4].reduce((sum, l) => sum + word(l) + negate(l), 0);
      const addend = signed(valueAt(trace, "addend", step, 0, 14, step % 32), 14);
      expect(signed(Number(simulator.get("sum")), 14)).toBe(words + addend);
    }
  });

  it("keeps entries still while a tile stays, with and without a register before them", () => {
    for (const pipelineTable of [0, 1]) {
      const { build, activity } = componentOf(ternaryLut, { outputs: 64, fetchers: 16, pipelineTable }, "table");
      const trace = activity.trace(STATISTICS);
      const { classes } = countToggles(build(), trace, trace.phases);
      expect(classes.get(PHASES.hold)?.toggles).toMatchObject({ register: 0, mux: 0 });
      // 13 entries of 122 bits, about half of which change; with a register before them, 24 more.
      expect((classes.get(PHASES.first)?.toggles.register ?? 0) / (pipelineTable === 1 ? 146 : 122)).toBeCloseTo(
        0.5,
        1,
      );
    }
  });

  it("keeps a lane's entries still while a tile stays", () => {
    const { cycles, inputs, phases } = traceOf(ternaryLut, { outputs: 64, fetchers: 16 }, "accumulate");
    const entries = inputs["entries"] ?? new Int32Array(0);
    const width = entries.length / cycles;
    const stepOf = (step: number): Int32Array => entries.subarray(step * width, (step + 1) * width);
    for (let step = 1; step < cycles; step++)
      if (phases[step] === PHASES.hold) expect(stepOf(step)).toEqual(stepOf(step - 1));
  });
});

/** Σ components: transitions per step, loads and holds as often as they are. */
function summedToggles(generator: CoreGenerator, parameters: ParameterValues): Record<NetKind, number> {
  const sums = noToggles();
  const { loadsPerStep } = generator.tile(parameters);
  for (const { build, activity, count } of generator.components(parameters)) {
    const trace = activity.trace(STATISTICS);
    const { classes } = countToggles(build(), trace, trace.phases);
    const weights = new Map(
      loadsPerStep === 1
        ? [[PHASES.first, 1]]
        : [
            [PHASES.first, loadsPerStep],
            [PHASES.last, loadsPerStep],
            [PHASES.hold, 1 - 2 * loadsPerStep],
          ],
    );
    for (const kind of Object.keys(sums) as NetKind[]) {
      for (const [phase, weight] of weights) sums[kind] += count * weight * (classes.get(phase)?.toggles[kind] ?? 0);
    }
  }
  return sums;
}

describe("the transitions of all components together", () => {
  const lut = { inputs: 96, fetchers: 4, tables: 3 };
  const designs: readonly (readonly [string, CoreGenerator, ParameterValues])[] = [
    ["tables, output-stationary", ternaryLut, { ...lut, outputs: 8, loopOrder: "output-stationary" }],
    ["tables, table-stationary with a store of 4", ternaryLut, { ...lut, outputs: 16 }],
    [
      "tables, table-stationary with a store of 32, runtime shape",
      ternaryLut,
      { ...lut, outputs: 128, shape: "runtime" },
    ],
    [
      "tables with registers everywhere",
      ternaryLut,
      { ...lut, outputs: 16, pipelineTable: 1, pipelineFetch: 1, pipelineReduce: 2 },
    ],
    [
      "tables with long sums",
      ternaryLut,
      { ...lut, tables: 1, inputs: 3072, outputs: 4, loopOrder: "output-stationary" },
    ],
    [
      "sign flips with an adder tree",
      addSub,
      { inputs: 96, outputs: 8, tileInputs: 12, tileOutputs: 4, reduction: "adder-tree" },
    ],
    ["multipliers", multiplier, { inputs: 48, outputs: 12, tileInputs: 6, tileOutputs: 4 }],
    [
      "floating-point adders with a store",
      addSub,
      { inputs: 64, outputs: 64, tileInputs: 4, tileOutputs: 2, activation: "fp16" },
    ],
    [
      "pipelined ones, four sums of each output",
      addSub,
      { inputs: 96, outputs: 4, tileInputs: 4, tileOutputs: 4, activation: "fp16", pipelineFloat: 4 },
    ],
    [
      "the same behind tables",
      ternaryLut,
      { inputs: 96, outputs: 4, groupSize: 2, tables: 3, fetchers: 4, activation: "bf16", pipelineFloat: 3 },
    ],
    [
      "two sums of each output of a store",
      addSub,
      { inputs: 64, outputs: 4, tileInputs: 1, tileOutputs: 2, activation: "fp16", pipelineFloat: 3 },
    ],
  ];
  it.each(designs.map(([label]) => label))("are those of the flattened core at work: %s", (label) => {
    const [, generator, changes] = designs.find((each) => each[0] === label)!;
    const parameters = parametersOf(generator, changes);
    const expected = coreToggles(generator, parameters, STATISTICS);
    const found = summedToggles(generator, parameters);
    const total = (toggles: Record<NetKind, number>): number =>
      Object.values(toggles).reduce((sum, each) => sum + each);
    expect(Math.abs(total(found) / total(expected) - 1)).toBeLessThan(0.04);
    // Each kind, too, in proportion to all: what one lacks, another must not hide.
    for (const kind of Object.keys(found) as NetKind[]) {
      expect(Math.abs(found[kind] - expected[kind]) / total(expected), kind).toBeLessThan(0.03);
    }
  });
});
