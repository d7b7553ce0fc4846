import { Random } from "../../core/random.ts";
import type { Simulator } from "../../hdl/simulate.ts";

/** A stream whose data means nothing while `valid` is 0. */
export interface IdleStream {
  readonly valid: string;
  readonly data: readonly string[];
}

/** Puts random bits, other ones in each lane and cycle, on the data of streams that offer nothing. */
export class IdleData {
  readonly #simulator: Simulator;
  readonly #streams: readonly IdleStream[];
  readonly #random: Random;

  constructor(simulator: Simulator, streams: readonly IdleStream[], seed: number) {
    this.#simulator = simulator;
    this.#streams = streams;
    this.#random = new Random(seed);
  }

  /** To be called when all inputs of a cycle are set. */
  scramble(): void {
    const word = (): number => this.#random.integer(-(2 ** 31), 2 ** 31 - 1);
    for (const { valid, data } of this.#streams)
      for (const port of data) this.#simulator.scrambleUnless(valid, port, word);
  }
}

/** The streams into a core. */
export function idleCoreStreams(shape: "fixed" | "runtime"): readonly IdleStream[] {
  const streams = [
    { valid: "act_valid", data: ["act_data"] },
    { valid: "key_valid", data: ["key_data"] },
  ];
  return shape === "fixed" ? streams : [...streams, { valid: "shape_valid", data: ["shape_inputs", "shape_outputs"] }];
}
