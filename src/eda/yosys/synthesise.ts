import type { SynthesisResult } from "../../core/synthesis.ts";
import { InputError } from "../../core/errors.ts";
import { IDENTIFIER_RULE, isIdentifier } from "../../core/identifier.ts";
import { printable } from "../../core/printable.ts";
import type { Technology } from "../../../models/technology/technology.ts";
import { printNetlist } from "../netlist/verilog.ts";
import { runYosys, yosysVersion, type YosysEngine } from "./engine.ts";
import type { YosysFiles, YosysRun } from "./run.ts";
import type { PortLoads } from "./fan-out.ts";
import { mapModule, prepareMapping } from "./map-module.ts";
import { measure } from "./measure.ts";
import { isBlackbox, parseNetlist, type Netlist, type NetlistModule } from "../netlist/netlist.ts";
import { printScript, remark } from "./script.ts";
import { enablesForGates, hasClockGates } from "./clock-gates.ts";
import { synthesisCells } from "../../../models/technology/synthesis-cells.ts";
import { elaborationScript, ELABORATION_FILES, mappingScript } from "./recipe.ts";

/** What is to be synthesised, and how. */
export interface SynthesisRequest {
  /** File name → Verilog text. */
  readonly verilog: YosysFiles;
  readonly top: string;
  readonly technology: Technology;
  /** `keep`: each distinct module once; `flatten`: one module, optimised across the borders. */
  readonly hierarchy: "keep" | "flatten";
  readonly yosys: YosysEngine;
}

/** A synthesis with what it wrote. */
export interface SynthesisRun {
  readonly result: SynthesisResult;
  /** The mapped netlist, fan-out buffers included. */
  readonly netlist: Netlist;
  /** The same as Verilog, in cells of the library. */
  readonly mappedVerilog: string;
}

/**
 * Synthesises a design to cells of a technology; pre-layout, for area, not timing-driven.
 * @throws CheckError naming cells that stayed unmapped, latches and cells without area; ToolError if Yosys fails
 */
export async function synthesise(request: SynthesisRequest): Promise<SynthesisResult> {
  return (await runSynthesis(request)).result;
}

/** `synthesise` with the mapped netlist. */
export async function runSynthesis(request: SynthesisRequest): Promise<SynthesisRun> {
  const { verilog, top, technology, hierarchy, yosys } = request;
  if (!isIdentifier(top)) throw InputError.at("top", `got "${printable(top)}", expected ${IDENTIFIER_RULE}`);
  const tool = yosysVersion(yosys);
  const mapping = prepareMapping(technology, yosys);
  const first = await runElaboration(yosys, verilog, top, hierarchy);
  const gated = parseNetlist(first.files["netlist.json"]);
  const elaborated = withoutMissingCells(gated, top, technology);

  const modules: Record<string, NetlistModule> = {};
  const loads = new Map<string, PortLoads>();
  for (const name of childrenFirst(elaborated, top)) {
    const mapped = await mapModule(name, elaborated, loads, mapping);
    modules[name] = mapped.module;
    loads.set(name, mapped.loads);
  }
  const netlist: Netlist = { modules };
  const areas = new Map(technology.cells.map((cell) => [cell.name, cell.areaUm2]));
  const measurement = measure(netlist, top, areas);
  const { library: libraryName, corner, sourceSha256 } = technology;
  const result: SynthesisResult = {
    top,
    ...measurement,
    hierarchy,
    tool,
    library: `${libraryName}, corner ${corner}, SHA-256 ${sourceSha256}`,
    script: printScript([
      remark("1. Verilog to gates and adders"),
      ...elaborationScript(Object.keys(verilog), top, hierarchy),
      remark("between: tritforge turns netlist.json into adders.json: adders with constant inputs or"),
      remark("unread outputs become gates, full adders and flip-flops get the polarity that needs fewest inverters"),
      remark("2. Gates to library cells, each module by itself"),
      ...mappingScript(mapping.library, top),
      ...(elaborated === gated
        ? []
        : [remark("the library has no clock gate: flip-flops behind one get a multiplexer")]),
      remark(
        "after: a net that leaves a module at several bits gets a buffer for each of them, and nets with more than",
      ),
      remark("10 pins of a small gate a tree of buffers"),
    ]),
  };
  return { result, netlist, mappedVerilog: printNetlist(netlist, top) };
}

/** Clock gates become enables where the library has no cell for them. */
export function withoutMissingCells(netlist: Netlist, top: string, technology: Technology): Netlist {
  const hasCell = synthesisCells(technology).clockGate !== undefined;
  return hasCell || !hasClockGates(netlist) ? netlist : enablesForGates(netlist, top);
}

/** Verilog to gates, flip-flops and adder leaves: `netlist.json`. @throws ToolError if Yosys fails */
export function runElaboration(
  yosys: YosysEngine,
  verilog: YosysFiles,
  top: string,
  hierarchy: "keep" | "flatten",
): Promise<YosysRun> {
  const script = elaborationScript(Object.keys(verilog), top, hierarchy);
  return runYosys(yosys, script, { ...verilog, ...ELABORATION_FILES }, "quiet");
}

/** Modules with contents below `top`, children before their parents. */
function childrenFirst(netlist: Netlist, top: string): readonly string[] {
  const order = new Set<string>();
  const visit = (name: string): void => {
    const module = netlist.modules[name];
    if (module === undefined || isBlackbox(module) || order.has(name)) return;
    for (const type of new Set(Object.values(module.cells).map((cell) => cell.type))) visit(type);
    order.add(name);
  };
  visit(top);
  return [...order];
}
