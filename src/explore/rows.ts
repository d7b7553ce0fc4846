import type { CoreGenerator, Dependencies } from "../../generators/contract/index.ts";
import { CompiledCore } from "../../models/compiled/compiled-core.ts";
import type { RowSink } from "../../models/compiled/row-sink.ts";
import type { EvaluatorOptions } from "../../models/evaluate/evaluation.ts";
import { valuesAt, whyIllegal, type Digit, type Part } from "../config/points.ts";
import type { ParameterValues } from "../core/parameters.ts";
import { conflictReason, groupOf } from "./reasons.ts";

/** Takes the designs of a row, with the index of the first and the distance to the next. */
export interface RowsSink extends RowSink {
  /** Announces a row: its design at place p has the index `first + p · stride`. */
  begin(first: number, stride: number): void;
  /** All designs of the rows so far were handed over. */
  end(): void;
}

/** A part of a space whose designs are worked out row by row. */
export class PartRows {
  readonly part: Part;
  /** Points from one block to the next: rows fill blocks, and whole ones are done fastest. */
  readonly block: number;
  /** Ranges of points that are judged are whole multiples of this. */
  readonly unit: number;
  /** Whether designs are walked one after the other, each a row of its own: blocks of so many rows would take too long. */
  readonly #isAlone: boolean;
  readonly #core: CompiledCore;
  /** Points from one place of a row to the next, and how many places there are. */
  readonly #stride: number;
  readonly #places: number;
  /** Slowest first in the order in which rows are walked. */
  readonly #outer: readonly Digit[];
  /** The rows of a block in the order in which they are walked. */
  readonly #rowsOfBlock: readonly RowOfBlock[];
  /** Digits that move from block to block, and those that move within one: positions in `#outer`. */
  readonly #slow: readonly number[];
  /** Offset of the first design of the current row in the part. */
  #first = 0;
  /** Parameters of its designs, as far as they were asked for. */
  #values: (ParameterValues | undefined)[] = [];

  constructor(part: Part, generator: CoreGenerator, evaluator: EvaluatorOptions) {
    const { dependencies } = generator;
    const along = part.digits.find(({ name }) => name === dependencies?.along);
    if (dependencies === undefined || along === undefined) throw new Error("internal: the part has no rows");
    this.part = part;
    this.#stride = along.stride;
    this.#places = along.values.length;
    this.#isAlone = this.#places === 1 || along.stride > MOST_ROWS;
    this.unit = this.#isAlone ? 1 : along.stride;
    this.block = this.#isAlone ? 1 : along.stride * this.#places;
    const isFast = (digit: Digit): boolean => digit !== along && digit.stride < along.stride;
    const fast = leastReadLast(part.digits.filter(isFast), dependencies);
    const slow = part.digits.filter((digit) => digit !== along && !isFast(digit));
    this.#outer = [...slow, ...fast];
    this.#slow = this.#isAlone ? [...this.#outer.keys()] : [...slow.keys()];
    this.#rowsOfBlock = this.#isAlone ? [{ offset: 0, moves: [] }] : rowsOf(fast, slow.length);
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
    const size = Math.max(this.block, MOST_AT_ONCE - (MOST_AT_ONCE % this.block));
    for (let at = start; at < end;) {
      const next = Math.min(end, at + size - ((at - this.part.start) % size));
      yield [at, next];
      at = next;
    }
  }

  /** Judges the designs from `start` to `end` − 1, see `canJudge`. */
  judge(start: number, end: number, sink: RowsSink): void {
    const { start: origin } = this.part;
    const step = this.block;
    let untold = 0;
    for (let block = start - ((start - origin) % step); block < end; block += step) {
      this.#moveTo(block - origin);
      const place = this.#isAlone ? Math.floor((block - origin) / this.#stride) % this.#places : 0;
      const first = place + Math.max(0, (start - block) / this.unit);
      const last = place + Math.min(step, end - block) / this.unit;
      const begin = block - origin - place * this.#stride;
      for (let row = 0; row < this.#rowsOfBlock.length; row++) {
        const { offset, moves } = this.#rowsOfBlock[row]!;
        this.#move(moves);
        this.#judgeRow(begin + offset, first, last, sink);
        untold += last - first;
        if (untold < MOST_UNTOLD) continue;
        sink.end();
        untold = 0;
      }
    }
    sink.end();
  }

  /** Sets the digits that move from block to block. */
  #moveTo(offset: number): void {
    const digits = this.#core.cells.outer;
    for (const position of this.#slow) {
      const { stride, values } = this.#outer[position]!;
      const counter = Math.floor(offset / stride) % values.length;
      if (digits[position]!.state !== counter) digits[position]!.state = counter;
    }
  }

  #move(moves: readonly Move[]): void {
    const digits = this.#core.cells.outer;
    for (let i = 0; i < moves.length; i++) digits[moves[i]!.position]!.state = moves[i]!.value;
  }

  /** Judges the places `first` … `last` − 1 of the row whose first design has this offset in the part. */
  #judgeRow(offset: number, first: number, last: number, sink: RowsSink): void {
    this.#first = offset;
    if (this.#values.length > 0) this.#values = [];
    sink.begin(this.part.start + offset, this.#stride);
    this.#core.judge(first, last, sink);
  }
}

/** A digit that takes a value; its position among the outer ones. */
interface Move {
  readonly position: number;
  readonly value: number;
}

/** A row of a block: the offset of its first design in the block, and what moves since the row before (of the first: all). */
interface RowOfBlock {
  readonly offset: number;
  readonly moves: readonly Move[];
}

/** Designs of small blocks that are judged before others of the thread may run. */
const MOST_AT_ONCE = 64;

/** Rows of a block: they are held in a list, and a chunk has designs of all of them. */
const MOST_ROWS = 65_536;

/** Designs of a block that are judged before their sink hears of it. */
const MOST_UNTOLD = 16_384;

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

/** All combinations of digits, the last changing fastest. @param position of the first digit among the outer ones */
function rowsOf(digits: readonly Digit[], position: number): readonly RowOfBlock[] {
  const count = digits.reduce((product, { values }) => product * values.length, 1);
  return Array.from({ length: count }, (_, row) => {
    const moves: Move[] = [];
    let offset = 0;
    let size = 1;
    for (const [i, { values, stride }] of [...digits.entries()].toReversed()) {
      const value = Math.floor(row / size) % values.length;
      if (row === 0 || (values.length > 1 && row % size === 0)) moves.push({ position: position + i, value });
      offset += value * stride;
      size *= values.length;
    }
    return { offset, moves };
  });
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
