/** Liberty, the cell library format: read into a `Technology`, written for Yosys. Nothing here knows about designs. */
export { importLiberty, importLibertyText } from "./import.ts";
export type { ImportOptions } from "./import.ts";
export { literal, truthTable } from "../../../models/technology/truth-table.ts";
export { groupsOf, parseLiberty } from "./parse.ts";
export { readLibertyFile } from "./read-file.ts";
export { synthesisCells, writeLiberty } from "./write.ts";
