import { GATE, ONE, type GateList } from "./gate-list.ts";
import { lowerOwn } from "./lower.ts";
import type { Bits } from "./lower-words.ts";
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

const KIND_OF: readonly (readonly [gate: number, kind: ToggleKind])[] = [
  [GATE.and, "gate"],
  [GATE.or, "gate"],
  [GATE.xor, "xor"],
  [GATE.mux, "mux"],
  [GATE.xor3, "sum"],
  [GATE.majority, "carry"],
];

/**
 * Simulates a module's own logic under a stimulus, in 32 streams, and counts transitions from cycle to cycle by kind of
 * net and by class of the later cycle. Inverters cost nothing: they melt into other cells. The first cycle is not counted.
 * @param uncounted a class of cycles that nobody asks for
 */
export function countToggles(
  module: Module,
  stimulus: Stimulus,
  classes: ArrayLike<number>,
  uncounted?: number,
): ModuleToggles {
  const design = lowerOwn(module);
  const { gates } = design;
  const program = schedule(gates);
  const values = new Int32Array(gates.kinds.length);
  values[ONE] = -1;
  const nets = netsOf(gates, design.inputs.values(), design.outputs.values());
  const before = new Int32Array(gates.kinds.length);
  const [registers, nexts] = [new Int32Array(gates.registers), new Int32Array(gates.nexts)];
  const loaded = new Int32Array(nexts.length);
  const counters = new Map<number, Counter>();
  const driven = [...design.inputs].flatMap(([port, bits]) => {
    const words = stimulus.inputs[port];
    if (words === undefined) return [];
    const width = words.length / stimulus.cycles;
    return [{ bits: new Int32Array(bits.slice(0, width)), words, width }];
  });
  for (let cycle = 0; cycle < stimulus.cycles; cycle++) {
    for (const port of driven) drive(port, values, cycle);
    run(program, values);
    const class_ = classes[cycle] ?? 0;
    let counter = counters.get(class_);
    if (counter === undefined) counters.set(class_, (counter = new Counter()));
    if (cycle > 0 && class_ !== uncounted) count(nets, values, before, counter);
    before.set(values);
    clock(registers, nexts, loaded, values);
  }
  return {
    classes: new Map([...counters].filter(([, each]) => each.cycles > 0).map(([key, each]) => [key, each.result()])),
    flipFlops: gates.registers.length,
  };
}

/** A port and the words that drive its bits, `width` in a cycle. */
interface Driven {
  readonly bits: Int32Array;
  readonly words: Int32Array;
  readonly width: number;
}

function drive({ bits, words, width }: Driven, values: Int32Array, cycle: number): void {
  const at = cycle * width;
  for (let bit = 0; bit < bits.length; bit++) values[bits[bit]!] = words[at + bit]!;
}

/** A function of its own, as `drive` is, because V8 makes good code of small loops. */
function clock(registers: Int32Array, nexts: Int32Array, loaded: Int32Array, values: Int32Array): void {
  for (let i = 0; i < loaded.length; i++) loaded[i] = values[nexts[i]!]!;
  for (let i = 0; i < loaded.length; i++) values[registers[i]!] = loaded[i]!;
}

/** Nets that are counted, by kind and in order of their numbers. */
interface Nets {
  readonly gates: Int32Array;
  /** Nets of kind k are those from `ends[k − 1]` (or 0) to `ends[k]` − 1. */
  readonly ends: Int32Array;
  readonly readers: Float64Array;
}

function netsOf(gates: GateList, inputs: Iterable<Bits>, outputs: Iterable<Bits>): Nets {
  const readersOfGates = countReaders(gates, outputs);
  const kinds = kindsOf(gates, inputs, readersOfGates);
  const ends = new Int32Array(TOGGLE_KINDS.length);
  for (const kind of kinds) if (kind !== NOT_COUNTED) ends[kind]!++;
  // Where the nets of each kind begin; it moves on to where they end.
  for (let kind = 0, begin = 0; kind < ends.length; kind++) [ends[kind], begin] = [begin, begin + ends[kind]!];
  const counted = kinds.reduce((sum, kind) => sum + (kind === NOT_COUNTED ? 0 : 1), 0);
  const [numbers, readers] = [new Int32Array(counted), new Float64Array(counted)];
  for (let gate = 0; gate < kinds.length; gate++) {
    const kind = kinds[gate]!;
    if (kind === NOT_COUNTED) continue;
    const place = ends[kind]!++;
    numbers[place] = gate;
    readers[place] = readersOfGates[gate]!;
  }
  return { gates: numbers, ends, readers };
}

function countReaders({ kinds, a, b, c, nexts }: GateList, outputs: Iterable<Bits>): Float64Array {
  const readers = new Float64Array(kinds.length);
  const read = (gate: number): void => {
    // Reading a complement is reading the net itself.
    const source = kinds[gate] === GATE.not ? a[gate]! : gate;
    readers[source] = readers[source]! + 1;
  };
  for (let gate = 0; gate < kinds.length; gate++) {
    const kind = kinds[gate];
    if (kind === GATE.source || kind === GATE.not) continue;
    read(a[gate]!);
    read(b[gate]!);
    if (kind === GATE.mux || kind === GATE.xor3 || kind === GATE.majority) read(c[gate]!);
  }
  for (const next of nexts) read(next);
  // An inverter melts into the cell that reads it, but not into a port.
  for (const bits of outputs) for (const gate of bits) if (kinds[gate] === GATE.not) read(gate);
  return readers;
}

const NOT_COUNTED = -1;

/** Of each gate, the place of its kind in TOGGLE_KINDS, or NOT_COUNTED. */
function kindsOf({ kinds, registers }: GateList, inputs: Iterable<Bits>, readers: Float64Array): Int8Array {
  const byGate = new Int8Array(Object.keys(GATE).length).fill(NOT_COUNTED);
  for (const [gate, kind] of KIND_OF) byGate[gate] = TOGGLE_KINDS.indexOf(kind);
  const [register, input] = [TOGGLE_KINDS.indexOf("register"), TOGGLE_KINDS.indexOf("input")];
  const found = new Int8Array(kinds.length);
  for (let gate = 0; gate < kinds.length; gate++) found[gate] = byGate[kinds[gate]!]!;
  for (const bits of inputs) for (const gate of bits) found[gate] = readers[gate] === 0 ? NOT_COUNTED : input;
  for (const gate of registers) found[gate] = register;
  return found.fill(NOT_COUNTED, 0, ONE + 1);
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

function count({ gates, ends, readers }: Nets, values: Int32Array, before: Int32Array, counter: Counter): void {
  let i = 0;
  for (let kind = 0; kind < ends.length; kind++) {
    let [toggles, reads] = [0, 0];
    for (const end = ends[kind]!; i < end; i++) {
      const gate = gates[i]!;
      const changed = values[gate]! ^ before[gate]!;
      if (changed === 0) continue;
      const transitions = popcount(changed);
      toggles += transitions;
      reads += transitions * readers[i]!;
    }
    counter.byKind[kind] = counter.byKind[kind]! + toggles;
    counter.reads += reads;
  }
  counter.cycles++;
}

/** Number of ones in a word. */
export function popcount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
