import { beforeAll, describe, expect, it } from "vitest";
import { ternaryLut as generator } from "../../generators/ternary-lut/index.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { keptPins, ModuleMapper, type KeptPins } from "../../src/characterise/map-alone.ts";
import type { MappedModule } from "../../src/eda/yosys/index.ts";
import { modulesOf, type Module } from "../../src/hdl/index.ts";
import { parametersOf } from "../support/random-design.ts";

const SECONDS = 1000;
const technology = loadTechnology("asap7");
const core = generator.elaborate(
  parametersOf(generator, { activation: "int4", groupSize: 2, tables: 2, fetchers: 3, inputs: 8, outputs: 6 }),
);
/** The lane reads table entries through children. */
const parent = modulesOf(core).find(({ name, instances }) => name !== core.name && instances.length > 0) as Module;
const children = [...new Set(parent.instances.map(({ module }) => module))];

let mapped: MappedModule;
const pins = new Map<string, KeptPins>();

beforeAll(async () => {
  const mapper = new ModuleMapper(technology, "embedded");
  mapped = await mapper.map(parent);
  for (const child of children) pins.set(child.name, keptPins((await mapper.map(child)).loads));
}, 60 * SECONDS);

function mapKnowing(factor: number): Promise<MappedModule> {
  const mapper = new ModuleMapper(technology, "embedded");
  for (const [name, own] of pins) {
    const more = Object.entries(own).map(([port, each]) => [port, each.map((count) => factor * count)] as const);
    mapper.know(name, Object.fromEntries(more));
  }
  return mapper.map(parent);
}

describe("ModuleMapper.know(name, pins)", () => {
  it("maps a parent as if its children had been mapped", { timeout: 60 * SECONDS }, async () => {
    expect(await mapKnowing(1)).toEqual(mapped);
  });

  it("goes by the pins that it is told, without mapping the children", { timeout: 60 * SECONDS }, async () => {
    expect(await mapKnowing(3)).not.toEqual(mapped);
  });
});
