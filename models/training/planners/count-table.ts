import { isRowSerial, productOf, pulsesOf, resetRegisters } from "../../../generators/update-unit/index.ts";
import type { UnitShape } from "../../../generators/contract/index.ts";
import { coincidences, maskLength } from "./bit-masks.ts";
import { magnitudesOf } from "./operands.ts";
import type { CountRegisters } from "./pulse-plan.ts";
import { trainMasks } from "./trains.ts";

/** Pulses for every pair of magnitudes, of a unit whose counts depend on them alone. */
export interface CountTable {
  /** At mx · deltas + md. */
  readonly counts: Uint8Array;
  /** Magnitudes of delta. */
  readonly deltas: number;
  /** For each magnitude of x the least magnitude of delta that gives a pulse; `deltas` if none does. */
  readonly least: Uint16Array;
  /** Trains of all magnitudes; empty for row-serial units. */
  readonly rowMasks: Int32Array;
  readonly columnMasks: Int32Array;
}

/** The table of a unit with neither random words nor accumulator. Price: 2^(magnitude bits of x and delta) entries. */
export function countTable(shape: UnitShape, registers: CountRegisters): CountTable {
  const [xs, deltas] = magnitudesOf(shape);
  const isSerial = isRowSerial(shape);
  const rowMasks = isSerial ? new Int32Array(0) : trainMasks(shape, "row", registers);
  const columnMasks = isSerial ? new Int32Array(0) : trainMasks(shape, "column", registers);
  const length = maskLength(shape.maxPulses);
  const all = { ...resetRegisters(shape), ...registers };
  const countOfPair = isSerial
    ? (x: number, delta: number) => pulsesOf(shape, all, productOf(shape, x, delta), 0)
    : (x: number, delta: number) => coincidences(rowMasks, x * length, columnMasks, delta * length, length);
  const counts = new Uint8Array(xs * deltas);
  const least = new Uint16Array(xs).fill(deltas);
  for (let x = 0; x < xs; x++) {
    for (let delta = deltas - 1; delta >= 0; delta--) {
      const count = countOfPair(x, delta);
      counts[x * deltas + delta] = count;
      if (count > 0) least[x] = delta;
    }
  }
  return { counts, deltas, least, rowMasks, columnMasks };
}
