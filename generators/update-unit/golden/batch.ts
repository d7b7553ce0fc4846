import type { UnitShape, UpdateInput } from "../../contract/index.ts";
import { phaseWidth, slotOf, takesPart, type Phase } from "./lines.ts";
import type { OperationLog } from "./operation.ts";

/** What a batch of columns of one row does, wherever its counts come from. */

/** What a column of the present batch is to get: pulses and their direction. */
export interface ColumnCount {
  readonly column: number;
  readonly lane: number;
  readonly pulses: number;
  readonly raises: boolean;
}

/** The slots of one phase: in slot k, the columns whose count is above k. */
export function pulseCounts(
  shape: UnitShape,
  { registers }: Pick<UpdateInput, "registers">,
  batch: {
    readonly row: number;
    readonly counts: readonly ColumnCount[];
    readonly phase: Phase;
    /** Slots that are always taken; default as the unit does for updates. */
    readonly always?: number;
  },
  log: OperationLog,
): void {
  const { row, counts, phase } = batch;
  const active = counts.filter(({ pulses, raises }) => pulses > 0 && takesPart(shape, phase, raises));
  const most = active.reduce((largest, { pulses }) => Math.max(largest, pulses), 0);
  const slots = Math.max(most, batch.always ?? fixedSlots(shape, registers.pulses));
  for (let slot = 0; slot < slots; slot++) {
    const firing = active.filter(({ pulses }) => pulses > slot);
    const width = phaseWidth(registers, phase);
    if (firing.length === 0) log.wait(width, registers.gap);
    else log.pulse(slotOf(shape, registers, phase, [row], firing), width, registers.gap);
  }
  log.cycles++;
}

function fixedSlots({ pulseLength, encoding }: UnitShape, pulses: number): number {
  if (pulseLength === "as-needed") return 0;
  return encoding === "sign" ? Math.min(1, pulses) : pulses;
}

/** One read: a cycle, if it is answered at once. */
export function readLanes(input: UpdateInput, row: number, batch: number, log: OperationLog) {
  log.cycles++;
  log.events.reads++;
  return input.read(row, batch);
}
