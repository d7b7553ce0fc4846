import { and, not, or } from "../../../src/hdl/index.ts";
import type { UnitShape } from "../../contract/index.ts";
import { isRowSerial } from "../../update-unit/shape.ts";
import type { Ends } from "./ends.ts";
import type { PulseTimer } from "./pulse-timer.ts";
import { NEVER, type Sequence } from "./sequence.ts";
import type { VerifyControl } from "./verify-control.ts";

interface Parts {
  readonly sequence: Sequence;
  readonly ends: Ends;
  readonly timer: PulseTimer;
  readonly verify: VerifyControl | undefined;
}

/**
 * All transitions of the controller:
 *
 *   idle ─ load_delta ─┬─ row ─ multiply ─ [accumulate] ─ round ─ [keep] ─┐   row by row
 *                      └─ load_x ─ begin_pass ──────────────────────────┤   array-parallel
 *      ┌──────────────────────────────────────────────────────────────┘
 *      ▼                                      [want ─ read ─ aim ─ check]    write-verify
 *     slot ─ pulse ─ [gap] ─┐                 [read ─ flag ─ reset_pair]     refresh
 *      ▲────────────────────┘  … next phase, pass, batch, row; [refresh]; done ─ idle
 */
export function goOn(shape: UnitShape, parts: Parts): void {
  const { sequence, ends, timer, verify } = parts;
  const { states, begins, cell } = sequence;
  states.go(begins, "load_delta");
  if (isRowSerial(shape)) rowByRow(shape, parts);
  else byTrains(parts);
  if (states.has("read")) readBack(shape, parts);
  if (verify !== undefined) states.go(verify.pulses, "slot");
  states.go(or(ends.beginsPulse, ends.resets), "pulse");
  states.go(timer.toGap, "gap");
  if (shape.refresh === "verified") {
    states.go(and(timer.toNext, not(timer.resetting)), "slot");
    states.go(and(timer.toNext, timer.resetting), "read");
  } else states.go(timer.toNext, "slot");
  const isOver = and(ends.updateDone, not(ends.refreshIsDue));
  states.go(or(isOver, ends.refreshDone), "done");
  states.go(states.in("done"), "idle");
  if (cell !== undefined) states.go(and(states.in("clear"), cell.isLast), "idle");
}

function rowByRow(shape: UnitShape, { sequence, ends }: Parts): void {
  const { states, takesDelta, takesX, batch, row, isRefreshing } = sequence;
  const { batchDone, rowDone, skipsRow } = ends;
  states.go(and(takesDelta, batch.isLast), "row");
  states.go(or(and(takesX, not(skipsRow)), and(batchDone, not(batch.isLast), not(isRefreshing))), "multiply");
  states.go(and(rowDone, not(row.isLast), not(isRefreshing), not(skipsRow)), "row");
  const sums = states.has("accumulate");
  const last = shape.writeVerify === "on" ? "want" : "slot";
  states.go(states.in("multiply"), sums ? "accumulate" : "round");
  states.go(states.in("round"), sums ? "keep" : last);
  if (!sums) return;
  states.go(states.in("accumulate"), "round");
  states.go(states.in("keep"), last);
}

function byTrains({ sequence, ends }: Parts): void {
  const { states, takesDelta, takesX, batch, row, isRefreshing } = sequence;
  const nextBatch = and(ends.batchDone, not(batch.isLast), not(isRefreshing));
  states.go(and(takesDelta, batch.isLast), "load_x");
  states.go(or(and(takesX, row.isLast), nextBatch, ends.nextPass, ends.nextPhase), "begin_pass");
  states.go(states.in("begin_pass"), "slot");
}

function readBack(shape: UnitShape, { sequence, ends, verify }: Parts): void {
  const { states, batch, row, isRefreshing, readDone } = sequence;
  const nextRefresh = and(isRefreshing, ends.batchDone, not(and(batch.isLast, row.isLast)));
  const wants = and(states.in("want"), not(ends.wantsNothing));
  const beginsRefresh = and(ends.updateDone, ends.refreshIsDue);
  states.go(or(wants, nextRefresh, beginsRefresh, verify?.rereads ?? NEVER), "read");
  const rechecks = verify?.rechecks ?? NEVER;
  const first = and(readDone, not(rechecks));
  if (shape.refresh !== "none") {
    states.go(and(first, isRefreshing), "flag");
    states.go(states.in("flag"), "reset_pair");
  }
  if (verify === undefined) return;
  states.go(and(readDone, rechecks), "check");
  if (shape.writeVerify === "off") return;
  states.go(and(first, not(isRefreshing)), "aim");
  states.go(states.in("aim"), "check");
}
