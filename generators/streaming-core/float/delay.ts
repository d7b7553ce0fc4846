import type { ModuleBuilder, Signal } from "../../../src/hdl/index.ts";

/** Delays words by whole cycles; a word that several readers want late is delayed once. */
export class DelayLine {
  readonly #module: ModuleBuilder;
  readonly #enable: Signal | undefined;
  readonly #known = new Map<Signal, Signal[]>();
  readonly #name: string;
  #count = 0;

  /** @param name of the registers @param enable registers load while it is 1; undefined only if nothing is ever delayed */
  constructor(module: ModuleBuilder, name: string, enable: Signal | undefined) {
    this.#name = name;
    this.#module = module;
    this.#enable = enable;
  }

  /** `word`, `cycles` later. */
  after(word: Signal, cycles: number): Signal {
    if (cycles === 0 || word.kind === "constant") return word;
    if (this.#enable === undefined) throw new Error("internal: a delay without an enable");
    const stages = this.#known.get(word) ?? [];
    this.#known.set(word, stages);
    while (stages.length < cycles) {
      const name = `${this.#name}${this.#count++}_q`;
      stages.push(this.#module.registered(name, stages.at(-1) ?? word, { enable: this.#enable }));
    }
    return stages[cycles - 1] as Signal;
  }
}
