import type { Module } from "../../src/hdl/index.ts";
import { LANES, Simulator } from "../../src/hdl/simulate.ts";
import type { Pairs } from "./float-pairs.ts";

/**
 * The simulator as a function of two words of at most 32 bits: 32 pairs at a time, turned into bit planes and back. With
 * stages, pairs follow each other cycle by cycle: all its enables are 1.
 */
export class PairRunner {
  readonly #simulator: Simulator;
  readonly #output: string;
  readonly #stages: number;
  readonly #planes = new Int32Array(LANES);

  /** @param module inputs `a` and `b`, enables of one bit if it has stages, and one output */
  constructor(module: Module, stages: number) {
    this.#simulator = new Simulator(module);
    this.#stages = stages;
    this.#output = module.outputs[0]?.name ?? "";
    if (stages > 0) {
      this.#simulator.reset();
      for (const { name } of module.inputs) if (name !== "a" && name !== "b") this.#simulator.set(name, 1n);
    }
  }

  /** The results of all pairs. */
  run({ a, b }: Pairs, results = new Uint32Array(a.length)): Uint32Array {
    const batches = Math.ceil(a.length / LANES);
    const last = batches + this.#stages;
    for (let cycle = 0; cycle < last; cycle++) {
      if (cycle < batches) {
        this.#set("a", a, cycle * LANES);
        this.#set("b", b, cycle * LANES);
      }
      this.#simulator.evaluate();
      if (cycle >= this.#stages) this.#get(results, (cycle - this.#stages) * LANES);
      if (this.#stages > 0) this.#simulator.clock();
    }
    return results;
  }

  #set(port: string, words: Uint32Array, first: number): void {
    for (let lane = 0; lane < LANES; lane++) this.#planes[lane] = words[first + lane] ?? 0;
    transpose(this.#planes);
    this.#simulator.setPlanes(port, this.#planes);
  }

  #get(words: Uint32Array, first: number): void {
    this.#planes.fill(0);
    this.#simulator.getPlanes(this.#output, this.#planes);
    transpose(this.#planes);
    const end = Math.min(LANES, words.length - first);
    for (let lane = 0; lane < end; lane++) words[first + lane] = this.#planes[lane] as number;
  }
}

/**
 * Transposes 32 words of 32 bits in place: blocks of 16, then 8, 4, 2, 1 change places with those across the diagonal
 * (H. S. Warren, Hacker's Delight, 2nd ed., §7-3).
 */
export function transpose(words: Int32Array): void {
  let mask = 0x0000ffff;
  for (let size = 16; size > 0; size >>= 1, mask ^= mask << size) {
    for (let k = 0; k < 32; k = (k + size + 1) & ~size) {
      const [upper, lower] = [words[k] as number, words[k + size] as number];
      const moved = ((upper >>> size) ^ lower) & mask;
      words[k + size] = lower ^ moved;
      words[k] = upper ^ (moved << size);
    }
  }
}
