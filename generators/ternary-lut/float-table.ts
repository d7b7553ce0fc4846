import {
  concat,
  ModuleBuilder,
  not,
  sharedBy,
  signalAt,
  slice,
  type Module,
  type Signal,
} from "../../src/hdl/index.ts";
import { bankWires, behindBank, type BankEnables } from "../arithmetic/bank-enables.ts";
import { treeLevels } from "../arithmetic/adder-tree.ts";
import { floatAdder } from "../arithmetic/float/adder.ts";
import { floatAdderName } from "../arithmetic/float/adder-shape.ts";
import { widen, widenName } from "../arithmetic/float/widen.ts";
import { formatBits, type FloatFormat } from "../numeric/float-format.ts";
import { bitsOf } from "../numeric/float-value.ts";
import type { ChildModule, GroupInputs, GroupOutputs, GroupPort } from "../streaming-core/tile-family.ts";
import { DelayLine } from "../streaming-core/float/delay.ts";
import { adderShape, type FloatStyle } from "../streaming-core/float/tree.ts";
import { entryCount } from "./entries.ts";
import { floatEntries, type FloatEntry } from "./float-entries.ts";
import type { TableStorage } from "./table.ts";

/** What shapes the table of one group of floating-point activations. */
export interface FloatTableShape {
  readonly groupSize: number;
  readonly format: FloatFormat;
  /** Of the entries. */
  readonly table: FloatFormat;
  readonly storage: TableStorage;
  readonly style: FloatStyle;
  /** Registers between the activations and the adders, 0 or 1. */
  readonly stages: number;
}

/** Bits of all entries; all have the table's format. */
export function floatEntriesBits({ groupSize, table }: FloatTableShape): number {
  return entryCount(groupSize) * formatBits(table);
}

/** Registers from the activations to those of the entries: the adders', of which the last are the entries themselves. */
export function floatTableStages({ groupSize, style, stages }: FloatTableShape): number {
  return stages + Math.max(0, treeLevels(groupSize) * style.stages - 1);
}

/** Verilog name: says all that shapes the module. */
export function floatTableName(shape: FloatTableShape): string {
  const { groupSize, format, table, storage, style, stages } = shape;
  const sum = floatAdderName(adderShape(format, table, style));
  return `table_u${groupSize}_${storage}_${sum}${stages > 0 ? "_staged" : ""}`;
}

type Put = (offset: number, bits: number, value: number) => void;

function putSums(
  { table, style }: FloatTableShape,
  entries: readonly FloatEntry[],
  group: ArrayLike<number>,
  put: Put,
): void {
  const wide = formatBits(table);
  entries.forEach(({ digits }, i) => {
    const value = digits.reduce((sum, digit, j) => sum + digit * (group[j] ?? 0), 0);
    put(i * wide, wide, bitsOf(value, table, style.subnormals));
  });
}

/** The entries of a group of activations, rounded once: near enough for activity. */
export function putFloatEntries(shape: FloatTableShape, group: ArrayLike<number>, put: Put): void {
  putSums(shape, floatEntries(shape.groupSize), group, put);
}

/** What the adders in a table give to it. */
export function floatTablePorts(shape: FloatTableShape): readonly GroupPort[] {
  const { groupSize, format, table } = shape;
  const portOf = (port: string, entries: readonly FloatEntry[]): GroupPort => ({
    port,
    width: entries.length * formatBits(table),
    put: (group, put) => putSums(shape, entries, group, put),
  });
  const levels = Array.from({ length: treeLevels(groupSize) }, (_, i) =>
    portOf(`sum_level${i + 1}.sum`, sumsAt(shape, i + 1)),
  );
  const plain = floatEntries(groupSize).filter(({ sum }) => sum === undefined);
  return format === table ? levels : [...levels, portOf("widen.word", plain)];
}

/** Entries of two activations take the activations' format; larger ones add entries of the table. */
function adderOf({ format, table, style }: FloatTableShape, depth: number, isLast: boolean) {
  const shape = adderShape(depth === 1 ? format : table, table, style);
  return isLast ? { ...shape, isOpen: true } : shape;
}

function sumsAt(shape: FloatTableShape, depth: number): readonly FloatEntry[] {
  return floatEntries(shape.groupSize).filter((entry) => entry.depth === depth);
}

/** The modules in one table. */
export function floatTableChildren(shape: FloatTableShape): readonly ChildModule[] {
  const byKey = new Map<string, ChildModule>();
  for (let level = 1; level <= treeLevels(shape.groupSize); level++) {
    const adder = adderOf(shape, level, isOpen(shape, level));
    const key = floatAdderName(adder);
    const count = sumsAt(shape, level).length + (byKey.get(key)?.count ?? 0);
    byKey.set(key, { key, role: "build", count, build: () => floatAdder(adder) });
  }
  const children = [...byKey.values()];
  if (shape.format === shape.table) return children;
  const word = widenOf(shape);
  const widens: ChildModule = {
    key: widenName(word),
    role: "build",
    count: shape.groupSize,
    build: () => widen(word),
  };
  return [...children, widens];
}

