import type { Technology, TechnologyCell } from "../../../models/technology/technology.ts";
import { ADDER_PIN_WEIGHT, FAN_OUT_LIMIT } from "../../core/fan-out.ts";
import type { Bit, NetlistCell, NetlistModule } from "../netlist/netlist.ts";
import { fanOutBufferOf, highestNet } from "./fan-out-buffer.ts";

/** Names of clock ports of child modules. */
const CLOCK_PORTS = new Set(["clk", "clock"]);

/** Pins that each bit of each input port of a module drives inside it. */
export type PortLoads = Readonly<Record<string, readonly number[]>>;

/** Module name → pins behind its input ports. */
export type ChildLoads = ReadonlyMap<string, PortLoads>;

/** An input of a cell or child instance, and the pins behind it. */
interface Reader {
  readonly cell: string;
  readonly port: string;
  readonly index: number;
  readonly pins: number;
}

/**
 * Splits every net that drives more than `FAN_OUT_LIMIT` pins by a tree of the technology's buffer. An input port of a
 * child counts for the pins behind it, so no driver ever sees more than the limit, wherever the module borders run (but
 * for a module's own readers of a net that is also its output). Children must be done first.
 */
export function bufferFanOut(
  module: NetlistModule,
  technology: Technology,
  children: ChildLoads,
): { readonly module: NetlistModule; readonly loads: PortLoads } {
  const library = new Map(technology.cells.map((cell) => [cell.name, cell]));
  const { readers, clocks } = readersOf(module, library, children);
  const buffer = fanOutBufferOf(technology);
  const cells: Record<string, NetlistCell> = { ...module.cells };
  const pinsOn = new Map<Bit, number>();
  let nextNet = highestNet(module) + 1;
  let buffers = 0;
  for (const [bit, all] of readers) {
    if (clocks.has(bit)) continue;
    let level: readonly Reader[] = all;
    while (pinsOf(level) > FAN_OUT_LIMIT && level.length > 1) {
      level = groupsOf(level).map((group): Reader => {
        const name = `fan_out_${buffers++}`;
        const net = nextNet++;
        for (const reader of group) connect(cells, reader, net);
        cells[name] = buffer.cell(bit, net);
        return { cell: name, port: buffer.input, index: 0, pins: 1 };
      });
    }
    for (const reader of level) connect(cells, reader, bit);
    pinsOn.set(bit, pinsOf(level));
  }
  const inputs = Object.entries(module.ports).filter(([, { direction }]) => direction === "input");
  const loads = Object.fromEntries(inputs.map(([port, { bits }]) => [port, bits.map((bit) => pinsOn.get(bit) ?? 0)]));
  return { module: { ...module, cells }, loads };
}

function pinsOf(readers: readonly Reader[]): number {
  return readers.reduce((sum, { pins }) => sum + pins, 0);
}

/** Consecutive groups of at most `FAN_OUT_LIMIT` pins (or one reader), filled evenly. */
function groupsOf(readers: readonly Reader[]): Reader[][] {
  const share = pinsOf(readers) / Math.ceil(pinsOf(readers) / FAN_OUT_LIMIT);
  const groups: Reader[][] = [];
  let [inGroup, before] = [FAN_OUT_LIMIT, 0];
  for (const reader of readers) {
    const isFull = inGroup + reader.pins > FAN_OUT_LIMIT || before >= share * groups.length;
    if (groups.length === 0 || isFull) {
      groups.push([]);
      inGroup = 0;
    }
    groups.at(-1)?.push(reader);
    inGroup += reader.pins;
    before += reader.pins;
  }
  return groups;
}

/** Readers of each net, and the clock nets. */
function readersOf(module: NetlistModule, library: ReadonlyMap<string, TechnologyCell>, children: ChildLoads) {
  const readers = new Map<Bit, Reader[]>();
  const clocks = new Set<Bit>();
  for (const [name, { type, connections, port_directions: directions }] of Object.entries(module.cells)) {
    const cell = library.get(type);
    for (const [port, bits] of Object.entries(connections)) {
      const isInput = cell === undefined ? directions?.[port] !== "output" : isInputPin(cell, port);
      if (!isInput) continue;
      if (cell === undefined ? CLOCK_PORTS.has(port) : isClockPin(cell, port)) bits.forEach((bit) => clocks.add(bit));
      const behind = children.get(type)?.[port];
      bits.forEach((bit, index) => {
        if (typeof bit !== "number") return;
        const pins = cell === undefined ? (behind?.[index] ?? 1) : weightOf(cell);
        append(readers, bit, { cell: name, port, index, pins });
      });
    }
  }
  return { readers, clocks };
}

function isClockPin({ flipFlop, clockGate }: TechnologyCell, port: string): boolean {
  return flipFlop?.clockedOn === port || clockGate?.clock === port;
}

function weightOf({ kind }: TechnologyCell): number {
  return kind === "full-adder" || kind === "half-adder" ? ADDER_PIN_WEIGHT : 1;
}

function isInputPin(cell: TechnologyCell, port: string): boolean {
  return cell.pins.find((pin) => pin.name === port)?.direction === "input";
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function connect(cells: Record<string, NetlistCell>, { cell: name, port, index }: Reader, bit: Bit): void {
  const cell = cells[name];
  if (cell === undefined) return;
  const bits = (cell.connections[port] ?? []).with(index, bit);
  cells[name] = { ...cell, connections: { ...cell.connections, [port]: bits } };
}
