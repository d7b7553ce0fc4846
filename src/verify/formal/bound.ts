import {
  batchesOf,
  hasFixedSlots,
  hasTwoPhases,
  isRowSerial,
  registerFields,
  rewritePulses,
} from "../../../generators/update-unit/index.ts";
import type { RegisterName, UnitShape } from "../../../generators/contract/index.ts";

/** What a user promises about registers: larger values are not written before a start. */
export type RegisterLimits = Readonly<Partial<Record<RegisterName, number>>>;

/**
 * Cycles from the one after a start to that of `done`, at most, whatever the data: the cycles that a stream or a read
 * waits for its other side do not count. Follows `docs/synapse.md`, "Timing", with every count at its largest:
 *
 *   slot     1 + width + gap, both in cycles
 *   phase    slots · slot + 1
 *   update   ⌈columns/lanes⌉ + rows · (1 + batches · (2 or 4 + phases · phase))      row by row
 *            ⌈columns/lanes⌉ + rows + batches · passes · phases · (1 + phase)        array-parallel
 *   verify   1 + attempts · (2 + phases · (slot + 1)), after 3 cycles of their own
 *   refresh  rows · batches · (3 + width + gap + rewriting)
 */
export function longestUpdate(shape: UnitShape, limits: RegisterLimits): number {
  const most = largestValues(shape, limits);
  const width = Math.max(1, most("ltpWidth"), most("ltdWidth"));
  const slot = 1 + shape.prescale * (width + most("gap"));
  const phases = hasTwoPhases(shape) ? 2 : 1;
  const batches = batchesOf(shape);
  const slots = slotsOf(shape, most("pulses"));
  const round = 1 + phases * (slot + 1) + 1;
  const verify = 1 + most("verifyAttempts") * round;
  const loads = batches + (isRowSerial(shape) ? 0 : shape.rows);
  const counts = shape.accumulator === "cell" ? 4 : 2;
  const perBatch = shape.writeVerify === "on" ? counts + 3 + verify : counts + phases * (slots * slot + 1);
  const passes = phases * (shape.xSign === "signed" ? 2 : 1);
  const update = isRowSerial(shape) ? shape.rows * (1 + batches * perBatch) : batches * passes * (2 + slots * slot);
  return loads + update + refreshCycles(shape, most, { slot, verify }) + 1;
}

function refreshCycles(
  { refresh, rows, lanes, columns, adcBits, prescale }: UnitShape,
  most: (name: RegisterName) => number,
  { slot, verify }: { readonly slot: number; readonly verify: number },
): number {
  if (refresh === "none") return 0;
  const pulses = rewritePulses(2 ** adcBits - 1, most("rewriteGain"));
  const rewrite = refresh === "open-loop" ? pulses * slot + 1 : 1 + verify;
  const reset = prescale * (Math.max(1, most("resetWidth")) + most("gap"));
  return rows * Math.ceil(columns / lanes) * (3 + reset + rewrite);
}

function slotsOf(shape: UnitShape, pulses: number): number {
  if (shape.encoding === "sign") return 1;
  return hasFixedSlots(shape) ? shape.maxPulses : pulses;
}

/** Register → its largest value, all ones unless limited; 0 if the unit does not have it. */
export function largestValues(shape: UnitShape, limits: RegisterLimits): (name: RegisterName) => number {
  const fields = registerFields(shape);
  return (name) => {
    const bits = fields.find((field) => field.name === name)?.bits;
    return bits === undefined ? 0 : Math.min(2 ** bits - 1, limits[name] ?? Infinity);
  };
}
