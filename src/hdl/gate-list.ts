/** Gate numbers of the constants. */
export const ZERO = 0;
/** Gate number of the constant 1. */
export const ONE = 1;

/** Kinds of gates, as stored. */
export const GATE = { source: 0, and: 1, or: 2, xor: 3, not: 4, mux: 5, xor3: 6, majority: 7 } as const;

/** What words of a kind of their own are made of: synthesis makes other cells of it than of single gates. */
export type MarkedPart = "mask" | "flip" | "compare";

/** Gates `from` … `to` − 1. */
interface Mark {
  readonly from: number;
  readonly to: number;
  readonly part: MarkedPart;
}

/** Constants in front. */
function sorted(a: number, b: number, c: number): readonly [number, number, number] {
  const [x, z] = [Math.min(a, b, c), Math.max(a, b, c)];
  return [x, a + b + c - x - z, z];
}

/**
 * A flat list of one-bit gates in evaluation order, with constant folding. Gate n's operands have smaller numbers,
 * except what a register loads.
 */
export class GateList {
  readonly kinds: number[] = [GATE.source, GATE.source];
  readonly a: number[] = [ZERO, ONE];
  readonly b: number[] = [ZERO, ONE];
  readonly c: number[] = [ZERO, ONE];
  /** Pairs of register and what it loads at every tick of the clock. */
  readonly registers: number[] = [];
  readonly nexts: number[] = [];
  /** The same of registers that only load where `ticks` is 1. */
  readonly gatedRegisters: number[] = [];
  readonly gatedNexts: number[] = [];
  readonly ticks: number[] = [];
  /** What opens the clock gates. */
  readonly gateEnables: number[] = [];
  readonly marks: Mark[] = [];

  #push(kind: number, a: number, b: number, c: number): number {
    this.a.push(a);
    this.b.push(b);
    this.c.push(c);
    return this.kinds.push(kind) - 1;
  }

  /** A bit driven from outside. */
  input(): number {
    return this.#push(GATE.source, 0, 0, 0);
  }

  /** A flip-flop, to be tied up with `drive`. */
  register(): number {
    return this.#push(GATE.source, 0, 0, 0);
  }

  /** @param tick whether its clock ticks: a clock gate's, which is no gate in front of the register */
  drive(register: number, next: number, tick = ONE): void {
    if (tick === ONE) {
      this.registers.push(register);
      this.nexts.push(next);
    } else {
      this.gatedRegisters.push(register);
      this.gatedNexts.push(next);
      this.ticks.push(tick);
    }
  }

  not(a: number): number {
    if (a <= ONE) return 1 - a;
    return this.kinds[a] === GATE.not ? (this.a[a] as number) : this.#push(GATE.not, a, 0, 0);
  }

  and(a: number, b: number): number {
    if (a === ZERO || b === ZERO) return ZERO;
    if (a === ONE || a === b) return b;
    return b === ONE ? a : this.#push(GATE.and, a, b, 0);
  }

  or(a: number, b: number): number {
    if (a === ONE || b === ONE) return ONE;
    if (a === ZERO || a === b) return b;
    return b === ZERO ? a : this.#push(GATE.or, a, b, 0);
  }

  xor(a: number, b: number): number {
    if (a === b) return ZERO;
    if (a <= ONE) return a === ZERO ? b : this.not(b);
    if (b <= ONE) return b === ZERO ? a : this.not(a);
    return this.#push(GATE.xor, a, b, 0);
  }

  mux(select: number, high: number, low: number): number {
    if (select <= ONE) return select === ONE ? high : low;
    if (high === low) return high;
    if (high <= ONE) return high === ONE ? this.or(select, low) : this.and(this.not(select), low);
    if (low <= ONE) return low === ONE ? this.or(this.not(select), high) : this.and(select, high);
    return this.#push(GATE.mux, select, high, low);
  }

  /** The parity of three bits. */
  sum(a: number, b: number, c: number): number {
    const [x, y, z] = sorted(a, b, c);
    if (x === ZERO) return this.xor(y, z);
    return x === ONE ? this.not(this.xor(y, z)) : this.#push(GATE.xor3, x, y, z);
  }

  /** The majority of three bits. */
  carry(a: number, b: number, c: number): number {
    const [x, y, z] = sorted(a, b, c);
    if (x === ZERO) return this.and(y, z);
    return x === ONE ? this.or(y, z) : this.#push(GATE.majority, x, y, z);
  }

  /** Says of all gates that were made since there were `from` that they are of one part. */
  mark(from: number, part: MarkedPart): void {
    if (this.kinds.length > from) this.marks.push({ from, to: this.kinds.length, part });
  }
}
