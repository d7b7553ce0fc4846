import type { UnitShape } from "../../../generators/contract/index.ts";
import { batchesOf, deltaMagnitudeBits, xMagnitudeBits } from "../../../generators/update-unit/index.ts";

/** Codes as signs and magnitudes, and which lines are not zero; made once, filled by every operation. */
export class Operands {
  /** Magnitudes of all rows and columns. */
  readonly x: Int16Array;
  readonly delta: Int16Array;
  /** 1 where negative. */
  readonly xNegative: Uint8Array;
  readonly deltaNegative: Uint8Array;
  /** Rows with a magnitude above 0, in order. */
  readonly rows: Int16Array;
  rowCount = 0;
  /** Columns with a magnitude above 0, in order; those of batch b are `starts[b]` … `starts[b + 1]`. */
  readonly columns: Int16Array;
  readonly starts: Int32Array;
  /** Largest magnitude of delta in each batch. */
  readonly largest: Int16Array;
  readonly #shape: UnitShape;

  constructor(shape: UnitShape) {
    this.#shape = shape;
    this.x = new Int16Array(shape.rows);
    this.delta = new Int16Array(shape.columns);
    this.xNegative = new Uint8Array(shape.rows);
    this.deltaNegative = new Uint8Array(shape.columns);
    this.rows = new Int16Array(shape.rows);
    this.columns = new Int16Array(shape.columns);
    this.starts = new Int32Array(batchesOf(shape) + 1);
    this.largest = new Int16Array(batchesOf(shape));
  }

  load(x: Int16Array, delta: Int16Array): void {
    const { rows, columns, lanes, xBits, xSign, deltaBits } = this.#shape;
    if (x.length !== rows || delta.length !== columns)
      throw new RangeError(`operands: got ${x.length} x ${delta.length} codes, expected ${rows} x ${columns}`);
    loadMagnitudes(x, this.x, this.xNegative, xBits, xSign === "signed");
    loadMagnitudes(delta, this.delta, this.deltaNegative, deltaBits, true);
    this.rowCount = 0;
    for (let row = 0; row < rows; row++) if (this.x[row] !== 0) this.rows[this.rowCount++] = row;
    let count = 0;
    for (let batch = 0; batch < this.largest.length; batch++) {
      this.starts[batch] = count;
      let largest = 0;
      const end = Math.min(columns, (batch + 1) * lanes);
      for (let column = batch * lanes; column < end; column++) {
        const magnitude = this.delta[column] as number;
        if (magnitude === 0) continue;
        this.columns[count++] = column;
        if (magnitude > largest) largest = magnitude;
      }
      this.largest[batch] = largest;
    }
    this.starts[this.largest.length] = count;
  }
}

/** As `signedMagnitude` of the golden model: −2^(b−1) is taken as −(2^(b−1) − 1); one signed bit is a sign. */
function loadMagnitudes(
  from: Int16Array,
  into: Int16Array,
  negative: Uint8Array,
  bits: number,
  isSigned: boolean,
): void {
  const most = isSigned ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
  for (let line = 0; line < from.length; line++) {
    const value = from[line] as number;
    if (isSigned && bits === 1) {
      into[line] = 1;
      negative[line] = value === 0 ? 0 : 1;
      continue;
    }
    const magnitude = value < 0 ? -value : value;
    into[line] = magnitude > most ? most : magnitude;
    negative[line] = value < 0 ? 1 : 0;
  }
}

/** Numbers that a magnitude of x, and of delta, can be. */
export function magnitudesOf(shape: UnitShape): readonly [x: number, delta: number] {
  return [2 ** xMagnitudeBits(shape), 2 ** deltaMagnitudeBits(shape)];
}
