import type { CoreGenerator } from "../../generators/contract/index.ts";
import { CompiledCore } from "../../models/compiled/compiled-core.ts";
import type { RowSink } from "../../models/compiled/row-sink.ts";
import type { EvaluatorOptions } from "../../models/evaluate/evaluation.ts";
import type { Part } from "../config/points.ts";
import type { DesignRows, Move } from "./design-rows.ts";

/** Takes the designs of a row, with the index of the first and the distance to the next. */
export interface RowsSink extends RowSink {
  /** Announces a row: its design at place p has the index `first + p · stride`. */
  begin(first: number, stride: number): void;
  /** All designs of the rows so far were handed over. */
  end(): void;
}

/** The designs of rows in one of several settings. */
export interface AtSetting<Sink extends RowsSink = RowsSink> {
  readonly rows: PartRows;
  readonly sink: Sink;
}

/** A part of a space whose designs are worked out row by row. */
export class PartRows {
  readonly part: Part;
  readonly designs: DesignRows;
  readonly #evaluator: EvaluatorOptions;
  #core: CompiledCore | undefined;

  /** @param designs those of the part, whatever its setting, with the cost models of the evaluator */
  constructor(part: Part, designs: DesignRows, evaluator: EvaluatorOptions) {
    this.part = part;
    this.designs = designs;
    this.#evaluator = evaluator;
  }

  /** Made when it is first asked for, as the tables of the designs are. */
  get core(): CompiledCore {
    return (this.#core ??= new CompiledCore(this.designs.compiled, this.#evaluator));
  }

  /** Points from one block to the next: rows fill blocks, and whole ones are done fastest. */
  get block(): number {
    return this.designs.block;
  }

  /** Ranges of points that are judged are whole multiples of this. */
  get unit(): number {
    return this.designs.unit;
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

  /**
   * Judges the designs from `start` to `end` − 1, see `canJudge`, in each of some settings: each row in all of them, one after
   * the other.
   * @param settings of parts with the same designs, this one or others
   */
  judge(start: number, end: number, settings: readonly AtSetting[]): void {
    const { start: origin } = this.part;
    const { block: step, stride, places, isAlone, rowsOfBlock } = this.designs;
    let untold = 0;
    for (let block = start - ((start - origin) % step); block < end; block += step) {
      this.#moveTo(block - origin);
      const place = isAlone ? Math.floor((block - origin) / stride) % places : 0;
      const first = place + Math.max(0, (start - block) / this.unit);
      const last = place + Math.min(step, end - block) / this.unit;
      const begin = block - origin - place * stride;
      for (let row = 0; row < rowsOfBlock.length; row++) {
        const { offset, moves } = rowsOfBlock[row]!;
        this.#move(moves);
        this.#judgeRow(begin + offset, first, last, settings);
        untold += (last - first) * settings.length;
        if (untold < MOST_UNTOLD) continue;
        endAll(settings);
        untold = 0;
      }
    }
    endAll(settings);
  }

  /** Sets the digits that move from block to block. */
  #moveTo(offset: number): void {
    const { outer, slow } = this.designs;
    const digits = this.core.cells.outer;
    for (const position of slow) {
      const { stride, values } = outer[position]!;
      const counter = Math.floor(offset / stride) % values.length;
      if (digits[position]!.state !== counter) digits[position]!.state = counter;
    }
  }

  #move(moves: readonly Move[]): void {
    const digits = this.core.cells.outer;
    for (let i = 0; i < moves.length; i++) digits[moves[i]!.position]!.state = moves[i]!.value;
  }

  /** Judges the places `first` … `last` − 1 of the row whose first design has this offset in the part. */
  #judgeRow(offset: number, first: number, last: number, settings: readonly AtSetting[]): void {
    for (let i = 0; i < settings.length; i++) {
      const { rows, sink } = settings[i]!;
      sink.begin(rows.part.start + offset, this.designs.stride);
      rows.core.judge(first, last, sink);
    }
  }
}

function endAll(settings: readonly AtSetting[]): void {
  for (let i = 0; i < settings.length; i++) settings[i]!.sink.end();
}

/** Designs of small blocks that are judged before others of the thread may run. */
const MOST_AT_ONCE = 64;

/** Designs of a block that are judged before their sink hears of it. */
const MOST_UNTOLD = 16_384;

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
