import { spawnSync } from "node:child_process";
import { ToolError } from "../../../src/core/errors.ts";
import { TemporaryFolder } from "../../../src/run/temporary-folder.ts";
import { readLibertyFile } from "../../../src/eda/liberty/index.ts";
import { libertyForSta } from "./liberty-text.ts";
import { printTcl, type TclCommand, type TclWord } from "./tcl.ts";

const MAXIMUM_LOG_BYTES = 512 * 1024 * 1024;

/** Version of the OpenSTA on the PATH (`sta`), e.g. `2.0.17`; undefined if there is none. */
export function openStaVersion(): string | undefined {
  const run = spawnSync("sta", ["-version"], { encoding: "utf8" });
  return run.error === undefined ? run.stdout.trim().split(/\s+/).at(-1) : undefined;
}

/** A design for OpenSTA. */
export interface StaDesign {
  /** Structural Verilog in cells of the library. */
  readonly verilog: string;
  readonly top: string;
  /** The original Liberty file, `.lib` or `.lib.gz`. */
  readonly libertyFile: string;
}

/**
 * Reads the design in a temporary folder that is removed afterwards, then runs Tcl commands; units are ps, fF, V, mA, W.
 * @returns what was printed
 * @throws {InputError} if the Liberty file cannot be read, or TMPDIR has no room
 * @throws {ToolError} if there is no `sta`, it reports an error, or it goes on without a cell or a table
 */
export function runOpenSta({ verilog, top, libertyFile }: StaDesign, commands: readonly TclCommand[]): string {
  const folder = new TemporaryFolder("sta");
  try {
    // Unzipped, because Debian's OpenSTA does not read gzip.
    folder.write("cells.lib", libertyForSta(readLibertyFile(libertyFile)));
    folder.write("design.v", verilog);
    const script: readonly TclCommand[] = [
      ["read_liberty", "cells.lib"],
      ["read_verilog", "design.v"],
      ["link_design", top],
      ["set_cmd_units", "-time", "ps", "-capacitance", "fF", "-voltage", "V", "-current", "mA", "-power", "W"],
      ...commands,
      ["exit"],
    ];
    folder.write("script.tcl", CONSTRAIN + printTcl(script));
    const options = { cwd: folder.path, encoding: "utf8", maxBuffer: MAXIMUM_LOG_BYTES } as const;
    const run = spawnSync("sta", ["-no_splash", "-exit", "script.tcl"], options);
    if (run.error !== undefined) throw new ToolError(`OpenSTA cannot be run: ${run.error.message}`, "");
    const log = run.stdout + run.stderr;
    const fault = /^Error.*|^Warning.*(?:(?:module|template) \S+ not found|black box).*/m.exec(log)?.[0];
    if (fault !== undefined) throw new ToolError(`OpenSTA failed: ${fault}`, log.slice(0, LOG_SHOWN));
    if (run.status !== 0) throw new ToolError(`OpenSTA ended with status ${run.status}`, log.slice(-LOG_SHOWN));
    return log;
  } finally {
    folder.remove();
  }
}

const LOG_SHOWN = 4000;

/** Conditions of all ports but the clock: what needs Tcl's own loops, as a command that takes its values as words. */
const CONSTRAIN = `proc constrain {clock slew load} {
  set inputs {}
  foreach port [all_inputs] { if {[get_property $port full_name] ne $clock} { lappend inputs $port } }
  if {$inputs ne {}} { set_input_transition $slew $inputs; set_input_delay 0 -clock clk $inputs }
  if {[all_outputs] ne {}} { set_load $load [all_outputs]; set_output_delay 0 -clock clk [all_outputs] }
}
`;

/**
 * Conditions of every analysis as Tcl, the same as those of src/eda/timing (`analyseTiming`).
 * @param clock the clock port; undefined for a design without flip-flops
 * @param periodPs only slacks depend on it
 */
export function conditions(
  fo4: { readonly slewPs: number; readonly loadFf: number },
  clock: string | undefined,
  periodPs: number,
): readonly TclCommand[] {
  const ofClock: readonly TclCommand[] =
    clock === undefined ? [] : [["set_clock_transition", fo4.slewPs, { of: ["get_clocks", "clk"] }]];
  const source: readonly TclWord[] = clock === undefined ? [] : [{ of: ["get_ports", clock] }];
  return [
    ["create_clock", "-name", "clk", "-period", periodPs, ...source],
    ...ofClock,
    ["constrain", clock ?? "", fo4.slewPs, fo4.loadFf],
  ];
}
