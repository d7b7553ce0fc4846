import type { CoreGenerator } from "../../generators/contract/index.ts";
import { CompiledCore, type RowSink } from "../../models/compiled/compiled-core.ts";
import type { EvaluatorOptions } from "../../models/evaluate/evaluation.ts";
import { valuesAt, whyIllegal, type Digit, type Part } from "../config/points.ts";
import type { ParameterValues } from "../core/parameters.ts";
import { conflictReason, groupOf } from "./reasons.ts";

/** Takes the designs of a row, with the index of the first and the distance to the next. */
export interface RowsSink extends RowSink {
  /** Announces a row: its design at place p has the index `first + p · stride`. */
  begin(first: number, stride: number): void;
  /** All designs of the row were handed over. */
  end(): void;
}

/** A part of a space whose designs are worked out row by row. */
export class PartRows {
  readonly part: Part;
  /** Points from one block to the next: rows fill blocks. */
  readonly block: number;
  readonly #core: CompiledCore;
  readonly #stride: number;
  readonly #outer: readonly Digit[];
  /** Offset of the first design of the current row. */
  #first = 0;

  constructor(part: Part, generator: CoreGenerator, evaluator: EvaluatorOptions) {
    const { dependencies } = generator;
    const along = part.digits.find(({ name }) => name === dependencies?.along);
    if (dependencies === undefined || along === undefined) throw new Error("internal: the part has no rows");
    this.part = part;
    this.block = along.stride * along.values.length;
    this.#stride = along.stride;
    this.#outer = part.digits.filter((digit) => digit !== along);
    const whyNot = (values: ParameterValues): string => {
      const reason = whyIllegal(part.unchecked, values) ?? conflictReason(generator.conflicts(values));
      return groupOf(reason);
    };
    this.#core = new CompiledCore({
      generator,
      dependencies,
      axes: part.digits.map(({ name, values, of }) => ({ name, size: values.length, of })),
      valuesAt: (place) => valuesAt(part, this.#first + place * this.#stride),
      whyNot,
      unchecked: part.unchecked.map(({ name }) => name),
      reasonOf: (conflicts) => groupOf(conflictReason(conflicts)),
      evaluator,
      copies: along.values.map(Number),
    });
  }

  /** Whether these points of the part are whole blocks. */
  hasWhole(start: number, end: number): boolean {
    return (start - this.part.start) % this.block === 0 && (end - this.part.start) % this.block === 0;
  }

  /** Where the blocks from `start` to `end` − 1 begin. */
  *blocks(start: number, end: number): Iterable<number> {
    for (let at = start; at < end; at += this.block) yield at;
  }

  /** Judges the designs from `start` to `end` − 1, both whole blocks from the start of the part. */
  judge(start: number, end: number, sink: RowsSink): void {
    const digits = this.#core.cells.outer;
    let from = -1;
    for (let block = start; block < end; block += this.block) {
      for (let fast = 0; fast < this.#stride; fast++) {
        this.#first = block - this.part.start + fast;
        let slowest = digits.length;
        for (let position = digits.length - 1; position >= 0; position--) {
          const { stride, values } = this.#outer[position]!;
          const counter = Math.floor(this.#first / stride) % values.length;
          if (digits[position]!.state === counter) continue;
          digits[position]!.state = counter;
          slowest = position;
        }
        sink.begin(block + fast, this.#stride);
        this.#core.judge(from < 0 ? from : slowest, sink);
        sink.end();
        from = 0;
      }
    }
  }
}

/** Whether the designs of a part can be worked out row by row. */
export function hasRows(part: Part, evaluator: EvaluatorOptions): part is Part & { readonly generator: CoreGenerator } {
  const { generator, digits } = part;
  if (generator.kind !== "core" || generator.dependencies === undefined) return false;
  if (evaluator.models.some(({ pieces }) => pieces === undefined)) return false;
  const { onlyWith, along } = generator.dependencies;
  const holds = Object.entries(onlyWith.values).every(([name, legal]) =>
    digits.find((digit) => digit.name === name)?.values.every((value) => legal.includes(String(value))),
  );
  return holds && digits.find(({ name }) => name === along)?.of === undefined;
}
