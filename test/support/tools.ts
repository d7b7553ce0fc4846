import { spawnSync } from "node:child_process";

/** Whether a native tool is there; tests that need it are registered only then, so none counts as skipped. */
export const hasIcarus = spawnSync("iverilog", ["-V"]).status === 0;
export const hasVerilator = spawnSync("verilator", ["--version"]).status === 0;
export const hasNativeYosys = spawnSync("yosys", ["-V"]).status === 0;
