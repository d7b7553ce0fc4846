import type { TopInstance } from "../../generators/contract/index.ts";

/** An instance in so many copies. */
export function withCopies(instance: TopInstance, copies: number): TopInstance {
  return new Copies(instance, copies);
}

/** A class: a literal with a getter has a hidden class of its own, and a sweep makes thousands. */
class Copies implements TopInstance {
  readonly name: string;
  readonly part?: string;
  readonly moduleName: string;
  readonly timing?: string;
  readonly activity: TopInstance["activity"];
  readonly build: TopInstance["build"];
  readonly copies: number;
  readonly inputs: TopInstance["inputs"];
  readonly #instance: TopInstance;

  constructor(instance: TopInstance, copies: number) {
    const { name, part, moduleName, timing, activity, build, inputs } = instance;
    this.name = name;
    if (part !== undefined) this.part = part;
    this.moduleName = moduleName;
    if (timing !== undefined) this.timing = timing;
    this.activity = activity;
    this.build = build;
    this.copies = copies;
    this.inputs = inputs;
    this.#instance = instance;
  }

  /** Not before it is asked for: some lanes must be built for it. */
  get key(): string {
    return this.#instance.key;
  }
}
