import { NetlistError } from "../core/errors.ts";
import { GATE, ONE, type GateList } from "./gate-list.ts";
import { lower, type LoweredDesign } from "./lower.ts";
import type { Module } from "./netlist.ts";

/** Independent simulations that run side by side, one per bit of a machine word. */
export const LANES = 32;

/**
 * A bit-sliced simulator: the design is lowered to one-bit gates, sorted by level and kind, and each gate is evaluated
 * for 32 independent lanes with one integer operation. Registers start at 0 (their reset value after `reset()`).
 *
 *     const simulator = new Simulator(module);
 *     simulator.set("a", 5n);                 // all lanes
 *     simulator.evaluate();
 *     simulator.get("sum");                   // lane 0
 *     simulator.clock();                      // registers load, then inputs may change
 */
export class Simulator {
  readonly #design: LoweredDesign;
  readonly #values: Int32Array;
  readonly #program: Program;
  readonly #registers: Int32Array;
  readonly #nexts: Int32Array;
  readonly #loaded: Int32Array;
  readonly #gated: GatedRegisters;
  /** Gates evaluated per `evaluate()`, each for all lanes. */
  readonly gates: number;
  /** Netlist nodes that one `evaluate()` stands for, in each lane. */
  readonly nodes: number;

  constructor(module: Module) {
    this.#design = lower(module);
    const { gates } = this.#design;
    this.#values = new Int32Array(gates.kinds.length);
    this.#values[ONE] = -1;
    this.#program = schedule(gates);
    this.#registers = Int32Array.from(gates.registers);
    this.#nexts = Int32Array.from(gates.nexts);
    this.#loaded = new Int32Array(this.#nexts.length);
    this.#gated = new GatedRegisters(gates);
    this.gates = this.#program.target.length;
    this.nodes = this.#design.nodes;
  }

