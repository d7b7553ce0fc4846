import type { UnitShape, UpdateInput } from "../../contract/index.ts";
import { batchesOf, isPair } from "../shape.ts";
import { appliedBy, ofDelta, ofX, productOf, pulsesOf, type SignedMagnitude } from "./counts.ts";
import { phasesOf } from "./lines.ts";
import type { OperationLog } from "./operation.ts";
import { pulseCounts, readLanes, type ColumnCount } from "./batch.ts";
import { verifyLoop } from "./verify.ts";
import type { GoldenWords } from "./words.ts";

/** State that outlives an operation. */
export interface RowSerialState {
  /** Accumulated sums, `rows × columns`, row by row. */
  readonly sums: Float64Array;
  readonly words: GoldenWords | undefined;
}

/** One row after the other, `lanes` columns at a time. */
export function updateRows(shape: UnitShape, state: RowSerialState, input: UpdateInput, log: OperationLog): void {
  const { rows, accumulator, pulseLength } = shape;
  for (let row = 0; row < rows; row++) {
    log.cycles++;
    const x = ofX(shape, input.x[row] as number);
    if (pulseLength === "as-needed" && accumulator === "none" && x.magnitude === 0) {
      log.events.skipped++;
      continue;
    }
    for (let batch = 0; batch < batchesOf(shape); batch++) {
      log.cycles += accumulator === "cell" ? 4 : 2;
      const counts = countBatch(shape, state, input, { row, batch, x });
      state.words?.advance();
      const slots = log.slots.length;
      if (shape.writeVerify === "on") writeVerified(shape, input, { row, batch, counts }, log);
      else for (const phase of phasesOf(shape)) pulseCounts(shape, input, { row, counts, phase }, log);
      if (log.slots.length === slots) log.events.skipped++;
    }
  }
}

function countBatch(
  shape: UnitShape,
  { sums, words }: RowSerialState,
  { delta, apply, registers }: UpdateInput,
  { row, batch, x }: { readonly row: number; readonly batch: number; readonly x: SignedMagnitude },
): readonly ColumnCount[] {
  const { lanes, columns, lfsrBits, accumulator, accumulatorBits } = shape;
  const counts: ColumnCount[] = [];
  for (let lane = 0; lane < lanes; lane++) {
    const column = batch * lanes + lane;
    if (column >= columns) break;
    const d = ofDelta(shape, delta[column] as number);
    const product = productOf(shape, x.magnitude, d.magnitude);
    const word = words?.word(lane, lfsrBits) ?? 0;
    const sign = x.sign * d.sign;
    if (accumulator === "none") {
      counts.push({ column, lane, pulses: pulsesOf(shape, registers, product, word), raises: sign > 0 });
      continue;
    }
    const place = row * columns + column;
    const most = 2 ** (accumulatorBits - 1) - 1;
    const sum = Math.max(-most, Math.min(most, (sums[place] as number) + sign * product));
    const raises = sum >= 0;
    const pulses = apply ? pulsesOf(shape, registers, Math.abs(sum), word) : 0;
    sums[place] = sum - (raises ? 1 : -1) * appliedBy(shape, registers, pulses);
    counts.push({ column, lane, pulses, raises });
  }
  return counts;
}

/** Read, pulse and read again until what was read is where the counts were to bring it. */
function writeVerified(
  shape: UnitShape,
  input: UpdateInput,
  { row, batch, counts }: { readonly row: number; readonly batch: number; readonly counts: readonly ColumnCount[] },
  log: OperationLog,
): void {
  log.cycles++;
  if (shape.pulseLength === "as-needed" && counts.every(({ pulses }) => pulses === 0)) return;
  const { plus, minus } = readLanes(input, row, batch, log);
  log.cycles++;
  const most = 2 ** shape.adcBits - 1;
  const least = isPair(shape) ? -most : 0;
  const targets = counts.map(({ column, lane, pulses, raises }) => {
    const present = (plus[lane] as number) - (isPair(shape) ? (minus[lane] as number) : 0);
    const wanted = present + (raises ? pulses : -pulses);
    return { column, lane, target: Math.max(least, Math.min(most, wanted)), present };
  });
  verifyLoop(shape, input, { row, batch, targets }, log);
}
