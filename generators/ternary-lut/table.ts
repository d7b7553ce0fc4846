import {
  add,
  concat,
  ModuleBuilder,
  named,
  signExtend,
  slice,
  sub,
  type Module,
  type Signal,
  shared,
} from "../../src/hdl/index.ts";
import { tableEntries, type Entry } from "./entries.ts";

export type TableStorage = "register" | "combinational";

/** What shapes the table of one group. */
export interface TableShape {
  readonly groupSize: number;
  readonly activationBits: number;
  readonly storage: TableStorage;
}

/** Bits of all entries together, each at its exact width. */
export function entriesBits(groupSize: number, activationBits: number): number {
  const last = tableEntries(groupSize, activationBits).at(-1) as Entry;
  return last.offset + last.bits;
}

export function buildName({ groupSize, activationBits }: TableShape): string {
  return `build_u${groupSize}_w${activationBits}`;
}

/**
 * `activations` → `entries`: one adder for each entry of two or more activations, E − µ in all, at most ⌈log2 µ⌉ in
 * series, each as wide as its result.
 */
export function build(shape: TableShape): Module {
  return shared(buildName(shape), () => makeBuild(shape));
}

function makeBuild(shape: TableShape): Module {
  const { groupSize, activationBits } = shape;
  const entries = tableEntries(groupSize, activationBits);
  const m = new ModuleBuilder(
    buildName(shape),
    `Entries of a table of ${groupSize} activations: the sums of c_i * x_i for all coefficient`,
    "groups (c_i = -1, 0, 1) of balanced-ternary value 1 and above; entry v stands for sum c_i * 3^i = v.",
  );
  const activations = m.input("activations", groupSize * activationBits);
  const sums = new Map<number, Signal>();
  for (const entry of entries.toSorted((a, b) => a.nonZeros - b.nonZeros || a.value - b.value)) {
    sums.set(entry.value, entrySum(entry, sums, activations, activationBits));
  }
  m.output("entries", concat(...entries.map((entry) => sums.get(entry.value) as Signal)));
  return m.build();
}

function entrySum(
  entry: Entry,
  sums: ReadonlyMap<number, Signal>,
  activations: Signal,
  activationBits: number,
): Signal {
  if (entry.sum === undefined) {
    const index = entry.digits.indexOf(1);
    return slice(activations, index * activationBits, activationBits);
  }
  const high = signExtend(sums.get(entry.sum.high) as Signal, entry.bits);
  const low = signExtend(sums.get(entry.sum.low) as Signal, entry.bits);
  return named(`entry${entry.value}`, entry.sum.isSubtracted ? sub(high, low) : add(high, low));
}

export function tableName(shape: TableShape): string {
  return `table_u${shape.groupSize}_w${shape.activationBits}_${shape.storage}`;
}

/**
 * Holds one group from `load` to the next. `register`: the entries are stored, so building is off the fetch path;
 * `combinational`: the activations are stored and the entries follow from them.
 */
export function table(shape: TableShape): Module {
  return shared(tableName(shape), () => makeTable(shape));
}

function makeTable(shape: TableShape): Module {
  const m = new ModuleBuilder(
    tableName(shape),
    shape.storage === "register"
      ? "Table of one group, entries in registers."
      : "Table of one group, built from held activations.",
  );
  const load = m.input("load", 1);
  const activations = m.input("activations", shape.groupSize * shape.activationBits);
  if (shape.storage === "register") {
    const built = m.instance("build", build(shape), { activations });
    m.output("entries", m.registered("entries_q", built["entries"] as Signal, { enable: load }));
  } else {
    const held = m.registered("activations_q", activations, { enable: load });
    m.output("entries", m.instance("build", build(shape), { activations: held })["entries"] as Signal);
  }
  return m.build();
}
