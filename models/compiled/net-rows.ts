import type { TopModel } from "../cost/delay/critical-path.ts";
import { netBuffers, type PortPins } from "../cost/delay/port-loads.ts";

/** Delays and buffers of nets that all copies of an instance share, along a row; each worked out once. */
export class NetRows {
  /** How many copies the design at each place has. */
  readonly copies: Float64Array;
  readonly #timing: TopModel;
  readonly #delays = new Map<number, Map<number, Float64Array>>();
  readonly #buffers = new Map<PortPins, Float64Array>();

  constructor(timing: TopModel, copies: Float64Array) {
    this.#timing = timing;
    this.copies = copies;
  }

  /** Delays of a net with so many pins on each copy, and so many besides [ps]. */
  delays(pins: number, besides: number): Float64Array {
    const ofPins = this.#delays.get(pins) ?? new Map<number, Float64Array>();
    this.#delays.set(pins, ofPins);
    const known =
      ofPins.get(besides) ?? this.copies.map((copies) => this.#timing.arrivals.portNetDelay(pins * copies + besides));
    ofPins.set(besides, known);
    return known;
  }

  /** Buffers on the nets behind a port that all copies share. */
  buffers(pins: PortPins): Float64Array {
    const known = this.#buffers.get(pins) ?? this.copies.map((copies) => netBuffers([{ pins, copies }]));
    this.#buffers.set(pins, known);
    return known;
  }
}
