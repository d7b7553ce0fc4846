import type { Bit, NetlistCell, NetlistModule } from "./netlist.ts";

/**
 * A mapped module by itself: instances of children are taken out and their ports become ports of the module, named
 * `instance.port`, the copies of a repeated instance side by side. What a child drives is an input, what it reads an output.
 * @param isChild whether a cell type is a module of the design
 */
export function cutInstances(module: NetlistModule, isChild: (type: string) => boolean): NetlistModule {
  const ports: Record<string, { direction: string; bits: Bit[] }> = {};
  const cells: Record<string, NetlistCell> = {};
  for (const [name, cell] of Object.entries(module.cells)) {
    if (!isChild(cell.type)) {
      cells[name] = cell;
      continue;
    }
    const { instance, copy } = instanceOf(name);
    for (const [port, bits] of Object.entries(cell.connections)) {
      const direction = cell.port_directions?.[port] === "output" ? "input" : "output";
      const joined = (ports[`${instance}.${port}`] ??= { direction, bits: [] });
      bits.forEach((bit, i) => (joined.bits[copy * bits.length + i] = bit));
    }
  }
  return { ...module, ports: { ...module.ports, ...ports }, cells };
}

/** Copy i of the repeated instance `fetch` is the cell `fetch[i].u`. */
function instanceOf(cell: string): { readonly instance: string; readonly copy: number } {
  const [, instance, copy] = /^(.*)\[(\d+)\]\.u$/.exec(cell) ?? [];
  return instance === undefined ? { instance: cell, copy: 0 } : { instance, copy: Number(copy) };
}
