import { file, pass, runYosys, type Script } from "../../src/eda/yosys/index.ts";
import type { Module } from "../../src/hdl/index.ts";
import { printVerilog } from "../../src/hdl/verilog.ts";

/** A claim: the printed module, seen through `ports` and `view`, is what `behaviour` says. */
export interface Claim {
  readonly module: Module;
  /** Port list of both sides, e.g. `input [3:0] a, output [4:0] y`. */
  readonly ports: string;
  /** Verilog that instantiates the module as it is printed and drives the outputs. */
  readonly view: string;
  /** Verilog that drives the same outputs from the mathematics. */
  readonly behaviour: string;
}

/**
 * Proves all claims by SAT in one run of the embedded Yosys.
 * @throws {ToolError} if a claim does not hold, with the counterexample in the log
 */
export async function prove(claims: readonly Claim[]): Promise<void> {
  const files: Record<string, string> = Object.assign({}, ...claims.map(({ module }) => printVerilog(module)));
  const sides = claims.flatMap(({ ports, view, behaviour }, i) => [
    `module printed_${i}(${ports});\n${view}\nendmodule`,
    `module behaviour_${i}(${ports});\n${behaviour}\nendmodule`,
  ]);
  const script: Script = [
    pass("read_verilog", ...[...Object.keys(files), "sides.v"].map(file)),
    pass("proc"),
    ...claims.flatMap((_, i) => [
      pass("miter", "-equiv", "-flatten", "-make_outputs", `behaviour_${i}`, `printed_${i}`, `miter_${i}`),
      pass("sat", "-verify", "-prove", "trigger", 0, "-show-inputs", `miter_${i}`),
    ]),
  ];
  const { stdout } = await runYosys("embedded", script, { ...files, "sides.v": sides.join("\n") });
  const proven = stdout.match(/SAT proof finished - no model found: SUCCESS!/g)?.length ?? 0;
  if (proven !== claims.length) throw new Error(`${proven} of ${claims.length} claims proven`);
}
