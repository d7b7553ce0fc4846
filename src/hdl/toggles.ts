import { GATE, ONE, type GateList } from "./gate-list.ts";
import { lowerOwn } from "./lower.ts";
import type { Module } from "./netlist.ts";
import { LANES, run, schedule } from "./simulate.ts";

/** Kinds of nets whose transitions are told apart. */
export const TOGGLE_KINDS = ["gate", "xor", "mux", "sum", "carry", "register", "input"] as const;
/** One of TOGGLE_KINDS. */
export type ToggleKind = (typeof TOGGLE_KINDS)[number];

/** Mean transitions per cycle in one class of cycles. */
export interface ToggleCounts {
  /** Of all nets of a kind; inputs that the module's own logic does not read are left out. */
  readonly toggles: Readonly<Record<ToggleKind, number>>;
  /** Transitions times readers, over all nets. */
  readonly reads: number;
  /** Cycles that were counted. */
  readonly cycles: number;
}

/** What drives a module cycle by cycle: as `ModuleTrace` of generators. */
export interface Stimulus {
  readonly cycles: number;
  readonly inputs: Readonly<Record<string, Int32Array>>;
}

/** Transitions of a module by kind. */
export interface ModuleToggles {
  /** Class number (as given) → counts. */
  readonly classes: ReadonlyMap<number, ToggleCounts>;
  readonly flipFlops: number;
}

const KIND_OF: Readonly<Record<number, ToggleKind | undefined>> = {
  [GATE.and]: "gate",
  [GATE.or]: "gate",
  [GATE.xor]: "xor",
  [GATE.mux]: "mux",
  [GATE.xor3]: "sum",
  [GATE.majority]: "carry",
};

/**
 * Simulates a module's own logic under a stimulus, in 32 streams, and counts transitions from cycle to cycle by kind of
 * net and by class of the later cycle. Inverters cost nothing: they melt into other cells. The first cycle is not counted.
 */
export function countToggles(module: Module, stimulus: Stimulus, classes: ArrayLike<number>): ModuleToggles {
  const design = lowerOwn(module);
  const { gates } = design;
  const program = schedule(gates);
  const values = new Int32Array(gates.kinds.length);
  values[ONE] = -1;
  const nets = netsOf(gates, [...design.inputs.values()].flat(), [...design.outputs.values()].flat());
  const before = new Int32Array(gates.kinds.length);
  const loaded = new Int32Array(gates.nexts.length);
  const counters = new Map<number, Counter>();
  const driven = [...design.inputs].flatMap(([port, bits]) => {
    const words = stimulus.inputs[port];
    return words === undefined ? [] : [{ bits, words, width: words.length / stimulus.cycles }];
  });
  for (let cycle = 0; cycle < stimulus.cycles; cycle++) {
    for (const { bits, words, width } of driven) {
      for (let bit = 0; bit < Math.min(width, bits.length); bit++) values[bits[bit]!] = words[cycle * width + bit]!;
    }
    run(program, values);
    const class_ = classes[cycle] ?? 0;
    let counter = counters.get(class_);
    if (counter === undefined) counters.set(class_, (counter = new Counter()));
    count(nets, values, before, cycle === 0 ? undefined : counter);
    for (let i = 0; i < loaded.length; i++) loaded[i] = values[gates.nexts[i]!]!;
    for (let i = 0; i < loaded.length; i++) values[gates.registers[i]!] = loaded[i]!;
  }
  return {
    classes: new Map([...counters].filter(([, each]) => each.cycles > 0).map(([key, each]) => [key, each.result()])),
    flipFlops: gates.registers.length,
  };
}

/** Nets that are counted, side by side. */
interface Nets {
  readonly gates: Int32Array;
  /** Index into TOGGLE_KINDS. */
  readonly kinds: Uint8Array;
  readonly readers: Float64Array;
}

function netsOf(gates: GateList, inputs: readonly number[], outputs: readonly number[]): Nets {
  const readers = new Float64Array(gates.kinds.length);
  const read = (gate: number): void => {
    // Reading a complement is reading the net itself.
    const source = gates.kinds[gate] === GATE.not ? gates.a[gate]! : gate;
    readers[source] = readers[source]! + 1;
  };
  gates.kinds.forEach((kind, gate) => {
    if (kind === GATE.source || kind === GATE.not) return;
    read(gates.a[gate]!);
    read(gates.b[gate]!);
    if (kind === GATE.mux || kind === GATE.xor3 || kind === GATE.majority) read(gates.c[gate]!);
  });
  for (const next of gates.nexts) read(next);
  // An inverter melts into the cell that reads it, but not into a port.
  for (const gate of outputs) if (gates.kinds[gate] === GATE.not) read(gate);
  const isInput = new Set(inputs);
  const isRegister = new Set(gates.registers);
  const kept: { readonly gate: number; readonly kind: ToggleKind }[] = [];
  gates.kinds.forEach((kind, gate) => {
    if (gate <= ONE) return;
    const name = isRegister.has(gate) ? "register" : isInput.has(gate) ? "input" : KIND_OF[kind];
    if (name === undefined || (name === "input" && readers[gate] === 0)) return;
    kept.push({ gate, kind: name });
  });
  return {
    gates: Int32Array.from(kept, ({ gate }) => gate),
    kinds: Uint8Array.from(kept, ({ kind }) => TOGGLE_KINDS.indexOf(kind)),
    readers: Float64Array.from(kept, ({ gate }) => readers[gate]!),
  };
}

class Counter {
  readonly byKind = new Float64Array(TOGGLE_KINDS.length);
  reads = 0;
  cycles = 0;

  result(): ToggleCounts {
    const per = 1 / (LANES * this.cycles);
    const toggles = TOGGLE_KINDS.map((kind, i) => [kind, this.byKind[i]! * per] as const);
    return {
      toggles: Object.fromEntries(toggles) as Record<ToggleKind, number>,
      reads: this.reads * per,
      cycles: this.cycles,
    };
  }
}

function count(nets: Nets, values: Int32Array, before: Int32Array, counter: Counter | undefined): void {
  const { gates, kinds, readers } = nets;
  for (let i = 0; i < gates.length; i++) {
    const gate = gates[i]!;
    const changed = values[gate]! ^ before[gate]!;
    if (changed === 0) continue;
    before[gate] = values[gate]!;
    if (counter === undefined) continue;
    const transitions = popcount(changed);
    counter.byKind[kinds[i]!] = counter.byKind[kinds[i]!]! + transitions;
    counter.reads += transitions * readers[i]!;
  }
  if (counter !== undefined) counter.cycles++;
}

/** Number of ones in a word. */
export function popcount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
