import type { SynthesisResult } from "../../core/synthesis.ts";
import { InputError } from "../../core/errors.ts";
import type { Technology } from "../../../models/technology/technology.ts";
import { simplifyAdders } from "./adders.ts";
import { runYosys, yosysVersion } from "./engine.ts";
import type { YosysEngine, YosysFiles } from "./engine.ts";
import { measure } from "./measure.ts";
import { mapModules, parseNetlist } from "./netlist.ts";
import { choosePolarity } from "./polarity.ts";
import { elaborationScript, ELABORATION_FILES, mappingScript, prepareLibrary } from "./recipe.ts";

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
  /** The mapped netlist as Verilog, in cells of the library. */
  readonly mappedVerilog: string;
  /** Everything Yosys printed. */
  readonly log: string;
}

/**
 * Synthesises a design to cells of a technology; pre-layout, for area, not timing-driven.
 * @throws CheckError naming cells that stayed unmapped, latches and cells without area; ToolError if Yosys fails
 */
export async function synthesise(request: SynthesisRequest): Promise<SynthesisResult> {
  return (await runSynthesis(request)).result;
}

/** `synthesise` with the mapped Verilog and the log. */
export async function runSynthesis(request: SynthesisRequest): Promise<SynthesisRun> {
  const { verilog, top, technology, hierarchy, yosys } = request;
  if (!/^[A-Za-z_]\w*$/.test(top)) throw InputError.at("top", `got "${top}", expected the name of a Verilog module`);
  const tool = yosysVersion(yosys);
  const library = prepareLibrary(technology);
  const elaborate = elaborationScript(Object.keys(verilog), top, hierarchy);
  const first = await runYosys(yosys, elaborate, { ...verilog, ...ELABORATION_FILES });

  const netlist = mapModules(parseNetlist(first.files["netlist.json"]), (module) =>
    choosePolarity(simplifyAdders(module), library.inverting),
  );
  const map = mappingScript(library);
  const second = await runYosys(yosys, map, { ...library.files, "adders.json": JSON.stringify(netlist) });

  const areas = new Map(technology.cells.map((cell) => [cell.name, cell.areaUm2]));
  const measurement = measure(parseNetlist(second.files["mapped.json"]), top, areas);
  const { library: name, corner, sourceSha256 } = technology;
  const result: SynthesisResult = {
    top,
    ...measurement,
    hierarchy,
    tool,
    library: `${name}, corner ${corner}, SHA-256 ${sourceSha256}`,
    script: `# 1. Verilog to gates and adders\n${elaborate}${BETWEEN}# 2. Gates to library cells\n${map}`,
  };
  return { result, mappedVerilog: second.files["mapped.v"] ?? "", log: first.stdout + second.stdout };
}

const BETWEEN = `# between: tritforge turns netlist.json into adders.json: adders with constant inputs or
# unread outputs become gates, full adders and flip-flops get the polarity that needs fewest inverters
`;
