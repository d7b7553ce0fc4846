import { lfsrStep } from "../../../generators/arithmetic/lfsr.ts";

/**
 * `steps` steps of an LFSR at once. A step is linear over GF(2), so the state after any number of them is the XOR of one
 * table entry for each byte of the state.
 */
export class Leap {
  /** Byte by byte of the state, 256 entries each; four bytes always, so that `apply` has no branch. */
  readonly #tables: Int32Array;

  constructor(lfsrBits: number, steps: number) {
    const columns = matrixPower(lfsrBits, steps);
    this.#tables = new Int32Array(4 * 256);
    for (let byte = 0; byte < 4; byte++) {
      for (let value = 1; value < 256; value++) {
        const lowest = value & -value;
        const column = columns[8 * byte + Math.log2(lowest)] ?? 0;
        const rest = this.#tables[256 * byte + (value ^ lowest)] as number;
        this.#tables[256 * byte + value] = rest ^ column;
      }
    }
  }

  apply(state: number): number {
    const tables = this.#tables;
    return (
      (tables[state & 255] as number) ^
      (tables[256 + ((state >>> 8) & 255)] as number) ^
      (tables[512 + ((state >>> 16) & 255)] as number) ^
      (tables[768 + (state >>> 24)] as number)
    );
  }
}

/** Column i is the state that follows 2^i after `steps` steps. */
function matrixPower(bits: number, steps: number): readonly number[] {
  let power = Array.from({ length: bits }, (_, i) => lfsrStep(2 ** i, bits));
  let columns = Array.from({ length: bits }, (_, i) => 2 ** i);
  for (let rest = steps; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) columns = columns.map((column) => image(power, column));
    power = power.map((column) => image(power, column));
  }
  return columns;
}

function image(columns: readonly number[], state: number): number {
  return columns.reduce((sum, column, i) => (((state >>> i) & 1) === 1 ? sum ^ column : sum), 0);
}