  #bits(ports: ReadonlyMap<string, readonly number[]>, port: string): readonly number[] {
    const bits = ports.get(port);
    if (bits === undefined)
      throw new NetlistError(`simulator: got port ${port}, expected one of ${[...ports.keys()].join(", ")}`);
    return bits;
  }

  /** Sets an input in one lane, or in all. */
  set(port: string, value: bigint, lane?: number): void {
    const mask = lane === undefined ? -1 : 1 << lane;
    let rest = value;
    for (const gate of this.#bits(this.#design.inputs, port)) {
      const current = this.#values[gate] as number;
      this.#values[gate] = rest & 1n ? current | mask : current & ~mask;
      rest >>= 1n;
    }
  }

  /** Sets an input bit by bit in one lane: `bits[i]` is 0 or 1. Faster than `set` for wide ports. */
  setBits(port: string, bits: Uint8Array, lane: number): void {
    const mask = 1 << lane;
    const gates = this.#bits(this.#design.inputs, port);
    for (let i = 0; i < gates.length; i++) {
      const gate = gates[i] as number;
      const current = this.#values[gate] as number;
      this.#values[gate] = bits[i] ? current | mask : current & ~mask;
    }
  }

  /**
   * Puts other bits on an input in the lanes in which another one, of one bit, is 0: `word` gives 32 bits, one a lane, for
   * each bit of the input.
   */
  scrambleUnless(valid: string, port: string, word: () => number): void {
    const kept = this.#values[this.#bits(this.#design.inputs, valid)[0] as number] as number;
    for (const gate of this.#bits(this.#design.inputs, port))
      this.#values[gate] = ((this.#values[gate] as number) & kept) | (word() & ~kept);
  }

  /** Sets an input in all lanes: bit `lane` of `planes[i]` is bit i of the input. */
  setPlanes(port: string, planes: Int32Array): void {
    const gates = this.#bits(this.#design.inputs, port);
    for (let i = 0; i < gates.length; i++) this.#values[gates[i] as number] = planes[i] as number;
  }

  /** An output in all lanes, as `setPlanes` takes it; `planes` has room for all its bits. */
  getPlanes(port: string, planes: Int32Array): void {
    const gates = this.#bits(this.#design.outputs, port);
    for (let i = 0; i < gates.length; i++) planes[i] = this.#values[gates[i] as number] as number;
  }

  /** An output in one lane, as of the last `evaluate()`. */
  get(port: string, lane = 0): bigint {
    const gates = this.#bits(this.#design.outputs, port);
    let text = "";
    for (let i = gates.length - 1; i >= 0; i--) text += ((this.#values[gates[i] as number] as number) >>> lane) & 1;
    return BigInt(`0b${text}`);
  }

  /** Whether an output equals `bits` (0 or 1 each, bit 0 first) in one lane. */
  matches(port: string, bits: Uint8Array, lane: number): boolean {
    const gates = this.#bits(this.#design.outputs, port);
    return gates.every((gate, i) => (((this.#values[gate] as number) >>> lane) & 1) === bits[i]);
  }

  /** A one-bit output in all lanes: bit i of the result is lane i. */
  getWord(port: string): number {
    return this.#values[this.#bits(this.#design.outputs, port)[0] as number] as number;
  }

  /** Gives the inputs that one lane has to all lanes. */
  spread(lane: number): void {
    for (const gates of this.#design.inputs.values())
      for (const gate of gates) this.#values[gate] = ((this.#values[gate] as number) >> lane) & 1 ? -1 : 0;
  }

  /** Registers and words of memories, by where they are, that are not the same in all lanes. */
  stateThatDiffers(): string[] {
    const isSame = (gate: number): boolean => this.#values[gate] === 0 || this.#values[gate] === -1;
    return [...this.#design.state].filter(([, gates]) => !gates.every(isSame)).map(([name]) => name);
  }

  /** Settles the combinational logic. */
  evaluate(): void {
    run(this.#program, this.#values);
  }

  /** One rising clock edge after `evaluate()`. */
  clock(): void {
    const values = this.#values;
    this.#gated.sample(values);
    for (let i = 0; i < this.#nexts.length; i++) this.#loaded[i] = values[this.#nexts[i] as number] as number;
    this.#gated.load(values);
    for (let i = 0; i < this.#registers.length; i++) values[this.#registers[i] as number] = this.#loaded[i] as number;
  }

  /** One cycle with `rst` high, in all lanes. */
  reset(): void {
    this.set("rst", 1n);
    this.evaluate();
    this.clock();
    this.set("rst", 0n);
  }
}

/** Flip-flops behind clock gates: in each lane they load where their clock ticks. */
export class GatedRegisters {
  readonly #registers: Int32Array;
  readonly #nexts: Int32Array;
  readonly #ticks: Int32Array;
  readonly #loaded: Int32Array;

  constructor({ gatedRegisters, gatedNexts, ticks }: GateList) {
    this.#registers = Int32Array.from(gatedRegisters);
    this.#nexts = Int32Array.from(gatedNexts);
    this.#ticks = Int32Array.from(ticks);
    this.#loaded = new Int32Array(ticks.length);
  }

  /** Takes what the flip-flops hold after an edge, before any of them changes. @param lanes in which a tick gets this far */
  sample(values: Int32Array, lanes = -1): void {
    for (let i = 0; i < this.#loaded.length; i++) {
      const tick = values[this.#ticks[i]!]! & lanes;
      this.#loaded[i] = (values[this.#nexts[i]!]! & tick) | (values[this.#registers[i]!]! & ~tick);
    }
  }

  load(values: Int32Array): void {
    for (let i = 0; i < this.#loaded.length; i++) values[this.#registers[i]!] = this.#loaded[i]!;
  }
}

/** Gates in evaluation order; `runs` holds kind, first and end of each stretch of one kind. */
export interface Program {
  readonly target: Int32Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly c: Int32Array;
  readonly runs: Int32Array;
}

/** Sorts gates by level and kind, so that each run of one kind is one loop; in a run they are in order of their numbers. */
export function schedule(gates: GateList): Program {
  const { kinds, a, b, c } = gates;
  const groups = groupsOf(gates);
  let last = 0;
  for (const group of groups) if (group > last) last = group;
  const ends = new Int32Array(last + 1);
  for (const group of groups) if (group >= 0) ends[group]!++;
  const runs: number[] = [];
  let count = 0;
  for (let group = 0; group <= last; group++) {
    const begin = count;
    count += ends[group]!;
    ends[group] = begin;
    if (count > begin) runs.push(group % KINDS, begin, count);
  }
  const target = new Int32Array(count);
  for (let gate = 0; gate < kinds.length; gate++) {
    const group = groups[gate]!;
    if (group >= 0) target[ends[group]!++] = gate;
  }
  const pick = (list: readonly number[]): Int32Array => target.map((gate) => list[gate]!);
  return { target, a: pick(a), b: pick(b), c: pick(c), runs: Int32Array.from(runs) };
}

const KINDS = Object.keys(GATE).length;

/** Level and kind of each gate in one number; −1: a source. */
function groupsOf({ kinds, a, b, c }: GateList): Int32Array {
  const [levels, groups] = [new Int32Array(kinds.length), new Int32Array(kinds.length)];
  for (let gate = 0; gate < kinds.length; gate++) {
    const kind = kinds[gate]!;
    if (kind !== GATE.source) levels[gate] = 1 + Math.max(levels[a[gate]!]!, levels[b[gate]!]!, levels[c[gate]!]!);
    groups[gate] = kind === GATE.source ? -1 : levels[gate]! * KINDS + kind;
  }
  return groups;
}

/** Evaluates all gates once; `v` holds 32 streams for each gate. */
export function run(program: Program, v: Int32Array): void {
  const { target, a, b, c, runs } = program;
  for (let r = 0; r < runs.length; r += 3) {
    const kind = runs[r] as number;
    const first = runs[r + 1] as number;
    const end = runs[r + 2] as number;
    if (kind === GATE.and) for (let i = first; i < end; i++) v[target[i]!] = v[a[i]!]! & v[b[i]!]!;
    else if (kind === GATE.or) for (let i = first; i < end; i++) v[target[i]!] = v[a[i]!]! | v[b[i]!]!;
    else if (kind === GATE.xor) for (let i = first; i < end; i++) v[target[i]!] = v[a[i]!]! ^ v[b[i]!]!;
    else if (kind === GATE.not) for (let i = first; i < end; i++) v[target[i]!] = ~v[a[i]!]!;
    else if (kind === GATE.xor3) for (let i = first; i < end; i++) v[target[i]!] = v[a[i]!]! ^ v[b[i]!]! ^ v[c[i]!]!;
    else if (kind === GATE.mux)
      for (let i = first; i < end; i++) {
        const select = v[a[i]!]!;
        v[target[i]!] = (select & v[b[i]!]!) | (~select & v[c[i]!]!);
      }
    else
      for (let i = first; i < end; i++) {
        const x = v[a[i]!]!;
        const y = v[b[i]!]!;
        v[target[i]!] = (x & y) | (v[c[i]!]! & (x ^ y));
      }
  }
}
