import type { Technology } from "../../../models/technology/technology.ts";
import { ToolError } from "../../core/errors.ts";
import { simplifyAdders } from "./adders.ts";
import { canonicalise } from "./canonical.ts";
import { runYosys, type YosysEngine } from "./engine.ts";
import { bufferFanOut, type ChildLoads, type PortLoads } from "./fan-out.ts";
import { isBlackbox, parseNetlist, type Netlist, type NetlistModule } from "../netlist/netlist.ts";
import { bufferPorts } from "./port-buffers.ts";
import { choosePolarity } from "./polarity.ts";
import { mappingScript, prepareLibrary, type PreparedLibrary } from "./recipe.ts";

/** What maps modules to one technology. */
export interface Mapping {
  readonly technology: Technology;
  readonly library: PreparedLibrary;
  readonly yosys: YosysEngine;
}

/** A mapping to a technology; its library is written once. */
export function prepareMapping(technology: Technology, yosys: YosysEngine): Mapping {
  return { technology, library: prepareLibrary(technology), yosys };
}

/** What mapping makes of a module. */
export interface MappedModule {
  /** In library cells and instances of its children, fan-out buffers included. */
  readonly module: NetlistModule;
  readonly loads: PortLoads;
}

/**
 * Maps one module of an elaborated netlist, its children empty shells: what comes out depends on the module and on the
 * pins behind its children's inputs alone, not on what else is in the design.
 * @throws ToolError if Yosys fails
 */
export async function mapModule(
  name: string,
  elaborated: Netlist,
  children: ChildLoads,
  mapping: Mapping,
): Promise<MappedModule> {
  const { technology, library } = mapping;
  const own = choosePolarity(
    canonicalise(simplifyAdders(elaborated.modules[name] as NetlistModule)),
    library.inverting,
  );
  const hasLogic = Object.values(own.cells).some(({ type }) => !isChild(type, elaborated));
  const module = hasLogic ? await mapLogic(name, own, elaborated, mapping) : own;
  return bufferFanOut(bufferPorts(module, technology), technology, children);
}

async function mapLogic(
  name: string,
  own: NetlistModule,
  elaborated: Netlist,
  { library, yosys }: Mapping,
): Promise<NetlistModule> {
  const types = new Set(Object.values(own.cells).map(({ type }) => type));
  const shells = [...types].flatMap((type) => {
    const child = elaborated.modules[type];
    return child === undefined ? [] : [[type, shellOf(child)] as const];
  });
  const json: Netlist = { modules: { ...Object.fromEntries(shells), [name]: own } };
  const run = await runYosys(
    yosys,
    mappingScript(library, name),
    {
      ...library.files,
      "adders.json": JSON.stringify(json),
    },
    "quiet",
  );
  const module = parseNetlist(run.files["mapped.json"]).modules[name];
  if (module === undefined) throw new ToolError(`Yosys lost module ${name}`, run.stdout);
  return nameCells(module);
}

/** Library cells as `u0`, `u1`, …; instances of children keep their names. */
function nameCells(module: NetlistModule): NetlistModule {
  let count = 0;
  const cells = Object.entries(module.cells).map(
    ([name, cell]) => [/^c\d+$|\W/.test(name) && !name.endsWith("].u") ? `u${count++}` : name, cell] as const,
  );
  return { ...module, cells: Object.fromEntries(cells) };
}

function isChild(type: string, elaborated: Netlist): boolean {
  const module = elaborated.modules[type];
  return module !== undefined && !isBlackbox(module);
}

function shellOf(module: NetlistModule): NetlistModule {
  return { ...module, attributes: { ...module.attributes, blackbox: "1" }, cells: {}, netnames: {} };
}
