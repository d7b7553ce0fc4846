import { Clocks } from "../../models/compiled/clocks.ts";
import { middleOf, type Box } from "../../models/compiled/boxes/levels.ts";
import type { CompiledBoxes } from "../../models/compiled/boxes/compiled-boxes.ts";
import type { BoxJudge } from "./box-judge.ts";
import type { AtSetting, RowsSink } from "./rows.ts";

/** Takes the designs of one setting that a search judges, and hears of those that it need not. */
export interface SearchSink extends RowsSink {
  /** Largest area of a feasible design [µm²]. */
  readonly mostUm2: number;
  /** Whether metrics of memories are asked for. */
  readonly isOfSystem: boolean;
  /** Designs of boxes that hold none that is feasible and on the front. */
  skip(designs: number): void;
}

/** The same designs at one of several clocks. */
export type AtClock = AtSetting<SearchSink>;

/** Boxes of a depth that are asked before it is known whether asking is worth it there. */
const TRIALS = 16;

/** Where fewer boxes of a depth are out than one in so many, they are not asked: those inside them are. */
const RARE = 32;

/**
 * Searches boxes of the designs of a part for those that could be on the front: a box in which none could is not walked. It holds
 * the first digits, and lets the others and the place along the row go anywhere; where it cannot be left out, the boxes inside
 * it are searched, with the next digit held, too. Of several clocks each design takes the fastest that it can.
 */
export class BoxSearch {
  readonly #clocks: Clocks;
  /** Slowest first; made when a design takes the clock. */
  readonly #atClock: (clock: number) => AtClock;
  readonly #slowest: AtClock;
  readonly #boxes: CompiledBoxes;
  readonly #judge: BoxJudge;
  /** Positions of the digits that move, and rows of a box in which the first so many of them are held. */
  readonly #moving: readonly number[];
  readonly #rowsBelow: readonly number[];
  /** By depth: boxes asked, those of them that lost something, and those that were not asked. */
  readonly #asked: number[];
  readonly #lost: number[];
  readonly #unasked: number[];

  /** @param mhz clocks of a group, slowest first */
  constructor(mhz: readonly number[], atClock: (clock: number) => AtClock, judge: BoxJudge) {
    this.#clocks = new Clocks(mhz);
    this.#atClock = atClock;
    this.#slowest = atClock(0);
    const { rows, sink } = this.#slowest;
    const { outer } = rows.designs;
    this.#boxes = rows.core.boxes(this.#clocks, sink.isOfSystem);
    this.#judge = judge;
    this.#moving = [...outer.keys()].filter((position) => outer[position]!.values.length > 1);
    const sizes = this.#moving.map((position) => outer[position]!.values.length);
    this.#rowsBelow = [...sizes.keys(), sizes.length].map((depth) =>
      sizes.slice(depth).reduce((product, size) => product * size, 1),
    );
    this.#asked = this.#rowsBelow.map(() => 0);
    this.#lost = this.#rowsBelow.map(() => 0);
    this.#unasked = this.#rowsBelow.map(() => 0);
  }

  /**
   * Searches the designs from `start` to `end` − 1 of the part with the slowest clock, which must be a box, and the same designs
   * at the other clocks.
   */
  search(start: number, end: number): void {
    const { part, designs, core } = this.#slowest.rows;
    const { outer, places } = designs;
    let held = 0;
    for (const [position, digit] of outer.entries()) {
      const { values, stride: step } = digit;
      const state = Math.floor((start - part.start) / step) % values.length;
      if (core.cells.outer[position]!.state !== state) core.cells.outer[position]!.state = state;
      if (values.length > 1 && step >= end - start) held++;
    }
    if (this.#rowsBelow[held]! * places !== end - start) throw new Error("internal: a chunk is no box");
    const next = this.#moving[held];
    this.#search(held, 0, next === undefined ? 1 : this.#sizeOf(next), 0, places);
    this.#slowest.sink.end();
  }

  /** Searches the rows in which the first digits are held and the next one, if there is one, takes some values. */
  #search(depth: number, from: number, to: number, first: number, last: number): void {
    if (depth === this.#moving.length) return this.#judgeRow(first, last);
    const position = this.#moving[depth]!;
    if (to - from === 1) {
      const digit = this.#slowest.rows.core.cells.outer[position]!;
      digit.state = from;
      const next = this.#moving[depth + 1];
      this.#search(depth + 1, 0, next === undefined ? 1 : this.#sizeOf(next), first, last);
      return;
    }
    const middle = middleOf(from, to);
    for (const [begin, end] of [
      [from, middle],
      [middle, to],
    ] as const) {
      const left = this.#ask(depth, { position, from: begin, to: end }, first, last);
      if (left[0] < left[1]) this.#search(depth, begin, end, left[0], left[1]);
    }
  }

  #ask(depth: number, box: Box, first: number, last: number): readonly [number, number] {
    if (!this.#isWorthAsking(depth)) return [first, last];
    const isAnyLeft = this.#boxes.narrow(box, first, last, this.#slowest.sink.mostUm2, this.#judge.mayMatter);
    const [from, to] = isAnyLeft ? [this.#boxes.from, this.#boxes.to] : [first, first];
    const lost = last - first - (to - from);
    this.#asked[depth]!++;
    if (lost > 0) this.#lost[depth]!++;
    this.#skip(lost * (box.to - box.from) * this.#rowsBelow[depth + 1]!, this.#clocks.mhz.length);
    return [from, to];
  }

  /** Judges the designs of a row, each at its clock. */
  #judgeRow(first: number, last: number): void {
    const clocks = this.#clocks.mhz.length;
    if (clocks === 1) return this.#judgeAt(0, first, last);
    const paths = this.#slowest.rows.core.paths(first, last)?.slice();
    if (paths === undefined) {
      for (let clock = 0; clock < clocks; clock++) this.#judgeAt(clock, first, last);
      return;
    }
    this.#skip(last - first, clocks - 1);
    for (let begin = first; begin < last;) {
      const clock = Math.max(0, this.#clocks.fastest(paths[begin]!));
      let end = begin + 1;
      while (end < last && Math.max(0, this.#clocks.fastest(paths[end]!)) === clock) end++;
      this.#judgeAt(clock, begin, end);
      begin = end;
    }
  }

  #judgeAt(clock: number, first: number, last: number): void {
    const { rows, sink } = this.#atClock(clock);
    sink.begin(rows.part.start + rows.designs.offset(), rows.designs.stride);
    rows.core.judge(first, last, sink);
    if (sink !== this.#slowest.sink) sink.end();
  }

  #skip(designs: number, clocks: number): void {
    if (designs > 0) this.#slowest.sink.skip(designs * clocks);
  }

  #sizeOf(position: number): number {
    return this.#slowest.rows.designs.outer[position]!.values.length;
  }

  #isWorthAsking(depth: number): boolean {
    const asked = this.#asked[depth]!;
    return asked < TRIALS || this.#lost[depth]! * RARE >= asked || ++this.#unasked[depth]! % TRIALS === 0;
  }
}
