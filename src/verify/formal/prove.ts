import { ToolError } from "../../core/errors.ts";
import { runYosys, type YosysEngine } from "../../eda/yosys/index.ts";

/** What became of a property. */
export type Verdict = "proved" | "disproved" | "open";

/** A circuit whose outputs must stay low, from any first state of registers without a stated one. */
export interface SafetyTask {
  /** File name → text. */
  readonly verilog: Readonly<Record<string, string>>;
  readonly top: string;
  /** Outputs of `top`, in the order of its ports. */
  readonly properties: readonly string[];
  /** Seconds after which open properties are given up. */
  readonly patienceS: number;
  readonly yosys: YosysEngine;
}

/**
 * Proves that outputs stay low in every reachable state, by property-directed reachability (ABC `pdr`, in Yosys): a
 * complete proof, however long the unit runs. The circuit becomes an and-inverter graph with one latch for each flip-flop
 * and each bit of a memory.
 * @throws {ToolError} if the verdict cannot be read
 */
export async function proveNever(task: SafetyTask): Promise<readonly Verdict[]> {
  const { verilog, top, properties, patienceS, yosys } = task;
  const script = `
read_verilog ${Object.keys(verilog).join(" ")}
hierarchy -check -top ${top}
proc
flatten
memory_map
opt -full
techmap
opt -fast
dffunmap
simplemap
opt_clean
abc -g AND
opt_clean
write_aiger -zinit model.aig
abc -script +strash;&get,-n;read_aiger,model.aig;print_stats;scorr;print_stats;pdr,-a,-T,${patienceS};&put;dch
`;
  const { stdout } = await runYosys(yosys, script, verilog);
  return properties.map((_, output) => verdictOf(stdout, output, properties.length));
}

function verdictOf(log: string, output: number, outputs: number): Verdict {
  const counts = /Properties:\s+All = (\d+)\. Proved = (\d+)\. Disproved = (\d+)\. Undecided = (\d+)\./.exec(log);
  if (counts === null || Number(counts[1]) !== outputs)
    throw new ToolError("no verdict of the model checker", log.slice(-2000));
  if (new RegExp(`Output\\s+${output} was asserted in frame`).test(log)) return "disproved";
  if (new RegExp(`Proved output\\s+${output} in frame`).test(log) || counts[4] === "0") return "proved";
  return "open";
}
