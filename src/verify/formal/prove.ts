import { ToolError } from "../../core/errors.ts";
import { runYosys, type YosysEngine } from "../../eda/yosys/index.ts";

/** What became of a property. */
export type Verdict = "proved" | "disproved" | "open";

/** A circuit some outputs of which must stay low, from any first state of registers without a stated one. */
export interface SafetyTask {
  /** File name → text. */
  readonly verilog: Readonly<Record<string, string>>;
  readonly top: string;
  /** Outputs of `top` that must stay low, by their place among its outputs. */
  readonly outputs: readonly number[];
  /** Seconds after which a property is given up. */
  readonly patienceS: number;
  readonly yosys: YosysEngine;
}

/**
 * Proves that outputs stay low in every reachable state, by property-directed reachability (`pdr` of ABC, which is in
 * Yosys): a complete proof, however long the circuit runs. It becomes an and-inverter graph with one latch for each
 * flip-flop and each bit of a memory; each property then looks at the part that it depends on.
 * @throws {ToolError} if a verdict cannot be read
 */
export async function proveNever(task: SafetyTask): Promise<readonly Verdict[]> {
  const { verilog, top, outputs, patienceS, yosys } = task;
  const checks = outputs.map(
    (output) => `read_aiger,model.aig;cone,-s,-O,${output};scorr;dc2;print_stats;pdr,-T,${patienceS}`,
  );
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
abc -script +strash;&get,-n;${checks.join(";")};&put;dch
`;
  const { stdout } = await runYosys(yosys, script, verilog);
  const logs = stdout.split("+ cone -s -O").slice(1);
  if (logs.length !== outputs.length) throw new ToolError("the model checker did not run", stdout.slice(-2000));
  return logs.map(verdictOf);
}

function verdictOf(log: string): Verdict {
  if (/was asserted in frame/.test(log)) return "disproved";
  if (/Property proved\.|The (miter|network) is (combinational )?UNSAT/i.test(log)) return "proved";
  if (/[Tt]imeout|Reached|gap limit|undecided/i.test(log)) return "open";
  throw new ToolError("no verdict of the model checker", log.slice(0, 2000));
}
