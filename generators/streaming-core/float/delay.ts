import { signalAt, type ModuleBuilder, type Signal } from "../../../src/hdl/index.ts";
import type { BankEnables } from "../../arithmetic/bank-enables.ts";

/** Delays words by whole cycles; a word that several readers want late is delayed once. */
export class DelayLine {
  readonly #module: ModuleBuilder;
  readonly #known = new Map<Signal, Signal[]>();
  readonly #name: string;
  #count = 0;

  /** @param name of the registers */
  constructor(module: ModuleBuilder, name: string) {
    this.#name = name;
    this.#module = module;
  }

  /** `word`, `cycles` later. @param enables of its registers; undefined only if it is not delayed */
  after(word: Signal, cycles: number, enables: BankEnables | undefined): Signal {
    if (cycles === 0 || word.kind === "constant") return word;
    if (enables === undefined) throw new Error("internal: a delay without an enable");
    const stages = this.#known.get(word) ?? [];
    this.#known.set(word, stages);
    while (stages.length < cycles) {
      const name = `${this.#name}${this.#count++}_q`;
      const enable = stages.length === 0 ? enables.enter : enables.advance;
      stages.push(this.#module.registered(name, stages.at(-1) ?? word, { enable }));
    }
    return signalAt(stages, cycles - 1);
  }
}
