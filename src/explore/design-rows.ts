import type { CoreGenerator, Dependencies } from "../../generators/contract/index.ts";
import { CompiledDesigns } from "../../models/compiled/compiled-designs.ts";
import type { RowMemory } from "../../models/compiled/kernels/row-memory.ts";
import type { DecidedOnce } from "../../models/compiled/possible-designs.ts";
import type { CostModel } from "../../models/cost/cost-model.ts";
import { valuesAt, whyIllegal, type Digit, type Part } from "../config/points.ts";
import type { ParameterValues } from "../core/parameters.ts";
import { conflictReason, groupOf } from "./reasons.ts";

/** The designs of a part as rows, whatever its setting: parts that differ in nothing else share them. */
export class DesignRows {
  /** Of the tables. */
  readonly memory: RowMemory;
  /** Points from one block to the next: rows fill blocks. */
  readonly block: number;
  /** Points between ranges that are whole rows, or places of all rows of a block. */
  readonly unit: number;
  /** Whether designs are walked one after the other, each a row of its own: blocks of so many rows would take too long. */
  readonly isAlone: boolean;
  /** Points from one place of a row to the next, and how many places there are. */
  readonly stride: number;
  readonly places: number;
  /** Slowest first in the order in which rows are walked. */
  readonly outer: readonly Digit[];
  /** The rows of a block in the order in which they are walked. */
  readonly rowsOfBlock: readonly RowOfBlock[];
  /** Digits that move from block to block, not within one: positions in `outer`. */
  readonly slow: readonly number[];
  readonly #make: () => CompiledDesigns;
  #compiled: CompiledDesigns | undefined;

  /** @param memory that nobody else uses @param decidedOnce the same for all rows of the part */
  constructor(
    part: Part,
    generator: CoreGenerator,
    models: readonly CostModel[],
    memory: RowMemory,
    decidedOnce: DecidedOnce,
  ) {
    const { dependencies } = generator;
    const along = part.digits.find(({ name }) => name === dependencies?.along);
    if (dependencies === undefined || along === undefined) throw new Error("internal: the part has no rows");
    this.stride = along.stride;
    this.places = along.values.length;
    this.isAlone = this.places === 1 || along.stride > MOST_ROWS;
    this.unit = this.isAlone ? 1 : along.stride;
    this.block = this.isAlone ? 1 : along.stride * this.places;
    const isFast = (digit: Digit): boolean => digit !== along && digit.stride < along.stride;
    const fast = leastReadLast(part.digits.filter(isFast), dependencies);
    const slow = part.digits.filter((digit) => digit !== along && !isFast(digit));
    this.outer = [...slow, ...fast];
    this.slow = this.isAlone ? [...this.outer.keys()] : [...slow.keys()];
    this.rowsOfBlock = this.isAlone ? [{ offset: 0, moves: [] }] : rowsOf(fast, slow.length);
    const whyNot = (values: ParameterValues): string => {
      const reason = whyIllegal(part.unchecked, values) ?? conflictReason(generator.conflicts(values));
      return groupOf(reason);
    };
    const options = {
      generator,
      dependencies,
      axes: [...this.outer, along].map(({ name, values, of }) => ({ name, size: values.length, of })),
      valuesAt: (place: number, outer: readonly { readonly state: number }[]) =>
        valuesAt(part, this.#offsetAt(outer) + place * this.stride),
      whyNot,
      unchecked: part.unchecked.map(({ name }) => name),
      reasonOf: (conflicts: ReturnType<CoreGenerator["conflicts"]>) => groupOf(conflictReason(conflicts)),
      decidedOnce,
      models,
      copies: along.values.map(Number),
    };
    this.memory = memory;
    this.#make = () => new CompiledDesigns(options, memory);
  }

  /** Made when it is first asked for: whoever cuts a space into chunks asks for strides alone. */
  get compiled(): CompiledDesigns {
    return (this.#compiled ??= this.#make());
  }

  /** Offset in the part of the first design of the row at which the digits stand. */
  offset(): number {
    return this.#offsetAt(this.compiled.cells.outer);
  }

  #offsetAt(digits: readonly { readonly state: number }[]): number {
    let offset = 0;
    for (let i = 0; i < digits.length; i++) offset += digits[i]!.state * this.outer[i]!.stride;
    return offset;
  }
}

/** A digit that takes a value; its position among the outer ones. */
export interface Move {
  readonly position: number;
  readonly value: number;
}

/** A row of a block: the offset of its first design in the block, and what moves since the row before (of the first: all). */
export interface RowOfBlock {
  readonly offset: number;
  readonly moves: readonly Move[];
}

/** Rows of a block: they are held in a list, and a chunk has designs of all of them. */
const MOST_ROWS = 65_536;

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
