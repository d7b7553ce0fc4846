/** Yosys, embedded or native: running scripts, and the synthesis recipe whose areas everything else is measured by. */
export { runYosys, yosysVersion } from "./engine.ts";
export type { YosysEngine } from "./engine.ts";
export { abcCommands, bits, file, name, pass, printScript, remark } from "./script.ts";
export type { Argument, Script } from "./script.ts";
export { RECIPE_VERSION } from "./recipe.ts";
export { runSynthesis, synthesise } from "./synthesise.ts";
export { CLOCK_GATE, CLOCK_GATE_SHELL, enabledName, enablesForGates } from "./clock-gates.ts";
export { mapModule, prepareMapping } from "./map-module.ts";
export type { MappedModule, Mapping } from "./map-module.ts";
export type { PortLoads } from "./fan-out.ts";
export { runElaboration, withoutMissingCells } from "./synthesise.ts";
