import type { UnitShape, UpdateInput } from "../../contract/index.ts";
import { batchesOf } from "../shape.ts";
import { rewritePulses } from "./counts.ts";
import { lineWidth } from "./lines.ts";
import type { OperationLog } from "./operation.ts";
import { pulseCounts, readLanes } from "./batch.ts";
import { verifyLoop } from "./verify.ts";

/** Whether a pair is used up: its larger conductance is above the upper threshold and its smaller above the lower. */
export function isUsedUp(plus: number, minus: number, lower: number, upper: number): boolean {
  return Math.max(plus, minus) > upper && Math.min(plus, minus) > lower;
}

/** Reads all pairs, batch by batch; resets those that are used up and writes their difference to the side that led. */
export function refreshArray(shape: UnitShape, input: UpdateInput, log: OperationLog): void {
  for (let row = 0; row < shape.rows; row++)
    for (let batch = 0; batch < batchesOf(shape); batch++) refreshBatch(shape, input, row, batch, log);
}

function refreshBatch(shape: UnitShape, input: UpdateInput, row: number, batch: number, log: OperationLog): void {
  const { lanes, columns, refresh } = shape;
  const { registers } = input;
  const { plus, minus } = readLanes(input, row, batch, log);
  log.cycles += 2;
  const usedUp = Array.from({ length: Math.min(lanes, columns - batch * lanes) }, (_, lane) => {
    const [p, m] = [plus[lane] as number, minus[lane] as number];
    return {
      lane,
      column: batch * lanes + lane,
      difference: p - m,
      isUsedUp: isUsedUp(p, m, registers.refreshLower, registers.refreshUpper),
    };
  }).filter((each) => each.isUsedUp);
  if (usedUp.length === 0) return;
  log.events.refreshed++;
  const width = lineWidth(registers, "pair_reset");
  log.slots.push({
    rows: [row],
    lines: { pair_reset: usedUp.map(({ column }) => column) },
    widths: { pair_reset: width },
  });
  log.cycles += width + registers.gap;
  if (refresh === "open-loop") {
    const counts = usedUp.map(({ lane, column, difference }) => ({
      lane,
      column,
      pulses: rewritePulses(Math.abs(difference), registers.rewriteGain),
      raises: difference > 0,
    }));
    pulseCounts(shape, input, { row, counts, phase: "ltp", always: 0 }, log);
    return;
  }
  const reread = readLanes(input, row, batch, log);
  const targets = usedUp.map(({ lane, column, difference }) => ({
    lane,
    column,
    target: difference,
    present: (reread.plus[lane] as number) - (reread.minus[lane] as number),
  }));
  verifyLoop(shape, input, { row, batch, targets }, log);
}
