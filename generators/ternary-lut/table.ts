import {
  add,
  concat,
  ModuleBuilder,
  named,
  not,
  signExtend,
  slice,
  sub,
  type Module,
  type Signal,
  sharedBy,
  type PortsOf,
} from "../../src/hdl/index.ts";
import { compress, type Adder } from "../arithmetic/compressor.ts";
import type { GroupInputs, GroupOutputs } from "../streaming-core/tile-family.ts";
import { tableEntries, type Entry } from "./entries.ts";

/** What a table holds: its entries, or the activations. */
export type TableStorage = "register" | "combinational";

/** What shapes the table of one group. */
export interface TableShape {
  readonly groupSize: number;
  readonly activationBits: number;
  readonly storage: TableStorage;
  /** How the sums of the entries propagate their carries. */
  readonly adder: Adder;
  /** Registers between the activations and the adders that build the entries; above 0 only if entries are stored. */
  readonly stages: number;
}

/** Bits of all entries together, each at its exact width. */
export function entriesBits(groupSize: number, activationBits: number): number {
  const last = tableEntries(groupSize, activationBits).at(-1) as Entry;
  return last.offset + last.bits;
}

/** What the entries are; each has w + ceil(log2 n) bits, n the activations in it. */
const ENTRIES = { entries: "all E = (3^u - 1)/2 entries, entry 1 lowest, each of w + ceil(log2 of its terms) bits" };

/** What shapes the adders of one table. */
export type BuildShape = Pick<TableShape, "groupSize" | "activationBits" | "adder">;

/** Verilog name: says all that shapes the module. */
export function buildName({ groupSize, activationBits, adder }: BuildShape): string {
  return `build_u${groupSize}_w${activationBits}${adder === "prefix" ? "_prefix" : ""}`;
}

/**
 * `activations` → `entries`: one adder for each entry of two or more activations, E − µ in all, at most ⌈log2 µ⌉ in
 * series, each as wide as its result.
 */
export const build = sharedBy(buildName, (shape: BuildShape): Module<PortsOf<"activations">, GroupOutputs> => {
  const { groupSize, activationBits, adder } = shape;
  const entries = tableEntries(groupSize, activationBits);
  const m = new ModuleBuilder<PortsOf<"activations">>(
    buildName(shape),
    `Entries of a table of ${groupSize} activations: the sums of c_i * x_i for all coefficient`,
    "groups (c_i = -1, 0, 1) of balanced-ternary value 1 and above; entry v stands for sum c_i * 3^i = v.",
  );
  const activations = m.input(
    "activations",
    groupSize * activationBits,
    "the group: u activations of w bits, activation 0 lowest",
  );
  const sums = new Map<number, Signal>();
  for (const entry of entries.toSorted((a, b) => a.nonZeros - b.nonZeros || a.value - b.value)) {
    sums.set(entry.value, entrySum(entry, sums, activations, activationBits, adder));
  }
  return m.build({ entries: concat(...entries.map((entry) => sumOf(sums, entry.value))) }, ENTRIES);
});

function sumOf(sums: ReadonlyMap<number, Signal>, value: number): Signal {
  const sum = sums.get(value);
  if (sum === undefined) throw new Error(`internal: no entry ${value} yet`);
  return sum;
}

function entrySum(
  entry: Entry,
  sums: ReadonlyMap<number, Signal>,
  activations: Signal,
  activationBits: number,
  adder: Adder,
): Signal {
  if (entry.sum === undefined) {
    const index = entry.digits.indexOf(1);
    return slice(activations, index * activationBits, activationBits);
  }
  const name = `entry${entry.value}`;
  const high = signExtend(sumOf(sums, entry.sum.high), entry.bits);
  const low = signExtend(sumOf(sums, entry.sum.low), entry.bits);
  if (adder === "ripple") return named(name, entry.sum.isSubtracted ? sub(high, low) : add(high, low));
  const options = { adder, prefix: `${name}_` };
  const sum = entry.sum.isSubtracted
    ? compress([high, not(low)], 1n, entry.bits, options)
    : compress([high, low], 0n, entry.bits, options);
  return named(name, sum);
}

/** Verilog name: says all that shapes the module. */
export function tableName(shape: TableShape): string {
  const adder = shape.adder === "prefix" ? "_prefix" : "";
  const stages = shape.stages > 0 ? "_staged" : "";
  return `table_u${shape.groupSize}_w${shape.activationBits}_${shape.storage}${adder}${stages}`;
}

/**
 * Holds one group from `load` to the next. `register`: the entries are stored, so building is off the fetch path;
 * `combinational`: the activations are stored and the entries follow from them.
 *
 * With a stage, the stored activations of `load` become entries with `fill`, in a later cycle: what comes before (mask,
 * distribution) and the adders are each a path of their own. Price: µ·w flip-flops. A cut between two levels of adders
 * would balance the paths better but hold every inner entry: 16 words instead of 4 for µ = 4.
 */
export const table = sharedBy(tableName, (shape: TableShape): Module<GroupInputs, GroupOutputs> => {
  const m = new ModuleBuilder<GroupInputs>(
    tableName(shape),
    shape.storage === "register"
      ? "Table of one group, entries in registers."
      : "Table of one group, built from held activations.",
  );
  const load = m.input("load", 1, "the group is taken");
  const activations = m.input(
    "activations",
    shape.groupSize * shape.activationBits,
    "the group: u activations of w bits, activation 0 lowest",
  );
  if (shape.storage === "register") {
    const held = shape.stages > 0 ? m.registered("activations_q", activations, { enable: load }) : activations;
    const fill = shape.stages > 0 ? m.input("fill", 1, "its entries are taken") : load;
    const built = m.instance("build", build(shape), { activations: held });
    return m.build({ entries: m.registered("entries_q", built.entries, { enable: fill }) }, ENTRIES);
  }
  const held = m.registered("activations_q", activations, { enable: load });
  return m.build(m.instance("build", build(shape), { activations: held }), ENTRIES);
});
