import { bit, concat, named, signalAt, xor, type Signal } from "../../src/hdl/index.ts";

/**
 * Linear-feedback shift registers in Fibonacci form. They make the bit sequence s_t = XOR of s_(t−tap) over the taps; the
 * state of a register of n bits is its last n bits, bit i of the state is s_(t−1−i). With these taps the period is 2^n − 1.
 *
 * Source of the taps: P. Alfke, "Efficient shift registers, LFSR counters, and long pseudo-random sequence generators",
 * Xilinx XAPP 052, 1996, table 3. A test proves every polynomial primitive.
 */
export const LFSR_TAPS: Readonly<Record<number, readonly number[]>> = {
  8: [8, 6, 5, 4],
  9: [9, 5],
  10: [10, 7],
  11: [11, 9],
  12: [12, 6, 4, 1],
  13: [13, 4, 3, 1],
  14: [14, 5, 3, 1],
  15: [15, 14],
  16: [16, 15, 13, 4],
  17: [17, 14],
  18: [18, 11],
  19: [19, 6, 2, 1],
  20: [20, 17],
  21: [21, 19],
  22: [22, 21],
  23: [23, 18],
  24: [24, 23, 22, 17],
  25: [25, 22],
  26: [26, 6, 2, 1],
  27: [27, 5, 2, 1],
  28: [28, 25],
  29: [29, 27],
  30: [30, 6, 4, 1],
  31: [31, 28],
};

/** @throws if there are no taps for this width */
export function lfsrTaps(bits: number): readonly number[] {
  const taps = LFSR_TAPS[bits];
  if (taps === undefined) throw new RangeError(`lfsr: got ${bits} bits, expected 8 to 31`);
  return taps;
}

/** Bits until the sequence repeats. */
export function lfsrPeriod(bits: number): number {
  return 2 ** bits - 1;
}

/** The state after one more bit; states are whole numbers from 1 to 2^bits − 1. */
export function lfsrStep(state: number, bits: number): number {
  let fresh = 0;
  for (const tap of lfsrTaps(bits)) fresh ^= (state >>> (tap - 1)) & 1;
  return ((state << 1) | fresh) & lfsrPeriod(bits);
}

/**
 * The state `steps` bits after state 1, for any number of steps: the matrix of one step, raised by repeated squaring over
 * GF(2). Column i of a matrix is the image of state 2^i.
 */
export function lfsrStateAt(bits: number, steps: number): number {
  let power = Array.from({ length: bits }, (_, i) => lfsrStep(2 ** i, bits));
  let state = 1;
  for (let rest = steps % lfsrPeriod(bits); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) state = apply(power, state);
    power = power.map((column) => apply(power, column));
  }
  return state;
}

function apply(columns: readonly number[], state: number): number {
  let image = 0;
  columns.forEach((column, i) => {
    if ((state >>> i) & 1) image ^= column;
  });
  return image;
}

/** The next `bits` bits of the sequence that has `state` as its last ones: what the state becomes in one cycle. */
export function lfsrLeap(state: Signal): Signal {
  const { width } = state;
  const fresh: Signal[] = [];
  const bitBefore = (t: number): Signal => (t >= 0 ? signalAt(fresh, t) : bit(state, -1 - t));
  for (let t = 0; t < width; t++)
    fresh.push(named(`next_bit${t}`, xor(...lfsrTaps(width).map((tap) => bitBefore(t - tap)))));
  return concat(...fresh.toReversed());
}
