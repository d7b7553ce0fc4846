import type { TileFamily } from "../tile-family.ts";
import { STREAMS, type TracePort } from "./trace-writer.ts";

/** Puts what groups make of their activations: all entries of one stream are worked out at once, but put entry by entry. */
export class EntryPort {
  readonly #port: TracePort;
  readonly #putEntries: TileFamily["putEntries"];
  /** Place and value of each entry; they have the same places in all streams. */
  readonly #offsets: number[] = [];
  readonly #bits: number[] = [];
  readonly #values: Float64Array[] = [];

  constructor(port: TracePort, putEntries: TileFamily["putEntries"]) {
    this.#port = port;
    this.#putEntries = putEntries;
  }

  /** The entries of the groups of all streams. */
  put(step: number, groups: readonly Float64Array[]): void {
    for (const [stream, group] of groups.entries()) {
      let entry = 0;
      this.#putEntries(group, (offset, bits, value) => {
        this.#offsets[entry] = offset;
        this.#bits[entry] = bits;
        (this.#values[entry] ??= new Float64Array(STREAMS))[stream] = value;
        entry++;
      });
    }
    for (const [entry, values] of this.#values.entries())
      this.#port.putAll(step, this.#offsets[entry]!, this.#bits[entry]!, values);
  }

  /** What was put in the step before. */
  repeat(step: number): void {
    this.#port.repeat(step);
  }
}
