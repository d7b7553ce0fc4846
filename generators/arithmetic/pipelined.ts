import { concat, named, slice, type ModuleBuilder, type Signal } from "../../src/hdl/index.ts";
import { leafInputs, operands, type AdderLeaf } from "../../src/hdl/netlist.ts";
import { fullAdder, halfAdder } from "../../src/hdl/index.ts";
import type { BankEnables } from "./bank-enables.ts";
import { FULL_ADDER_LEVELS, inputBit, inStages, type Schedule, type TimedBit } from "./stages.ts";

/** Where registers are. */
export interface StageOptions {
  /** Inside, where arrival times say. */
  readonly cuts: number;
  /** True: one more behind the result. */
  readonly end: boolean;
  /** Needed if there are any. */
  readonly enables: BankEnables | undefined;
}

/** `result`, a circuit without registers over the inputs of `m`, in stages: one operation per cycle. `name`: of the last register. */
export function resultInStages(m: ModuleBuilder, name: string, result: Signal, options: StageOptions): Signal {
  const { cuts, end, enables } = options;
  const staged = cuts === 0 ? result : inStages(m, cuts, enables, (schedule) => placed(result, schedule));
  if (!end || enables === undefined) return staged;
  return m.registered(name, staged, { enable: cuts === 0 ? enables.enter : enables.advance });
}

/** The circuit behind `result`, node by node, each placed by `schedule`; the bits of the result, lowest first. */
function placed(result: Signal, schedule: Schedule): readonly TimedBit[] {
  const done = new Map<Signal, readonly TimedBit[]>();
  const leaves = new Map<AdderLeaf, { readonly sum: TimedBit; readonly carry: TimedBit }>();
  const of = (signal: Signal): readonly TimedBit[] => done.get(signal) as readonly TimedBit[];
  for (const signal of inOrder(result)) done.set(signal, place(signal, of, leaves, schedule));
  return of(result);
}

type Of = (signal: Signal) => readonly TimedBit[];
type Leaves = Map<AdderLeaf, { readonly sum: TimedBit; readonly carry: TimedBit }>;

function place(signal: Signal, of: Of, leaves: Leaves, schedule: Schedule): readonly TimedBit[] {
  switch (signal.kind) {
    case "input":
    case "constant":
    case "register":
    case "memoryRead":
    case "instanceOutput":
      return Array.from({ length: signal.width }, (_, i) => inputBit(slice(signal, i, 1)));
    case "concat":
      return signal.parts.flatMap(of);
    case "slice":
      return of(signal.a).slice(signal.low, signal.low + signal.width);
    case "name":
      return rename(signal.name, of(signal.a));
    case "adderOutput":
      return [placeLeaf(signal.leaf, of, leaves, schedule)[signal.output]];
    case "not":
    case "binary":
    case "mux":
    case "choose":
      return placeNode(signal, of, schedule);
  }
}

/** A name stays if all its bits are there in one stage. */
function rename(name: string, bits: readonly TimedBit[]): readonly TimedBit[] {
  const [first] = bits;
  if (first === undefined || bits.some(({ stage }) => stage !== first.stage)) return bits;
  const word = named(name, concat(...bits.map(({ signal }) => signal)));
  return bits.map((bit, i) => ({ ...bit, signal: slice(word, i, 1) }));
}

/** Gate levels of a node: those of its slowest bit. */
function levelsOf(signal: Signal): number {
  if (signal.kind === "not") return 0;
  if (signal.kind === "choose") return 1 + Math.ceil(Math.log2(signal.hits.length));
  if (signal.kind !== "binary") return 1;
  switch (signal.operator) {
    case "and":
    case "or":
    case "xor":
      return 1;
    case "eq":
      return 1 + Math.ceil(Math.log2(signal.a.width));
    case "add":
    case "sub":
    case "ltu":
      return signal.a.width;
  }
}

function placeNode(
  signal: Extract<Signal, { kind: "not" | "binary" | "mux" | "choose" }>,
  of: Of,
  schedule: Schedule,
): readonly TimedBit[] {
  const { inputs, output } = schedule(operands(signal).flatMap(of), levelsOf(signal));
  let low = 0;
  const next = ({ width }: Signal): Signal => concat(...inputs.slice((low += width) - width, low));
  const node = withOperands(signal, next);
  const bits = Array.from({ length: node.width }, (_, i) => slice(node, i, 1));
  return bits.map(output);
}

/** The same node with other operands, asked for in the order of `operands`. */
function withOperands(
  signal: Extract<Signal, { kind: "not" | "binary" | "mux" | "choose" }>,
  next: (old: Signal) => Signal,
): Signal {
  switch (signal.kind) {
    case "not":
      return { ...signal, a: next(signal.a) };
    case "binary":
      return { ...signal, a: next(signal.a), b: next(signal.b) };
    case "mux":
      return { ...signal, select: next(signal.select), low: next(signal.low), high: next(signal.high) };
    case "choose":
      return { ...signal, hits: signal.hits.map(next), values: signal.values.map(next) };
  }
}

function placeLeaf(leaf: AdderLeaf, of: Of, leaves: Leaves, schedule: Schedule) {
  const known = leaves.get(leaf);
  if (known !== undefined) return known;
  const { inputs, output } = schedule(leafInputs(leaf).flatMap(of), leaf.c === undefined ? 1 : FULL_ADDER_LEVELS);
  const [a, b, c] = inputs as [Signal, Signal, Signal | undefined];
  const { sum, carry } = c === undefined ? halfAdder(leaf.name, a, b) : fullAdder(leaf.name, a, b, c);
  const bits = { sum: output(sum), carry: output(carry) };
  leaves.set(leaf, bits);
  return bits;
}

/** All nodes behind a signal, operands first. */
function inOrder(root: Signal): readonly Signal[] {
  const order: Signal[] = [];
  const seen = new Set<Signal>();
  const visit = (signal: Signal): void => {
    if (seen.has(signal)) return;
    seen.add(signal);
    operands(signal).forEach(visit);
    order.push(signal);
  };
  visit(root);
  return order;
}
