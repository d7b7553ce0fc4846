import { bufferTree } from "../../../src/core/fan-out.ts";
import type { PortPins } from "./port-loads.ts";

/** A reader of a net: bits `low` … `low + bits − 1` of it. */
export interface NetLoad {
  readonly pins: PortPins;
  /** How many of its copies share each bit: all, or 1 where the bits are dealt out to them. */
  readonly copies: number;
  readonly low: number;
  readonly bits: number;
}

/** Equal for readers that load the same bits alike. */
export function loadKey({ pins, copies, low, bits }: NetLoad): string {
  return `${pins.id}*${copies}@${low}+${bits}`;
}

/** Pins of a reader, all its copies, on one bit of the net. */
export function pinsOn(load: NetLoad, bit: number): number {
  const { pins } = load.pins;
  return isRead(load, bit) ? (pins[(bit - load.low) % pins.length] ?? 0) * load.copies : 0;
}

function isRead({ low, bits }: NetLoad, bit: number): boolean {
  return bit >= low && bit < low + bits;
}

/** Buffers on all bits of a net, each by what it drives. */
export function netBuffers(readers: readonly NetLoad[]): number {
  const [first, ...others] = readers;
  if (first === undefined) return 0;
  return others.length === 0 ? buffersOfOne(first) : buffersOfSeveral(readers);
}

function buffersOfOne({ pins, copies }: NetLoad): number {
  // Dealt out, each bit has one reader and no buffer.
  let buffers = 0;
  for (const [each, count] of pins.byPins) buffers += count * bufferTree(copies, each).buffers;
  return buffers;
}

function buffersOfSeveral(readers: readonly NetLoad[]): number {
  const width = Math.max(...readers.map(({ low, bits }) => low + bits));
  let buffers = 0;
  for (let bit = 0; bit < width; bit++) {
    let [pins, inputs] = [0, 0];
    for (const reader of readers) {
      if (!isRead(reader, bit)) continue;
      pins += pinsOn(reader, bit);
      inputs += reader.copies;
    }
    if (inputs > 0) buffers += bufferTree(inputs, pins / inputs).buffers;
  }
  return buffers;
}
