import { beforeAll, describe, expect, it } from "vitest";
import { ternaryLut as generator } from "../../../generators/ternary-lut/index.ts";
import { loadTechnology } from "../../../models/technology/index.ts";
import { ModuleMapper } from "../../../src/characterise/map-alone.ts";
import { Random } from "../../../src/core/random.ts";
import { runElaboration, runSynthesis } from "../../../src/eda/yosys/index.ts";
import { canonicalise } from "../../../src/eda/yosys/canonical.ts";
import { isBlackbox, parseNetlist, type Bit, type NetlistModule } from "../../../src/eda/netlist/netlist.ts";
import { modulesOf, type Module } from "../../../src/hdl/index.ts";
import { printVerilog } from "../../../src/hdl/verilog.ts";
import { parametersOf } from "../../support/random-design.ts";

const SECONDS = 1000;
const top = generator.elaborate(
  parametersOf(generator, {
    activation: "int4",
    groupSize: 2,
    tables: 3,
    fetchers: 2,
    inputs: 20,
    outputs: 7,
    pipelineFetch: 1,
  }),
);

/** The same module with other names and numbers, its cells in another order, and swapped inputs of ANDs, ORs and XORs. */
function shuffled(module: NetlistModule, random: Random): NetlistModule {
  const order = (count: number): number[] =>
    Array.from({ length: count }, (_, i) => [random.next(), i] as const)
      .toSorted(([a], [b]) => a - b)
      .map(([, i]) => i);
  const bits = Object.values(module.cells).flatMap(({ connections }) => Object.values(connections).flat());
  const ports = Object.values(module.ports).flatMap((port) => port.bits);
  const nets = [...new Set([...bits, ...ports])].filter((bit) => typeof bit === "number");
  const numbers = new Map(order(nets.length).map((to, i) => [nets[i] as Bit, 1000 + to]));
  const renumber = (all: readonly Bit[]): Bit[] => all.map((bit) => numbers.get(bit) ?? bit);
  const cells = Object.entries(module.cells);
  const renamed = order(cells.length).map((from, i) => {
    const [name, cell] = cells[from] as (typeof cells)[number];
    const connections = Object.fromEntries(
      Object.entries(cell.connections).map(([port, all]) => [port, renumber(all)] as const),
    );
    const { A: a, B: b } = connections;
    const isSwapped =
      /^\$_(N?AND|N?OR|XN?OR)_$/.test(cell.type) && random.bit() === 1 && a !== undefined && b !== undefined;
    const isGate = cell.type.startsWith("$") || cell.type.endsWith("_adder");
    return [
      isGate ? `other${i}` : name,
      { ...cell, connections: isSwapped ? { ...connections, A: b, B: a } : connections },
    ] as const;
  });
  return {
    ...module,
    ports: Object.fromEntries(
      Object.entries(module.ports).map(([name, port]) => [name, { ...port, bits: renumber(port.bits) }]),
    ),
    cells: Object.fromEntries(renamed),
    netnames: {},
  };
}

/** What of a module decides how it is mapped; the order of cells included. */
function shapeOf({ ports, cells }: NetlistModule): unknown {
  const shapes = Object.entries(cells).map(([name, { type, connections }]) => [
    name,
    type,
    Object.entries(connections),
  ]);
  return { ports, shapes };
}

describe("canonicalise(module)", () => {
  let modules: readonly (readonly [string, NetlistModule])[] = [];
  beforeAll(async () => {
    const run = await runElaboration("embedded", printVerilog(top), top.name, "keep");
    const netlist = parseNetlist(run.files["netlist.json"]);
    modules = Object.entries(netlist.modules).filter(([, module]) => !isBlackbox(module));
  }, 60 * SECONDS);

  it("gives the same module whatever the names, the numbers and the order, for every module of a core", () => {
    expect(modules.length).toBeGreaterThan(5);
    const random = new Random(5);
    const different = modules.flatMap(([name, module]) => {
      const wanted = JSON.stringify(shapeOf(canonicalise(module)));
      const isSame = [1, 2, 3].every(() => JSON.stringify(shapeOf(canonicalise(shuffled(module, random)))) === wanted);
      return isSame ? [] : [name];
    });
    expect(different).toEqual([]);
  });

  it("keeps every cell, every port and every connection", () => {
    for (const [, module] of modules) {
      const after = canonicalise(module);
      expect(Object.keys(after.ports)).toEqual(Object.keys(module.ports));
      expect(countsOf(after)).toEqual(countsOf(module));
    }
  });

  it("is the same when done twice", () => {
    for (const [, module] of modules) {
      const once = canonicalise(module);
      expect(shapeOf(canonicalise(once))).toEqual(shapeOf(once));
    }
  });
});

/** Cells by type, and how many readers the nets have, sorted. */
function countsOf({ cells }: NetlistModule): unknown {
  const types = Object.values(cells).map(({ type }) => type);
  const uses = new Map<Bit, number>();
  for (const { connections } of Object.values(cells))
    for (const bit of Object.values(connections).flat()) uses.set(bit, (uses.get(bit) ?? 0) + 1);
  return [types.toSorted(), [...uses.values()].toSorted((a, b) => a - b)];
}

describe("ModuleMapper.map(module)", () => {
  it(
    "maps a module alone to the very cells that it has in the whole design",
    async () => {
      const technology = loadTechnology("asap7");
      const whole = await runSynthesis({
        verilog: printVerilog(top),
        top: top.name,
        technology,
        hierarchy: "keep",
        yosys: "embedded",
      });
      const areas = new Map(technology.cells.map(({ name, areaUm2 }) => [name, areaUm2]));
      const mapper = new ModuleMapper(technology, "embedded");
      const alone = await Promise.all(
        modulesOf(top).map(async (module: Module) => {
          const { cells } = (await mapper.map(module)).module;
          const sum = Object.values(cells).reduce((all, { type }) => all + (areas.get(type) ?? 0), 0);
          return [module.name, Number(sum.toPrecision(9))] as const;
        }),
      );
      const together = whole.result.modules.map(({ name, areaUm2Each }) => [name, Number(areaUm2Each.toPrecision(9))]);
      const ownModules = alone.filter(([name]) => !name.endsWith("_adder"));
      expect(Object.fromEntries(together)).toEqual(Object.fromEntries(ownModules));
    },
    120 * SECONDS,
  );
});
