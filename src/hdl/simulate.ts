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
    for (let i = 0; i < this.#nexts.length; i++) this.#loaded[i] = values[this.#nexts[i] as number] as number;
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

const KINDS = Math.max(...Object.values(GATE)) + 1;

/** Gates in evaluation order; `runs` holds kind, first and end of each stretch of one kind. */
export interface Program {
  readonly target: Int32Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly c: Int32Array;
  readonly runs: Int32Array;
}

/** Sorts gates by level and kind, so that each run of one kind is one loop. */
export function schedule(gates: GateList): Program {
  const { kinds, a, b, c } = gates;
  const { order, levels } = inOrder(gates);
  const runs: number[] = [];
  for (let i = 0; i < order.length;) {
    const gate = order[i] as number;
    let end = i + 1;
    while (
      end < order.length &&
      levels[order[end] as number] === levels[gate] &&
      kinds[order[end] as number] === kinds[gate]
    )
      end++;
    runs.push(kinds[gate] as number, i, end);
    i = end;
  }
  return { target: order, a: picked(a, order), b: picked(b, order), c: picked(c, order), runs: Int32Array.from(runs) };
}

/** All gates but the sources, by level, kind and place; and the level of every gate. */
function inOrder({ kinds, a, b, c }: GateList): { readonly order: Int32Array; readonly levels: Int32Array } {
  const count = kinds.length;
  const levels = new Int32Array(count);
  const keys = new Float64Array(count);
  let sorted = 0;
  for (let gate = 0; gate < count; gate++) {
    const kind = kinds[gate] as number;
    if (kind === GATE.source) continue;
    const [x, y, z] = [levels[a[gate] as number], levels[b[gate] as number], levels[c[gate] as number]];
    const level = 1 + Math.max(x as number, y as number, z as number);
    levels[gate] = level;
    // One number to sort by: a comparison that is called back takes several times as long.
    keys[sorted++] = (level * KINDS + kind) * count + gate;
  }
  const order = new Int32Array(sorted);
  keys.subarray(0, sorted).sort();
  for (let i = 0; i < sorted; i++) order[i] = (keys[i] as number) % count;
  return { order, levels };
}

function picked(list: readonly number[], order: Int32Array): Int32Array {
  const all = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) all[i] = list[order[i] as number] as number;
  return all;
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