/** The last level's sums go to the registers of the entries. */
function isOpen({ groupSize, storage, style }: FloatTableShape, depth: number): boolean {
  return storage === "register" && style.stages > 0 && depth === treeLevels(groupSize);
}

function widenOf({ format, table, style }: FloatTableShape) {
  return { from: format, to: table, subnormals: style.subnormals };
}

/**
 * Holds one group from `load` (or `fill`) to the next, as `table` does for integers: one floating-point adder for each
 * entry of two or more activations, ⌈log2 µ⌉ in series, in the order of `floatEntries`. With stages in the adders
 * a new group can be loaded in every cycle; entries that are made earlier wait for the last.
 */
export const floatTable = sharedBy(floatTableName, (shape: FloatTableShape): Module<GroupInputs, GroupOutputs> => {
  const { groupSize, format, table, storage } = shape;
  const m = new ModuleBuilder<GroupInputs>(
    floatTableName(shape),
    `Table of one group of ${groupSize} ${format.name}: the sums of c_i * x_i for all coefficient groups (c_i = -1, 0, 1)`,
    `of balanced-ternary value 1 and above, as ${table.name}; ${storage === "register" ? "entries in registers" : "activations held"}.`,
  );
  const load = m.input("load", 1, "the group is taken");
  const activations = m.input(
    "activations",
    groupSize * formatBits(format),
    "the group: u activations, activation 0 lowest",
  );
  const isStaged = shape.stages > 0 || storage === "combinational";
  const held = isStaged ? m.registered("activations_q", activations, { enable: load }) : activations;
  const enables = {
    enter: load,
    advance:
      floatTableStages(shape) > 1
        ? m.input("shift", 1, "the registers between the first ones and the entries move on")
        : load,
  };
  const entries = buildEntries(m, shape, held, isStaged ? behindBank(enables) : enables);
  if (storage === "combinational") return m.build({ entries }, ENTRIES);
  const fill = floatTableStages(shape) > 0 ? m.input("fill", 1, "the entries are taken") : load;
  return m.build({ entries: m.registered("entries_q", entries, { enable: fill }) }, ENTRIES);
});

const ENTRIES = { entries: "all E = (3^u - 1)/2 entries, entry 1 lowest" };

/** A word and how many cycles after the activations it is there. */
interface Timed {
  readonly word: Signal;
  readonly cycle: number;
}

/** @param enables of the registers behind `activations`, if there are any */
function buildEntries(
  m: ModuleBuilder,
  shape: FloatTableShape,
  activations: Signal,
  enables: BankEnables | undefined,
): Signal {
  const { groupSize, format, table, style } = shape;
  const entries = floatEntries(groupSize);
  const [narrow, wide] = [formatBits(format), formatBits(table)];
  const late = new DelayLine(m, "late");
  const delayed = ({ word, cycle }: Timed, until: number): Signal =>
    late.after(word, until - cycle, cycle === 0 ? enables : behindBank(enables));
  const plain = Array.from({ length: groupSize }, (_, i) => slice(activations, i * narrow, narrow));
  const widened =
    format === table ? activations : m.repeat("widen", groupSize, widen(widenOf(shape)), { a: activations }).word;
  const words = new Map<number, Timed>(
    plain.map((_, i) => [3 ** i, { word: slice(widened, i * wide, wide), cycle: 0 }]),
  );
  const depth = treeLevels(groupSize);
  for (let level = 1; level <= depth; level++) {
    const sums = sumsAt(shape, level);
    const start = (level - 1) * style.stages;
    const operand = (value: number, isFlipped: boolean): Signal => {
      const timed =
        level === 1
          ? { word: signalAt(plain, Math.round(Math.log(value) / Math.log(3))), cycle: 0 }
          : (words.get(value) as Timed);
      const waited = delayed(timed, start);
      return isFlipped ? negated(waited) : waited;
    };
    const isLast = isOpen(shape, level);
    const adder = floatAdder(adderOf(shape, level, isLast));
    const a = concat(...sums.map(({ sum }) => operand((sum as { high: number }).high, false)));
    const b = concat(
      ...sums.map(({ sum }) => operand((sum as { low: number }).low, (sum as { isSubtracted: boolean }).isSubtracted)),
    );
    const banks = bankWires(adder, level === 1 ? enables : behindBank(enables));
    const made = m.repeat(`sum_level${level}`, sums.length, adder, { a, b, ...banks }).sum;
    const cycle = level * style.stages - (isLast ? 1 : 0);
    sums.forEach(({ value }, i) => words.set(value, { word: slice(made, i * wide, wide), cycle }));
  }
  const end = Math.max(0, depth * style.stages - (isOpen(shape, depth) ? 1 : 0));
  return concat(...entries.map(({ value }) => delayed(words.get(value) as Timed, end)));
}

function negated(word: Signal): Signal {
  const top = word.width - 1;
  return concat(slice(word, 0, top), not(slice(word, top, 1)));
}
