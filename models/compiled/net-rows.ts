import type { TopModel } from "../cost/delay/critical-path.ts";
import { netBuffers, type PortPins } from "../cost/delay/port-loads.ts";

/** A number of each design of a row, and the largest of them. */
export interface RowNumbers {
  readonly numbers: Float64Array;
  readonly most: number;
}

/** The same, known by a small number. */
export interface NumberedRow extends RowNumbers {
  readonly id: number;
}

export function rowNumbers(numbers: Float64Array): RowNumbers {
  return { numbers, most: Math.max(...numbers) };
}

/** Delays and buffers of nets that all copies of an instance share, along a row; each worked out once. */
export class NetRows {
  /** How many copies the design at each place has. */
  readonly copies: Float64Array;
  /** Each of the delays, by id. */
  readonly allDelays: Float64Array[] = [];
  readonly #timing: TopModel;
  readonly #delays = new Map<number, Map<number, NumberedRow>>();
  readonly #buffers = new Map<PortPins, Float64Array>();

  constructor(timing: TopModel, copies: Float64Array) {
    this.#timing = timing;
    this.copies = copies;
  }

  /** Delays of a net with so many pins on each copy, and so many besides [ps]. */
  delays(pins: number, besides: number): NumberedRow {
    const ofPins = this.#delays.get(pins) ?? new Map<number, NumberedRow>();
    this.#delays.set(pins, ofPins);
    const known = ofPins.get(besides) ?? this.#makeDelays(pins, besides);
    ofPins.set(besides, known);
    return known;
  }

  /** Buffers on the nets behind a port that all copies share. */
  buffers(pins: PortPins): Float64Array {
    const known = this.#buffers.get(pins) ?? this.copies.map((copies) => netBuffers([{ pins, copies }]));
    this.#buffers.set(pins, known);
    return known;
  }

  #makeDelays(pins: number, besides: number): NumberedRow {
    const numbers = this.copies.map((copies) => this.#timing.arrivals.portNetDelay(pins * copies + besides));
    return { id: this.allDelays.push(numbers) - 1, ...rowNumbers(numbers) };
  }
}
