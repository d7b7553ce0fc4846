import type { TopInstance } from "../../generators/contract/index.ts";
import { bufferTree } from "../../src/core/fan-out.ts";
import type { Module } from "../../src/hdl/index.ts";
import type { TopModel } from "../cost/delay/critical-path.ts";
import type { PortPins } from "../cost/delay/port-loads.ts";
import type { Shape } from "../cost/delay/profile.ts";
import type { DerivedCell } from "./cells.ts";
import type { NetRows } from "./net-rows.ts";
import { longestByPins, type Ways } from "./ways.ts";

/** An instance whose bits are spread over the copies, at a place of the row. */
export class Spread {
  readonly part: string;
  readonly name: string;
  readonly ports: readonly SpreadPort[];

  constructor(timing: TopModel, { part = "", name, inputs }: TopInstance, module: Module) {
    const toOutputs = timing.ends.toOutputs(module);
    this.part = part;
    this.name = name;
    this.ports = Object.entries(inputs).map(([port, driver]) => ({
      port,
      net: `${driver.instance} ${driver.port}`,
      pins: timing.loads.of(module, port),
      ends: toOutputs.get(port) ?? new Float64Array(0),
      ways: new Map<Shape, Ways>(),
    }));
  }
}

/** A port of a spread instance. */
export interface SpreadPort {
  readonly port: string;
  /** Its driver and the driver's port. */
  readonly net: string;
  readonly pins: PortPins;
  /** Ways to its outputs. */
  readonly ends: Float64Array;
  readonly ways: Map<Shape, Ways>;
}

/** Other readers of a net: how many, and their pins. */
export interface OtherReaders {
  /** Readers of which all copies read the net, and others. */
  readonly shared: number;
  readonly single: number;
  /** Pins of these: on each copy, and else. */
  readonly perCopy: number;
  readonly fixed: number;
}

/**
 * Numbers along the row about a spread instance and the nets that it reads, each list made once. They stand for all places;
 * where there is no such instance, a path is −∞ and a net has no buffers.
 */
export class SpreadRows {
  readonly cell: DerivedCell<Spread | undefined>;
  readonly #nets: NetRows;
  readonly #known = new Map<number, Map<string, Float64Array>>();

  constructor(cell: DerivedCell<Spread | undefined>, nets: NetRows) {
    this.cell = cell;
    this.#nets = nets;
  }

  /** An instance of the current row, which tells the ports of all. */
  example(): Spread | undefined {
    const { length } = this.#nets.copies;
    for (let place = 0; place < length; place++) {
      const spread = this.#at(place);
      if (spread !== undefined) return spread;
    }
    return undefined;
  }

  /** From the latest bit of a port's driver, the net included, to the instance's outputs [ps]. */
  paths(port: number, shape: Shape, { perCopy, fixed }: OtherReaders): Float64Array {
    return this.#once(`paths ${port} ${shape.id} ${perCopy} ${fixed}`, -Infinity, ({ ports }, place) => {
      const { pins, ends, ways } = ports[port]!;
      const known = ways.get(shape) ?? longestByPins(shape.bits, pins.pins, ends);
      ways.set(shape, known);
      let longest = -Infinity;
      for (const [own, path] of known)
        longest = Math.max(longest, path + this.#nets.delays(perCopy, own + fixed)[place]!);
      return longest;
    });
  }

  /** Delay of the net of a port for another reader of it, with so many pins besides the instance's [ps]. */
  delays(port: number, perCopy: number, fixed: number): Float64Array {
    return this.#once(`delays ${port} ${perCopy} ${fixed}`, -Infinity, ({ ports }, place) => {
      return this.#nets.delays(perCopy, fixed + ports[port]!.pins.largest)[place]!;
    });
  }

  /** Buffers on the net of a port. */
  buffers(port: number, { shared, single, perCopy, fixed }: OtherReaders): Float64Array {
    return this.#once(`buffers ${port} ${shared} ${single} ${perCopy} ${fixed}`, 0, ({ ports }, place) => {
      const copies = this.#nets.copies[place]!;
      const { bits, largest } = ports[port]!.pins;
      const inputs = 1 + shared * copies + single;
      return bits * bufferTree(inputs, (largest + perCopy * copies + fixed) / inputs).buffers;
    });
  }

  #at(place: number): Spread | undefined {
    const spread = this.cell.values[this.cell.idAt(place)];
    return spread instanceof Error ? undefined : spread;
  }

  #once(key: string, none: number, numberAt: (spread: Spread, place: number) => number): Float64Array {
    const { state } = this.cell;
    const known = this.#known.get(state) ?? new Map<string, Float64Array>();
    this.#known.set(state, known);
    let numbers = known.get(key);
    if (numbers !== undefined) return numbers;
    numbers = this.#nets.copies.map((_, place) => {
      const spread = this.#at(place);
      return spread === undefined ? none : numberAt(spread, place);
    });
    known.set(key, numbers);
    return numbers;
  }
}
