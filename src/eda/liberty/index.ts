/** Liberty, the cell library format: read into a `Technology`, written for Yosys. Nothing here knows about designs. */
export { cheapest, cheapestFlipFlop, cheapestGates, gatesWithTable, plainFlipFlops } from "./choose.ts";
export type { PlainFlipFlop } from "./choose.ts";
export { importLiberty, importLibertyText } from "./import.ts";
export type { ImportOptions } from "./import.ts";
export { complement, literal, TABLES, truthTable } from "./logic.ts";
export { groupsOf, parseLiberty } from "./parse.ts";
export type { LibertyGroup } from "./parse.ts";
export { synthesisCells, writeLiberty } from "./write.ts";
export type { SynthesisCells, TiePin } from "./write.ts";
