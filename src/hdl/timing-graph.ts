import type { Module } from "./netlist.ts";
import { GraphBuilder } from "./timing-graph-builder.ts";
import { mergedGates } from "./merged-gates.ts";
import type { TimingGraph } from "./timing-steps.ts";

export { PINS, STEPS } from "./timing-steps.ts";
export type { Step, TimingChild, TimingGraph } from "./timing-steps.ts";

const graphs = new WeakMap<Module, TimingGraph>();

/** The graph of a module's own logic; made once. */
export function timingGraph(module: Module): TimingGraph {
  const known = graphs.get(module) ?? mergedGates(new GraphBuilder(module).build());
  graphs.set(module, known);
  return known;
}
