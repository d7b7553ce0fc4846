import { GATE, ONE, type GateList } from "./gate-list.ts";
import { lowerOwn, type LoweredDesign } from "./lower.ts";
import type { Bits } from "./lower-words.ts";
import type { Module } from "./netlist.ts";
import { GatedRegisters, LANES, run, schedule } from "./simulate.ts";
import { TOGGLE_KINDS, type ToggleKind } from "./toggle-kinds.ts";
import { ToggleMemory, type NetList } from "./toggle-memory.ts";

/** Mean transitions per cycle in one class of cycles. */
export interface ToggleCounts {
  /** Of all nets of a kind; inputs that the module's own logic does not read are left out. */
  readonly toggles: Readonly<Record<ToggleKind, number>>;
  /** Transitions times readers, over all nets. */
  readonly reads: number;
  /** Flip-flops whose clock ticks: all, but for those behind clock gates. */
  readonly ticks: number;
  /** Clock gates that let a tick through, and those that are reached by one and do not. */
  readonly gates: { readonly open: number; readonly shut: number };
  /** Cycles that were counted. */
  readonly cycles: number;
}

/** What drives a module cycle by cycle: as `ModuleTrace` of generators. */
export interface Stimulus {
  readonly cycles: number;
  /** `clk`, if it is there, says in which cycles and streams the module's clock ticks: it comes from a clock gate. */
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

/** Every stream of a word. */
const ALL_LANES = -1;

/** Of this thread. */
let memory: ToggleMemory | undefined;

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
  memory ??= new ToggleMemory();
  memory.begin(gates.kinds.length);
  const [netValues, before] = [memory.list(), memory.list()];
  const values = netValues.numbers;
  values[ONE] = -1;
  const [registers, nexts] = [new Int32Array(gates.registers), new Int32Array(gates.nexts)];
  const loaded = new Int32Array(nexts.length);
  const gated = new GatedRegisters(gates);
  const ticking = stimulus.inputs["clk"];
  const counters = new Map<number, Counter>();
  const driven = [...design.inputs].flatMap(([port, bits]) => {
    const words = stimulus.inputs[port];
    const [first] = bits;
    return words === undefined || first === undefined ? [] : [drivenBy(words, stimulus.cycles, bits, first)];
  });
  for (let cycle = 0; cycle < stimulus.cycles; cycle++) {
    for (let port = 0; port < driven.length; port++) drive(driven[port]!, values, cycle);
    run(program, values);
    const lanes = ticking?.[cycle] ?? ALL_LANES;
    const class_ = classes[cycle] ?? 0;
    if (cycle > 0 && class_ !== uncounted) {
      let counter = counters.get(class_);
      if (counter === undefined) counters.set(class_, (counter = new Counter(memory.list())));
      counter.cycles++;
      counter.countTicks(design, values, lanes);
      memory.count(netValues, before, counter.transitions);
    } else before.numbers.set(values);
    gated.sample(values, lanes);
    clock(registers, nexts, loaded, values, lanes);
    gated.load(values);
  }
  const nets = netsOf(gates, design.inputs.values(), design.outputs.values());
  return {
    classes: new Map([...counters].map(([key, each]) => [key, resultOf(each, nets)])),
    flipFlops: gates.registers.length + gates.gatedRegisters.length,
  };
}

/** A port of `bits` gates from `first` on, and the words that drive them, `width` in a cycle. */
interface Driven {
  readonly first: number;
  readonly bits: number;
  readonly words: Int32Array;
  readonly width: number;
}

function drivenBy(words: Int32Array, cycles: number, bits: Bits, first: number): Driven {
  const width = words.length / cycles;
  if (bits.at(-1) !== first + bits.length - 1) throw new Error("internal: the bits of a port are scattered");
  return { first, bits: Math.min(width, bits.length), words, width };
}

function drive({ first, bits, words, width }: Driven, values: Int32Array, cycle: number): void {
  const at = cycle * width;
  for (let bit = 0; bit < bits; bit++) values[first + bit] = words[at + bit]!;
}

/** A function of its own, as `drive` is, because V8 makes good code of small loops. */
function clock(registers: Int32Array, nexts: Int32Array, loaded: Int32Array, values: Int32Array, lanes: number): void {
  for (let i = 0; i < loaded.length; i++) loaded[i] = values[nexts[i]!]!;
  if (lanes !== ALL_LANES)
    for (let i = 0; i < loaded.length; i++) loaded[i] = (loaded[i]! & lanes) | (values[registers[i]!]! & ~lanes);
  for (let i = 0; i < loaded.length; i++) values[registers[i]!] = loaded[i]!;
}

