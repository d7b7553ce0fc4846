/** Liberty, the cell library format: read into a `Technology`, written for Yosys. Nothing here knows about designs. */
export { importLiberty, importLibertyText } from "./import.ts";
export type { ImportOptions } from "./import.ts";
export { groupsOf, parseLiberty } from "./parse.ts";
export { readLibertyFile } from "./read-file.ts";
export { writeLiberty } from "./write.ts";
