import type { Module } from "../../hdl/index.ts";
import type { IdleStream } from "../bench/idle-data.ts";
import { PORTS } from "./ports.ts";

/** The streams into a unit, and what is written to its registers. The address is another matter: it selects what is read. */
export function idleUnitStreams(top: Module): readonly IdleStream[] {
  const { x, delta, read, bus } = PORTS;
  const ports = new Set(top.inputs.map(({ name }) => name));
  const streams = [
    { valid: x.valid, data: [x.data] },
    { valid: delta.valid, data: [delta.data] },
    { valid: read.valid, data: [read.plus, read.minus] },
    { valid: bus.write, data: [bus.writeData] },
  ];
  return streams
    .filter(({ valid }) => ports.has(valid))
    .map(({ valid, data }) => ({ valid, data: data.filter((port) => ports.has(port)) }));
}
