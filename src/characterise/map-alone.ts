import type { CharacterisedModule } from "../../models/cost/characterised.ts";
import type { Technology } from "../../models/technology/technology.ts";
import { cutInstances } from "../eda/netlist/boundary.ts";
import { parseNetlist, type Netlist } from "../eda/netlist/netlist.ts";
import {
  enabledName,
  mapModule,
  prepareMapping,
  runElaboration,
  withoutMissingCells,
  type MappedModule,
  type Mapping,
  type PortLoads,
  type YosysEngine,
} from "../eda/yosys/index.ts";
import type { Module } from "../hdl/index.ts";
import { allPins, repeatedPins } from "./repeated-pins.ts";
import { printModule, printShell } from "../hdl/verilog-module.ts";
import { printVerilog } from "../hdl/verilog.ts";

/** Pins behind the input ports of a module as tables keep them, the clock's left out. */
export type KeptPins = Exclude<CharacterisedModule["pins"], undefined>;

export function keptPins(loads: PortLoads): KeptPins {
  const entries = Object.entries(loads).filter(([port, pins]) => port !== "clk" && pins.length > 0);
  return Object.fromEntries(entries.map(([port, pins]) => [port, repeatedPins(pins)]));
}

/** Verilog of one module with its children as shells: all that its own mapping depends on, but for its children's pins. */
export function verilogAlone(module: Module): Record<string, string> {
  const files = printVerilog(module);
  const leaves = ["full_adder.v", "half_adder.v", "clock_gate.v"].filter((file) => file in files);
  const shells = new Set(module.instances.map((instance) => instance.module));
  return {
    ...Object.fromEntries(leaves.map((file) => [file, files[file] as string])),
    ...Object.fromEntries([...shells].map((child) => [`${child.name}.v`, printShell(child)])),
    [`${module.name}.v`]: printModule(module),
  };
}

/** Maps single modules to a technology; what was mapped is kept. */
export class ModuleMapper {
  readonly #mapping: Mapping;
  readonly #mapped = new Map<string, Promise<MappedModule>>();
  readonly #pins = new Map<string, KeptPins>();

  constructor(technology: Technology, yosys: YosysEngine) {
    this.#mapping = prepareMapping(technology, yosys);
  }

  /** Takes what a module loads its drivers with from elsewhere, so that it is not mapped for the sake of its parents. */
  know(name: string, pins: KeptPins): void {
    this.#pins.set(name, pins);
  }

  /** The module in library cells, instances of its children left as they are. @throws as `mapModule` */
  map(module: Module): Promise<MappedModule> {
    const known = this.#mapped.get(module.name) ?? this.#map(module);
    this.#mapped.set(module.name, known);
    return known;
  }

  async #map(module: Module): Promise<MappedModule> {
    const children = new Map(module.instances.map((instance) => [instance.module.name, instance.module]));
    const loads = new Map<string, MappedModule["loads"]>();
    for (const [name, child] of children) {
      const own = await this.#loadsOf(child);
      loads.set(name, own).set(enabledName(name), own);
    }
    const { yosys, technology } = this.#mapping;
    const run = await runElaboration(yosys, verilogAlone(module), module.name, "keep");
    const elaborated = withoutMissingCells(parseNetlist(run.files["netlist.json"]), module.name, technology);
    return mapModule(module.name, elaborated, loads, this.#mapping);
  }

  async #loadsOf(module: Module): Promise<PortLoads> {
    const pins = this.#pins.get(module.name);
    if (pins === undefined) return (await this.map(module)).loads;
    const ports = module.inputs.flatMap(({ name, width }) => {
      const own = pins[name];
      return own === undefined ? [] : [[name, allPins(own, width)] as const];
    });
    return Object.fromEntries(ports);
  }

  /** The module by itself, its children's ports made ports of its own (`instance.port`), as a netlist of one module. */
  async mapAlone(module: Module): Promise<Netlist> {
    const children = new Set(module.instances.flatMap(({ module: { name } }) => [name, enabledName(name)]));
    const { module: mapped } = await this.map(module);
    return { modules: { [module.name]: cutInstances(mapped, (type) => children.has(type)) } };
  }
}
