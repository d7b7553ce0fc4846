import type { CoreGenerator } from "../../generators/contract/index.ts";
import { RowMemory } from "../../models/compiled/kernels/row-memory.ts";
import type { DecidedOnce } from "../../models/compiled/possible-designs.ts";
import type { EvaluatorOptions } from "../../models/evaluate/evaluation.ts";
import type { Part } from "../config/points.ts";
import { DesignRows } from "./design-rows.ts";
import { hasRows, PartRows } from "./rows.ts";

/** Bytes of lists that the tables of a part may hold between chunks; what belongs to them takes as much again, or twice. */
const MOST_BYTES = 2 ** 27;

/**
 * The rows of the parts of a space, made when they are first asked for. The tables behind them are shared by parts that differ in
 * nothing but their setting and have the same sources of costs; those of one technology are kept at a time. Tables that have
 * become large are dropped between chunks: of digits that move slowly, most is never asked for again.
 */
export class RowTables {
  readonly #options: readonly EvaluatorOptions[];
  readonly #rows = new Map<Part, PartRows>();
  readonly #designs = new Map<Part["digits"], DesignRows>();
  /** Of each product of lists: its tables may be dropped and made again. */
  readonly #decided = new Map<Part["digits"], DecidedOnce>();
  /** Of tables that were dropped: to be used again. */
  readonly #free: RowMemory[] = [];
  /** What the tables rest on. */
  #models: EvaluatorOptions["models"] | undefined;

  /** @param options of each setting */
  constructor(options: readonly EvaluatorOptions[]) {
    this.#options = options;
  }

  /** Undefined: designs of the part are worked out one by one. */
  rowsOf(part: Part): PartRows | undefined {
    const evaluator = this.#options[part.setting];
    if (evaluator === undefined || !hasRows(part, evaluator)) return undefined;
    if (evaluator.models !== this.#models) this.#dropAll();
    this.#models = evaluator.models;
    const rows =
      this.#rows.get(part) ?? new PartRows(part, this.#designsOf(part, part.generator, evaluator), evaluator);
    this.#rows.set(part, rows);
    return rows;
  }

  /** Drops large tables; rows that were asked for before are not to be used any more. */
  trim(): void {
    const isLarge = [...this.#designs.values()].some(({ memory }) => memory.used > MOST_BYTES);
    if (isLarge) this.#dropAll();
  }

  #designsOf(part: Part, generator: CoreGenerator, { models }: EvaluatorOptions): DesignRows {
    const known = this.#designs.get(part.digits);
    if (known !== undefined) return known;
    const decided = this.#decided.get(part.digits) ?? decidedOnce();
    this.#decided.set(part.digits, decided);
    const made = new DesignRows(part, generator, models, this.#free.pop() ?? new RowMemory(), decided);
    this.#designs.set(part.digits, made);
    return made;
  }

  #dropAll(): void {
    for (const { memory } of this.#designs.values()) {
      memory.reset();
      this.#free.push(memory);
    }
    this.#designs.clear();
    this.#rows.clear();
  }
}

function decidedOnce(): DecidedOnce {
  let known: { readonly found: ReturnType<DecidedOnce> } | undefined;
  return (find) => (known ??= { found: find() }).found;
}
