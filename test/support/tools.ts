import { spawnSync } from "node:child_process";
import type { YosysEngine } from "../../src/eda/yosys/index.ts";

/** Whether a native tool is there; tests that need it are registered only then, so none counts as skipped. */
export const hasIcarus = spawnSync("iverilog", ["-V"]).status === 0;
export const hasVerilator = spawnSync("verilator", ["--version"]).status === 0;

/** For proofs, and for netlists that need only be there: the native Yosys, twice as fast, where there is one. */
export const FASTEST: YosysEngine = spawnSync("yosys", ["-V"]).status === 0 ? "native" : "embedded";
