import { concat, signalAt, slice, type ModuleBuilder, type Signal } from "../../../src/hdl/index.ts";
import { bankWires, behindBank, type BankEnables } from "../../arithmetic/bank-enables.ts";
import { floatAdder } from "../../arithmetic/float/adder.ts";
import { floatAdderName, type FloatAdderShape } from "../../arithmetic/float/adder-shape.ts";
import { widen, widenName, type WidenShape } from "../../arithmetic/float/widen.ts";
import { formatBits, type FloatFormat, type Subnormals } from "../../numeric/float-format.ts";
import type { FloatPath } from "./parameters.ts";
import type { Adder } from "../../arithmetic/compressor.ts";
import type { ChildModule } from "../tile-family.ts";
import { DelayLine } from "./delay.ts";

/** How all additions of a core are made. */
export interface FloatStyle {
  readonly path: FloatPath;
  readonly adder: Adder;
  readonly subnormals: Subnormals;
  /** Registers of each adder. */
  readonly stages: number;
}

/** A tree that adds `words` words of one format to a sum of another, neighbours first; an odd last word waits. */
export interface TreeShape {
  readonly words: number;
  readonly from: FloatFormat;
  readonly to: FloatFormat;
  readonly style: FloatStyle;
}

/** An adder of the core. */
export function adderShape(from: FloatFormat, to: FloatFormat, style: FloatStyle): FloatAdderShape {
  return { from, to, ...style };
}

function widenShape({ from, to, style }: TreeShape): WidenShape {
  return { from, to, subnormals: style.subnormals };
}

/** Level by level, how many pairs are added, and whether a word of the first format is left over and must be widened. */
function levelsOf(words: number): { readonly pairs: number; readonly isOdd: boolean }[] {
  const levels: { pairs: number; isOdd: boolean }[] = [];
  for (let left = words; left > 1; left = Math.ceil(left / 2)) levels.push({ pairs: left >> 1, isOdd: left % 2 === 1 });
  return levels;
}

function needsWiden({ words, from, to }: TreeShape): boolean {
  return from !== to && words % 2 === 1;
}

/**
 * Adds `words` (side by side) in a tree of instances `<name>_level1`, …; `treeLevels` · stages cycles late.
 * Price: words − 1 adders; if words is no power of two, registers for those that wait.
 */
export function addTree(
  m: ModuleBuilder,
  name: string,
  words: Signal,
  shape: TreeShape,
  enables: BankEnables | undefined,
): Signal {
  const { from, to, style } = shape;
  const late = new DelayLine(m, `${name}_late`);
  const firstBits = formatBits(from);
  let level = Array.from({ length: shape.words }, (_, i) => slice(words, i * firstBits, firstBits));
  if (shape.words === 1) return widenLast(m, name, signalAt(level, 0), shape);
  levelsOf(shape.words).forEach(({ pairs, isOdd }, depth) => {
    const adder = floatAdder(adderShape(depth === 0 ? from : to, to, style));
    const banks = depth === 0 ? enables : behindBank(enables);
    const operand = (side: number): Signal =>
      concat(...Array.from({ length: pairs }, (_, i) => signalAt(level, 2 * i + side)));
    const inputs = { a: operand(0), b: operand(1), ...bankWires(adder, banks) };
    const { sum: sums } = m.repeat(`${name}_level${depth + 1}`, pairs, adder, inputs);
    const width = formatBits(to);
    const next = Array.from({ length: pairs }, (_, i) => slice(sums, i * width, width));
    if (isOdd) {
      const odd = signalAt(level, 2 * pairs);
      next.push(late.after(depth === 0 ? widenLast(m, name, odd, shape) : odd, style.stages, banks));
    }
    level = next;
  });
  return signalAt(level, 0);
}

function widenLast(m: ModuleBuilder, name: string, word: Signal, shape: TreeShape): Signal {
  if (!needsWiden(shape)) return word;
  return m.instance(`${name}_widen`, widen(widenShape(shape)), { a: word }).word;
}

/** Where the adders of a tree stand: its first level, and all others. */
export type TreePlaces = readonly [first: LanePlace, others: LanePlace];

/** The modules of a tree, for components. */
export function treeChildren(shape: TreeShape, role: string, places: TreePlaces): readonly LaneChild[] {
  const { words, from, to, style } = shape;
  if (words === 1 && from === to) return [];
  const [first = 0, ...others] = levelsOf(words).map(({ pairs }) => pairs);
  const more = others.reduce((sum, pairs) => sum + pairs, 0);
  const adders = (count: number, adder: FloatAdderShape, place: LanePlace): LaneChild[] =>
    count === 0 ? [] : [{ key: floatAdderName(adder), role, count, place, build: () => floatAdder(adder) }];
  const isOneKind = from === to && places[0] === places[1];
  const children = [
    ...adders(isOneKind ? first + more : first, adderShape(from, to, style), places[0]),
    ...adders(isOneKind ? 0 : more, adderShape(to, to, style), places[1]),
  ];
  if (!needsWiden(shape)) return children;
  const word = widenShape(shape);
  return [...children, { key: widenName(word), role, count: 1, place: places[0], build: () => widen(word) }];
}

/** What an adder of a lane adds: words of fetches, sums of words, a running sum and another, or partial sums. */
export type LanePlace = "words" | "sums" | "running" | "partials";

/** A module inside a lane, and where it stands. */
export interface LaneChild extends ChildModule {
  /** Per parent. */
  readonly count: number;
  readonly place: LanePlace;
}