/** Of each gate, the place of its kind in TOGGLE_KINDS, or NOT_COUNTED, and how many read it. */
interface Nets {
  readonly kinds: Int8Array;
  readonly readers: Float64Array;
}

function netsOf(gates: GateList, inputs: Iterable<Bits>, outputs: Iterable<Bits>): Nets {
  const readers = countReaders(gates, outputs);
  return { kinds: kindsOf(gates, inputs, readers), readers };
}

function countReaders(gates: GateList, outputs: Iterable<Bits>): Float64Array {
  const { kinds, a, b, c, nexts, gatedNexts, gateEnables } = gates;
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
  for (const next of gatedNexts) read(next);
  for (const enable of gateEnables) read(enable);
  // An inverter melts into the cell that reads it, but not into a port.
  for (const bits of outputs) for (const gate of bits) if (kinds[gate] === GATE.not) read(gate);
  return readers;
}

const NOT_COUNTED = -1;

/** Of each gate, the place of its kind in TOGGLE_KINDS, or NOT_COUNTED. */
function kindsOf(gates: GateList, inputs: Iterable<Bits>, readers: Float64Array): Int8Array {
  const found = kindsOfLogic(gates);
  const input = TOGGLE_KINDS.indexOf("input");
  for (const bits of inputs) for (const gate of bits) found[gate] = readers[gate] === 0 ? NOT_COUNTED : input;
  return found.fill(NOT_COUNTED, 0, ONE + 1);
}

/** The same without inputs, of which nothing is said. */
export function kindsOfLogic({ kinds, registers, gatedRegisters, marks }: GateList): Int8Array {
  const byGate = new Int8Array(Object.keys(GATE).length).fill(NOT_COUNTED);
  for (const [gate, kind] of KIND_OF) byGate[gate] = TOGGLE_KINDS.indexOf(kind);
  const found = new Int8Array(kinds.length);
  for (let gate = 0; gate < kinds.length; gate++) found[gate] = byGate[kinds[gate]!]!;
  for (const { from, to, part } of marks) {
    const place = TOGGLE_KINDS.indexOf(part);
    for (let gate = from; gate < to; gate++) if (found[gate] !== NOT_COUNTED) found[gate] = place;
  }
  const register = TOGGLE_KINDS.indexOf("register");
  for (const gate of registers) found[gate] = register;
  for (const gate of gatedRegisters) found[gate] = register;
  return found;
}

/** Transitions of each gate, and ticks, in the cycles of a class. */
class Counter {
  readonly transitions: NetList;
  cycles = 0;
  ticks = 0;
  open = 0;
  shut = 0;

  constructor(transitions: NetList) {
    this.transitions = transitions;
  }

  /** @param lanes in which the module's clock ticks */
  countTicks({ gates }: LoweredDesign, values: Int32Array, lanes: number): void {
    const reached = popcount(lanes);
    this.ticks += gates.registers.length * reached;
    for (const tick of gates.ticks) this.ticks += popcount(values[tick]! & lanes);
    for (const enable of gates.gateEnables) {
      const open = popcount(values[enable]! & lanes);
      this.open += open;
      this.shut += reached - open;
    }
  }
}

function resultOf(counter: Counter, { kinds, readers }: Nets): ToggleCounts {
  const { cycles, ticks, open, shut } = counter;
  const transitions = counter.transitions.numbers;
  const byKind = new Float64Array(TOGGLE_KINDS.length);
  let reads = 0;
  for (let gate = 0; gate < kinds.length; gate++) {
    const kind = kinds[gate]!;
    if (kind === NOT_COUNTED) continue;
    byKind[kind] = byKind[kind]! + transitions[gate]!;
    reads += transitions[gate]! * readers[gate]!;
  }
  const per = 1 / (LANES * cycles);
  const toggles = TOGGLE_KINDS.map((kind, i) => [kind, byKind[i]! * per] as const);
  return {
    toggles: Object.fromEntries(toggles) as Record<ToggleKind, number>,
    reads: reads * per,
    // Divided, so that of flip-flops that always tick it is their number, to the last bit.
    ticks: ticks / (LANES * cycles),
    gates: { open: open / (LANES * cycles), shut: shut / (LANES * cycles) },
    cycles,
  };
}

/** Number of ones in a word. */
export function popcount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
