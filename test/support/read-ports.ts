import type { Module } from "../../src/hdl/index.ts";
import { ownPins } from "../../src/hdl/own-pins.ts";
import { PINS, timingGraph } from "../../src/hdl/timing-graph.ts";

/** Input ports, and outputs of children as `instance.port`, that a module's own logic reads: name → bits, in one order. */
export function readPorts(module: Module): ReadonlyMap<string, number> {
  const graph = timingGraph(module);
  const { inputs, children } = graph;
  const pins = ownPins(graph);
  const isRead = (nodes: Int32Array): boolean =>
    nodes.some((node) => node >= 0 && PINS.some((_, kind) => (pins[node * PINS.length + kind] ?? 0) > 0));
  const ports = [...inputs].filter(([name]) => name !== "rst");
  const below = children.flatMap(({ instance, outputs }) =>
    [...outputs].map(([port, nodes]) => [`${instance.name}.${port}`, nodes] as const),
  );
  const read = [...ports, ...below].filter(([, nodes]) => isRead(nodes));
  const widths = read.map(([name, nodes]) => [name, nodes.length] as const);
  return new Map(widths.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
