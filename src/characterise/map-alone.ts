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
  type YosysEngine,
} from "../eda/yosys/index.ts";
import type { Module } from "../hdl/index.ts";
import { printModule, printShell } from "../hdl/verilog-module.ts";
import { printVerilog } from "../hdl/verilog.ts";

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

  constructor(technology: Technology, yosys: YosysEngine) {
    this.#mapping = prepareMapping(technology, yosys);
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
      const { loads: own } = await this.map(child);
      loads.set(name, own).set(enabledName(name), own);
    }
    const { yosys, technology } = this.#mapping;
    const run = await runElaboration(yosys, verilogAlone(module), module.name, "keep");
    const elaborated = withoutMissingCells(parseNetlist(run.files["netlist.json"]), module.name, technology);
    return mapModule(module.name, elaborated, loads, this.#mapping);
  }

  /** The module by itself, its children's ports made ports of its own (`instance.port`), as a netlist of one module. */
  async mapAlone(module: Module): Promise<Netlist> {
    const children = new Set(module.instances.flatMap(({ module: { name } }) => [name, enabledName(name)]));
    const { module: mapped } = await this.map(module);
    return { modules: { [module.name]: cutInstances(mapped, (type) => children.has(type)) } };
  }
}
