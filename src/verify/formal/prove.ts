import { ToolError } from "../../core/errors.ts";
import { abcCommands, CLOCK_GATE, CLOCK_GATE_SHELL, enablesForGates, file, name, pass } from "../../eda/yosys/index.ts";
import { runYosys, type Script, type YosysEngine } from "../../eda/yosys/index.ts";
import { parseNetlist } from "../../eda/netlist/netlist.ts";

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
  const { top, outputs, yosys } = task;
  const gates = await runYosys(yosys, gatesScript(task), { ...task.verilog, "shell.v": CLOCK_GATE_SHELL });
  // The model has one clock: what waits for a gated one keeps its value until then.
  const model = JSON.stringify(enablesForGates(parseNetlist(gates.files["gates.json"]), top));
  const { stdout } = await runYosys(yosys, proofScript(task), { "model.json": model, "gate.v": GATE });
  const logs = stdout.split("+ &cone -O").slice(1);
  if (logs.length !== outputs.length) throw new ToolError("the model checker did not run", stdout.slice(-2000));
  return logs.map(verdictOf);
}

/** The circuit as one module of gates, flip-flops and clock gates. */
function gatesScript({ verilog, top }: SafetyTask): Script {
  return [
    pass("read_verilog", ...Object.keys(verilog).map(file)),
    pass("delete", CLOCK_GATE),
    pass("read_verilog", "-lib", file("shell.v")),
    pass("hierarchy", "-check", "-top", name(top)),
    pass("proc"),
    pass("flatten"),
    pass("memory_map"),
    pass("opt", "-full"),
    pass("techmap"),
    pass("opt", "-fast"),
    pass("dffunmap"),
    pass("simplemap"),
    pass("opt_clean"),
    pass("write_json", file("gates.json")),
  ];
}

function proofScript({ outputs, patienceS }: SafetyTask): Script {
  const checks = outputs.flatMap((output) => [
    ["&read", "model.aig"],
    ["&cone", "-O", output, "-R", 1],
    ["&put"],
    ["scorr"],
    ["dc2"],
    ["print_stats"],
    ["pdr", "-T", patienceS],
  ]);
  return [
    pass("read_json", file("model.json")),
    pass("abc", "-g", "AND"),
    pass("opt_clean"),
    pass("write_aiger", "-zinit", file("model.aig")),
    pass("design", "-reset"),
    pass("read_verilog", file("gate.v")),
    pass("simplemap"),
    pass("abc", "-script", abcCommands(["strash"], ["backup"], ...checks, ["restore"], ["dch"])),
  ];
}

/** Something for the pass `abc` to map, as it runs no script without. */
const GATE = "module gate(input a, input b, output y); assign y = a & b; endmodule";

function verdictOf(log: string): Verdict {
  if (/was asserted in frame/.test(log)) return "disproved";
  if (/Property proved\.|The (miter|network) is (combinational )?UNSAT/i.test(log)) return "proved";
  // Where nothing but a constant is left, newer versions have nothing to decide; a constant 1 or an input is "asserted".
  if (/lat =\s+0\s+and =\s+0\s/.test(log)) return "proved";
  if (/[Tt]imeout|UNDECIDED|Reached|gap limit|undecided/i.test(log)) return "open";
  throw new ToolError("no verdict of the model checker", log.slice(0, 2000));
}
