import { synthesisCells } from "../../../models/technology/synthesis-cells.ts";
import type { Technology } from "../../../models/technology/technology.ts";
import type { Bit, NetlistCell, NetlistModule } from "../netlist/netlist.ts";
import { fanOutBufferOf, highestNet } from "./fan-out-buffer.ts";

/**
 * Gives each bit at which a net leaves a module a buffer, if it leaves at several: a reader outside buffers a port bit by bit
 * and cannot know that one driver stands behind all of them. Constants need none.
 */
export function bufferPorts(module: NetlistModule, technology: Technology): NetlistModule {
  const outputs = Object.entries(module.ports).filter(([, { direction }]) => direction === "output");
  const shared = leavingAtSeveral(outputs.flatMap(([, { bits }]) => bits));
  for (const constant of tiedNets(module, technology)) shared.delete(constant);
  if (shared.size === 0) return module;
  const buffer = fanOutBufferOf(technology);
  const buffers: Record<string, NetlistCell> = {};
  let [net, count] = [highestNet(module), 0];
  const buffered = outputs.map(([name, port]) => {
    const bits = port.bits.map((bit) => {
      if (!shared.has(bit)) return bit;
      buffers[`port_buffer_${count++}`] = buffer.cell(bit, ++net);
      return net;
    });
    return [name, { ...port, bits }] as const;
  });
  return {
    ...module,
    ports: { ...module.ports, ...Object.fromEntries(buffered) },
    cells: { ...module.cells, ...buffers },
  };
}

/** Nets, not constants, that occur more than once. */
function leavingAtSeveral(bits: readonly Bit[]): Set<Bit> {
  const [seen, several] = [new Set<Bit>(), new Set<Bit>()];
  for (const bit of bits) {
    if (typeof bit !== "number") continue;
    if (seen.has(bit)) several.add(bit);
    seen.add(bit);
  }
  return several;
}

/** Nets that tie cells hold. */
function tiedNets(module: NetlistModule, technology: Technology): readonly Bit[] {
  const { tieHigh, tieLow } = synthesisCells(technology);
  const ties = new Map([tieHigh, tieLow].flatMap((tie) => (tie === undefined ? [] : [[tie.cell.name, tie.pin]])));
  return Object.values(module.cells).flatMap(({ type, connections }) => connections[ties.get(type) ?? ""] ?? []);
}
