import { and, ltu, mux, named, not, or, type ModuleBuilder, type Signal } from "../../../src/hdl/index.ts";
import type { UnitShape, EventCounter } from "../../contract/index.ts";
import { isRowSerial, readsBack, verifies } from "../../update-unit/shape.ts";
import { counter } from "./counter.ts";
import type { Datapath } from "./datapath.ts";
import type { Ends } from "./ends.ts";
import { eventsOf } from "./events.ts";
import { anyOf } from "./operand.ts";
import { wireOf, type UnitInputs } from "./ports.ts";
import type { RegisterWires } from "./registers.ts";
import { ALWAYS, NEVER, type Sequence } from "./sequence.ts";
import { placeTimer, type PlacedTimer } from "./timer-module.ts";
import { goOn } from "./transitions.ts";
import { worksNow } from "./waiting.ts";
import { verifyControl, type VerifyControl } from "./verify-control.ts";

/** What the lines and counters need to know of how an update goes on. */
export interface Flow {
  readonly loadsLines: Signal;
  readonly resets: Signal;
  readonly timer: PlacedTimer;
  readonly events: Record<EventCounter, Signal> | undefined;
}

/** Ties up the state, the counters and the flags of the sequence. `registers` are the values of the register map. */
export function finishFlow(
  m: ModuleBuilder,
  shape: UnitShape,
  parts: {
    readonly inputs: UnitInputs;
    readonly sequence: Sequence;
    readonly data: Datapath;
    readonly registers: RegisterWires;
  },
): Flow {
  const { inputs, sequence, data, registers } = parts;
  const { states, begins, slots, batch, row, isRefreshing, depress, passNegative, takesDelta, takesX } = sequence;
  const serial = isRowSerial(shape);
  const slot = slotFlow(shape, sequence, data);
  const isLastPhase = depress?.value ?? ALWAYS;
  const isLastPass = named("is_last_pass", or(and(isLastPhase, passNegative?.value ?? lastPass(shape)), isRefreshing));
  const nextPhase = named("next_phase", and(slot.phaseDone, not(or(isLastPhase, isRefreshing))));
  const nextPass = named("next_pass", and(slot.phaseDone, isLastPhase, not(isLastPass)));
  const slotsDone = named("slots_done", and(slot.phaseDone, isLastPass));
  const verify = verifies(shape) ? verifyControl(m, shape, { sequence, slotsDone, data, registers }) : undefined;
  const anyFlagged = data.flagged === undefined ? NEVER : named("any_flagged", anyOf(data.flagged));
  const resets = named("resets", and(states.in("reset_pair"), anyFlagged));
  const ends = endsOf(m, shape, { ...parts, slot, slotsDone, nextPhase, nextPass, resets, anyFlagged, verify });
  const timerInputs = {
    ...registers,
    ltp_width: wireOf(registers, "ltp_width"),
    gap: wireOf(registers, "gap"),
    in_pulse: states.in("pulse"),
    in_gap: states.in("gap"),
    in_idle: states.in("idle"),
    begins_pulse: slot.beginsPulse,
    resets,
    ...(depress === undefined ? {} : { depress: depress.value }),
  };
  const timer = placeTimer(m, shape, timerInputs, () => worksNow(shape, sequence, inputs));

  sequence.refreshing?.drive({ set: and(ends.updateDone, ends.refreshIsDue), clear: or(ends.refreshDone, begins) });
  batch.drive({ clear: begins, step: or(takesDelta, ends.batchDone) });
  row.drive({ clear: begins, step: serial ? ends.rowDone : or(takesX, ends.rowDone) });
  sequence.cell?.drive({ clear: begins, step: or(states.in("clear"), and(ends.batchDone, not(isRefreshing))) });
  const beginsSlots = named(
    "begins_slots",
    or(states.in(serial ? "round" : "begin_pass"), states.in("flag"), states.in("check"), nextPhase, nextPass),
  );
  slots.drive({
    clear: beginsSlots,
    step: or(and(timer.pulseDone, not(timer.resetting)), slot.passesSlot),
    last: NEVER,
  });
  depress?.drive({ set: nextPhase, clear: or(nextPass, slotsDone, begins) });
  passNegative?.drive({ set: nextPass, clear: or(slotsDone, begins) });
  verify?.finish({ resets, batchDone: ends.batchDone });
  goOn(shape, { sequence, ends, timer, verify });
  states.finish(inputs.cancel);
  return {
    loadsLines: named("loads_lines", and(slot.beginsPulse, slot.anyFires)),
    resets,
    timer,
    events: shape.counters === "events" ? events(m, shape, { sequence, data, slot, ends, verify }) : undefined,
  };
}

/** One pass is the last, unless x has a sign and rows are pulsed in the pass of theirs. */
function lastPass(shape: UnitShape): Signal {
  return isRowSerial(shape) || shape.xSign === "unsigned" ? ALWAYS : NEVER;
}

