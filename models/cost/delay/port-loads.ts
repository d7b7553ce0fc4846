import { fanOutOf } from "../../../src/hdl/fan-out.ts";
import type { Module } from "../../../src/hdl/index.ts";

/** Pins behind the bits of a port. */
export interface PortPins {
  readonly id: number;
  /** Of all bits, or of those of one copy that the port is dealt out to. */
  readonly pins: Float64Array;
  readonly bits: number;
  readonly largest: number;
  /** Pins → bits that have as many behind them. */
  readonly byPins: ReadonlyMap<number, number>;
}

/** Pins behind the bits of a module's port where they were measured, again from the first where they end. */
export type MeasuredPins = (module: Module, port: string) => readonly number[] | undefined;

/** What the input ports of modules load their drivers with: as measured, else as the netlist says. */
export class PortLoads {
  readonly #measured: MeasuredPins;
  readonly #known = new WeakMap<Module, Map<string, PortPins>>();
  /** Pins of one content are one object, so that what follows from them is worked out once. */
  readonly #byContent = new Map<string, PortPins>();

  constructor(measured: MeasuredPins = () => undefined) {
    this.#measured = measured;
  }

  of(module: Module, port: string): PortPins {
    const known = this.#known.get(module) ?? new Map<string, PortPins>();
    this.#known.set(module, known);
    let found = known.get(port);
    if (found !== undefined) return found;
    const counted = fanOutOf(module).ports.get(port) ?? new Float64Array(0);
    const bits = module.inputs.find(({ name }) => name === port)?.width ?? counted.length;
    const pins = ofCopy(this.#measured(module, port), counted);
    known.set(port, (found = this.ofPins(pins, bits)));
    return found;
  }

  /** Those of a port of so many bits, with these pins behind all of them or behind those of one copy. */
  ofPins(pins: Float64Array, bits: number): PortPins {
    const content = `${bits}:${pins.join()}`;
    const found = this.#byContent.get(content) ?? portPins(this.#byContent.size, pins, bits);
    this.#byContent.set(content, found);
    return found;
  }
}

/** Measured pins in as many places as are counted: of a port that is dealt out to copies, those of one. */
function ofCopy(measured: readonly number[] | undefined, counted: Float64Array): Float64Array {
  if (measured === undefined) return counted;
  return Float64Array.from(counted, (_, bit) => measured[bit % measured.length]!);
}

function portPins(id: number, pins: Float64Array, bits: number): PortPins {
  const byPins = new Map<number, number>();
  for (const each of pins) byPins.set(each, (byPins.get(each) ?? 0) + bits / pins.length);
  return { id, pins, bits, largest: Math.max(0, ...byPins.keys()), byPins };
}
