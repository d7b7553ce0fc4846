import { and, constant, not, or, type ModuleBuilder, type Signal } from "../../../src/hdl/index.ts";
import type { UnitShape, EventCounter } from "../../contract/index.ts";
import { hasTwoPhases, isUnidirectional, pulsesBoth } from "../../update-unit/shape.ts";
import { flag } from "./counter.ts";
import { anyOf } from "./operand.ts";

/** What the event counters count, one bit each. */
export function eventsOf(
  m: ModuleBuilder,
  shape: UnitShape,
  on: {
    readonly updates: Signal;
    /** A slot with pulses begins. */
    readonly fires: Signal;
    readonly fire: Signal;
    readonly raise: Signal;
    readonly depress: Signal | undefined;
    readonly skipsRow: Signal;
    readonly beginsBatch: Signal;
    /** A batch of an update (not of a refresh) is over. */
    readonly batchDone: Signal;
    readonly resets: Signal;
    readonly readDone: Signal;
    readonly unverified: Signal;
  },
): Record<EventCounter, Signal> {
  const hasFired = flag(m, "has_fired");
  hasFired.drive({ set: on.fires, clear: on.beginsBatch });
  const { ltp, ltd } = slotKinds(shape, on);
  return {
    updates: on.updates,
    ltp_slots: and(on.fires, ltp),
    ltd_slots: and(on.fires, ltd),
    skipped: or(on.skipsRow, and(on.batchDone, not(hasFired.value))),
    refreshed: on.resets,
    reads: on.readDone,
    unverified: on.unverified,
  };
}

/** Whether lines of potentiation, and of depression, come on in a slot that fires. */
function slotKinds(
  shape: UnitShape,
  { fire, raise, depress }: { readonly fire: Signal; readonly raise: Signal; readonly depress: Signal | undefined },
): { readonly ltp: Signal; readonly ltd: Signal } {
  const [never, always] = [constant(1, 0), constant(1, 1)];
  if (isUnidirectional(shape)) return { ltp: always, ltd: never };
  if (hasTwoPhases(shape) && depress !== undefined) return { ltp: not(depress), ltd: depress };
  if (pulsesBoth(shape)) return { ltp: always, ltd: always };
  return { ltp: anyOf(and(fire, raise)), ltd: anyOf(and(fire, not(raise))) };
}
