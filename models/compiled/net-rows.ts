import type { TopModel } from "../cost/delay/critical-path.ts";
import { netBuffers, type NetLoad } from "../cost/delay/net-loads.ts";
import type { PortPins } from "../cost/delay/port-loads.ts";
import type { RowList, RowMemory } from "./kernels/row-memory.ts";

/** A number of each design of a row, and the largest of them. */
export interface RowNumbers extends RowList {
  readonly most: number;
}

/** The same, known by a small number. */
export interface NumberedRow extends RowNumbers {
  readonly id: number;
}

/** A reader of a net: the pins of one copy, and whether all copies read it. */
export interface NetPins {
  readonly pins: PortPins;
  readonly isShared: boolean;
}

/** Delays and buffers of nets between what is copied along a row and what is not; each worked out once. */
export class NetRows {
  readonly memory: RowMemory;
  /** How many copies the design at each place has. */
  readonly copies: RowList;
  /** Nothing but zeros. */
  readonly zeros: RowNumbers;
  /** Each of the delays, by id. */
  readonly allDelays: NumberedRow[] = [];
  readonly #timing: TopModel;
  readonly #delays = new Map<number, Map<number, NumberedRow>>();
  readonly #buffers = new Map<string, RowNumbers>();

  constructor(timing: TopModel, copies: RowList, memory: RowMemory) {
    this.#timing = timing;
    this.copies = copies;
    this.memory = memory;
    this.zeros = { ...memory.list(copies.numbers.length), most: 0 };
  }

  /** Delays of a net with so many pins on each copy, and so many besides [ps]. */
  delays(pins: number, besides: number): NumberedRow {
    const ofPins = this.#delays.get(pins) ?? new Map<number, NumberedRow>();
    this.#delays.set(pins, ofPins);
    const known = ofPins.get(besides) ?? this.#makeDelays(pins, besides);
    ofPins.set(besides, known);
    return known;
  }

  /** Buffers on a net, or on the nets behind a port. @param readers one or more */
  buffers(readers: readonly NetPins[]): RowNumbers {
    const key = readers.map(({ pins, isShared }) => `${pins.id}${isShared ? "*" : ""}`).join();
    let known = this.#buffers.get(key);
    if (known === undefined) {
      known = this.each((copies) => netBuffers(readers.map((each) => loadOf(each, copies))));
      this.#buffers.set(key, known);
    }
    return known;
  }

  /** A number of each design. */
  each(numberOf: (copies: number, place: number) => number): RowNumbers {
    const list = this.memory.listOf(this.copies.numbers.map(numberOf));
    return { ...list, most: Math.max(...list.numbers) };
  }

  #makeDelays(pins: number, besides: number): NumberedRow {
    const row = this.each((copies) => this.#timing.arrivals.portNetDelay(pins * copies + besides));
    const numbered = { id: this.allDelays.length, ...row };
    this.allDelays.push(numbered);
    return numbered;
  }
}

function loadOf({ pins, isShared }: NetPins, copies: number): NetLoad {
  return { pins, copies: isShared ? copies : 1, low: 0, bits: pins.bits };
}