interface SlotFlow {
  readonly anyFires: Signal;
  readonly phaseDone: Signal;
  readonly beginsPulse: Signal;
  /** A slot without pulses is over at once. */
  readonly passesSlot: Signal;
}

function slotFlow(shape: UnitShape, { states, atLimit, isRefreshing }: Sequence, data: Datapath): SlotFlow {
  const inSlot = states.in("slot");
  const anyLane = named("any_lane_fires", anyOf(data.fire));
  const anyFires = named("any_fires", and(anyLane, data.anyRowFires));
  const isAsNeeded = shape.pulseLength === "as-needed" || shape.writeVerify === "on";
  const exhausted = named(
    "exhausted",
    isRowSerial(shape) && isAsNeeded ? not(anyLane) : mux(isRefreshing, not(anyLane), atLimit),
  );
  const takesTime = isAsNeeded ? anyFires : or(anyFires, not(isRefreshing));
  return {
    anyFires,
    phaseDone: named("phase_done", and(inSlot, exhausted)),
    beginsPulse: named("begins_pulse", and(inSlot, not(exhausted), takesTime)),
    passesSlot: named("passes_slot", and(inSlot, not(exhausted), not(takesTime))),
  };
}

function endsOf(
  m: ModuleBuilder,
  shape: UnitShape,
  parts: {
    readonly sequence: Sequence;
    readonly data: Datapath;
    readonly registers: RegisterWires;
    readonly slot: SlotFlow;
    readonly slotsDone: Signal;
    readonly nextPhase: Signal;
    readonly nextPass: Signal;
    readonly resets: Signal;
    readonly anyFlagged: Signal;
    readonly verify: VerifyControl | undefined;
  },
): Ends {
  const { sequence, data, registers, slot, slotsDone, nextPhase, nextPass, resets, anyFlagged, verify } = parts;
  const { states, batch, row, isRefreshing, takesX } = sequence;
  const serial = isRowSerial(shape);
  const wantsNothing =
    shape.pulseLength === "as-needed" ? and(states.in("want"), not(verify?.wantsAny ?? NEVER)) : NEVER;
  const batchDone = named(
    "batch_done",
    or(
      and(slotsDone, not(verify?.verifying ?? NEVER)),
      wantsNothing,
      verify?.ends ?? NEVER,
      and(states.in("reset_pair"), not(anyFlagged)),
    ),
  );
  const skipsRow = named("skips_row", and(takesX, data.xIsZero));
  const batchesDone = named("batches_done", and(batchDone, batch.isLast));
  const rowDone = named("row_done", or(skipsRow, serial ? batchesDone : and(batchesDone, isRefreshing)));
  const updateDone = named("update_done", and(not(isRefreshing), serial ? and(rowDone, row.isLast) : batchesDone));
  return {
    beginsPulse: slot.beginsPulse,
    resets,
    nextPhase,
    nextPass,
    wantsNothing,
    batchDone,
    rowDone,
    skipsRow,
    updateDone,
    refreshDone: named("refresh_done", and(isRefreshing, rowDone, row.isLast)),
    refreshIsDue: refreshIsDue(m, updateDone, registers.refresh_period),
  };
}

/** Counts updates; due when as many as the period are done. A period of 0 is never due. */
function refreshIsDue(m: ModuleBuilder, updateDone: Signal, period: Signal | undefined): Signal {
  if (period === undefined) return NEVER;
  const since = counter(m, "updates_since", period.width);
  const isDue = named("refresh_is_due", and(not(ltu(since.next, period)), anyOf(period)));
  since.drive({ clear: and(updateDone, isDue), step: updateDone, last: NEVER });
  return isDue;
}

function events(
  m: ModuleBuilder,
  shape: UnitShape,
  parts: {
    readonly sequence: Sequence;
    readonly data: Datapath;
    readonly slot: SlotFlow;
    readonly ends: Ends;
    readonly verify: VerifyControl | undefined;
  },
): Record<EventCounter, Signal> {
  const { sequence, data, slot, ends, verify } = parts;
  const { states, depress, passNegative, isRefreshing } = sequence;
  const isFirstPass = not(or(depress?.value ?? NEVER, passNegative?.value ?? NEVER));
  return eventsOf(m, shape, {
    updates: states.in("done"),
    fires: and(slot.beginsPulse, slot.anyFires),
    fire: data.fire,
    raise: data.raise,
    depress: depress?.value,
    skipsRow: ends.skipsRow,
    beginsBatch: isRowSerial(shape) ? states.in("round") : and(states.in("begin_pass"), isFirstPass),
    batchDone: and(ends.batchDone, not(isRefreshing)),
    resets: ends.resets,
    readDone: readsBack(shape) ? sequence.readDone : NEVER,
    unverified: verify?.unverified ?? NEVER,
  });
}
