import { isPair } from "../shape.ts";
import type { UnitShape, UpdateInput } from "../../contract/index.ts";
import { phasesOf } from "./lines.ts";
import type { OperationLog } from "./operation.ts";
import { pulseCounts, readLanes, type ColumnCount } from "./batch.ts";

/** Where a column's synapse is to be, in codes (of a pair: plus less minus). */
export interface VerifyTarget {
  readonly column: number;
  readonly lane: number;
  readonly target: number;
  /** What was read last. */
  readonly present: number;
}

/** One pulse to every synapse that is too far off, then a read; until none is, or attempts are used up. */
export function verifyLoop(
  shape: UnitShape,
  input: UpdateInput,
  batch: { readonly row: number; readonly batch: number; readonly targets: readonly VerifyTarget[] },
  log: OperationLog,
): void {
  const { verifyWindow, verifyAttempts } = input.registers;
  let { targets } = batch;
  for (let attempt = 0; ; attempt++) {
    log.cycles++;
    const counts = targets.map(({ column, lane, target, present }): ColumnCount => {
      const isOff = Math.abs(target - present) > verifyWindow;
      return { column, lane, pulses: isOff ? 1 : 0, raises: target > present };
    });
    if (counts.every(({ pulses }) => pulses === 0)) return;
    if (attempt >= verifyAttempts) {
      log.events.unverified++;
      return;
    }
    for (const phase of phasesOf(shape)) pulseCounts(shape, input, { row: batch.row, counts, phase, always: 0 }, log);
    const { plus, minus } = readLanes(input, batch.row, batch.batch, log);
    targets = targets.map((each) => ({
      ...each,
      present: (plus[each.lane] as number) - (isPair(shape) ? (minus[each.lane] as number) : 0),
    }));
  }
}
