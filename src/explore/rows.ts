import type { CoreGenerator, Dependencies } from "../../generators/contract/index.ts";
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
  /** Points from one block to the next: rows fill blocks, and whole ones are done fastest. */
  readonly block: number;
  /** Ranges of points that are judged are whole multiples of this. */
  readonly unit: number;
  readonly #core: CompiledCore;
  readonly #stride: number;
  /** Slowest first in the order in which rows are walked. */
  readonly #outer: readonly Digit[];
  /** Of each row of a block, in the order in which they are walked: the offset of its first design in the block. */
  readonly #offsets: readonly number[];
  /** Offset of the first design of the current row in the part. */
  #first = 0;
  /** The slowest digit that may have moved since the last row, besides those that are seen to; −1: all. */
  #from = -1;
  /** Parameters of its designs, as far as they were asked for. */
  #values: (ParameterValues | undefined)[] = [];

  constructor(part: Part, generator: CoreGenerator, evaluator: EvaluatorOptions) {
    const { dependencies } = generator;
    const along = part.digits.find(({ name }) => name === dependencies?.along);
    if (dependencies === undefined || along === undefined) throw new Error("internal: the part has no rows");
    this.part = part;
    this.block = along.stride * along.values.length;
    this.#stride = along.stride;
    this.unit = along.values.length === 1 ? 1 : along.stride;
    const isFast = (digit: Digit): boolean => digit !== along && digit.stride < along.stride;
    const fast = leastReadLast(part.digits.filter(isFast), dependencies);
    this.#outer = [...part.digits.filter((digit) => digit !== along && !isFast(digit)), ...fast];
    this.#offsets = this.unit === 1 ? [] : offsetsOf(fast);
    const whyNot = (values: ParameterValues): string => {
      const reason = whyIllegal(part.unchecked, values) ?? conflictReason(generator.conflicts(values));
      return groupOf(reason);
    };
    this.#core = new CompiledCore({
      generator,
      dependencies,
      axes: [...this.#outer, along].map(({ name, values, of }) => ({ name, size: values.length, of })),
      valuesAt: (place) => (this.#values[place] ??= valuesAt(part, this.#first + place * this.#stride)),
      whyNot,
      unchecked: part.unchecked.map(({ name }) => name),
      reasonOf: (conflicts) => groupOf(conflictReason(conflicts)),
      evaluator,
      copies: along.values.map(Number),
    });
  }

  /** Whether these points of the part can be judged in rows. */
  canJudge(start: number, end: number): boolean {
    return (start - this.part.start) % this.unit === 0 && (end - this.part.start) % this.unit === 0;
  }

  /** Ranges that the points from `start` to `end` − 1 are best judged in, one after the other. */
  *pieces(start: number, end: number): Iterable<readonly [start: number, end: number]> {
    const size = Math.max(this.unit, this.unit === 1 ? MOST_AT_ONCE : this.block);
    for (let at = start; at < end;) {
      const next = Math.min(end, at + size - ((at - this.part.start) % size));
      yield [at, next];
      at = next;
    }
  }

  /** Judges the designs from `start` to `end` − 1, see `canJudge`. */
  judge(start: number, end: number, sink: RowsSink): void {
    this.#from = -1;
    const { start: origin } = this.part;
    if (this.unit === 1) {
      for (let index = start; index < end; index++) this.#judgeRow(index - origin, 0, 1, sink);
      return;
    }
    for (let block = start - ((start - origin) % this.block); block < end; block += this.block) {
      const first = Math.max(0, (start - block) / this.#stride);
      const last = Math.min(this.block, end - block) / this.#stride;
      for (const offset of this.#offsets) this.#judgeRow(block - origin + offset, first, last, sink);
    }
  }

  /** Judges the places `first` … `last` − 1 of the row whose first design has this offset in the part. */
  #judgeRow(offset: number, first: number, last: number, sink: RowsSink): void {
    const digits = this.#core.cells.outer;
    this.#first = offset;
    if (this.#values.length > 0) this.#values = [];
    let slowest = digits.length;
    for (let position = digits.length - 1; position >= 0; position--) {
      const { stride, values } = this.#outer[position]!;
      const counter = Math.floor(offset / stride) % values.length;
      if (digits[position]!.state === counter) continue;
      digits[position]!.state = counter;
      slowest = position;
    }
    sink.begin(this.part.start + offset, this.#stride);
    this.#core.judge(Math.min(slowest, this.#from), first, last, sink);
    sink.end();
    this.#from = digits.length;
  }
}

/** Rows of one design that are judged before others of the thread may run. */
const MOST_AT_ONCE = 64;

/** Digits in the order of how much depends on them, the least last: it moves most often. */
function leastReadLast(digits: readonly Digit[], { facts, parts, tile }: Dependencies): readonly Digit[] {
  const behind = (name: string): readonly string[] => [name, ...(facts[name]?.reads ?? []).flatMap(behind)];
  const read = [
    ...Object.values(parts).flatMap(({ module, activity, ports }) => [module, module, module, activity, ports]),
    ...Object.values(tile),
  ].map((names) => new Set(names.flatMap(behind)));
  const weight = ({ name, of = name }: Digit): number =>
    read.filter((names) => names.has(name) || names.has(of)).length;
  const moving = (digit: Digit): number => (digit.values.length > 1 ? 1 : 0);
  return digits.toSorted((a, b) => moving(a) - moving(b) || weight(b) - weight(a));
}

/** All combinations of digits, the last changing fastest, as offsets. */
function offsetsOf(digits: readonly Digit[]): readonly number[] {
  return digits.reduce<readonly number[]>(
    (offsets, { values, stride }) => offsets.flatMap((offset) => values.map((_, i) => offset + i * stride)),
    [0],
  );
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
