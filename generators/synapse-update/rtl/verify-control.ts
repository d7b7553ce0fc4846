import { and, ltu, named, not, or, type ModuleBuilder, type Signal } from "../../../src/hdl/index.ts";
import type { UnitShape } from "../../contract/index.ts";
import { counter } from "./counter.ts";
import type { Datapath } from "./datapath.ts";
import { anyOf } from "./operand.ts";
import { wireOf } from "./ports.ts";
import type { RegisterWires } from "./registers.ts";
import { ALWAYS, NEVER, type Sequence } from "./sequence.ts";

/** The loop of read, check and pulse. */
export interface VerifyControl {
  /** Whether slots are rounds of the loop. */
  readonly verifying: Signal;
  /** Whether the next read is one after pulses. */
  readonly rechecks: Signal;
  /** Some lane has pulses to give. */
  readonly wantsAny: Signal;
  /** A check that leads to pulses, or ends the batch. */
  readonly pulses: Signal;
  readonly ends: Signal;
  readonly unverified: Signal;
  readonly rereads: Signal;
  readonly finish: (on: { readonly resets: Signal; readonly batchDone: Signal }) => void;
}

/** Counts the rounds of a batch and says how the loop goes on. */
export function verifyControl(
  m: ModuleBuilder,
  shape: UnitShape,
  {
    sequence,
    slotsDone,
    data,
    registers,
  }: {
    readonly sequence: Sequence;
    readonly slotsDone: Signal;
    readonly data: Datapath;
    readonly registers: RegisterWires;
  },
): VerifyControl {
  const { writeVerify, refresh } = shape;
  const { states, begins, isRefreshing, rechecks } = sequence;
  const most = wireOf(registers, "verify_attempts");
  const attempts = counter(m, "attempt", most.width);
  const verifying = writeVerify === "off" ? isRefreshing : refresh === "open-loop" ? not(isRefreshing) : ALWAYS;
  const inCheck = states.in("check");
  const isOut = named("is_out_of_attempts", not(ltu(attempts.value, most)));
  const anyOff = named("any_lane_is_off", anyOf(data.isOff ?? NEVER));
  const rereads = named("rereads", and(slotsDone, verifying));
  return {
    verifying,
    rechecks: rechecks?.value ?? NEVER,
    wantsAny: writeVerify === "on" ? anyOf(data.wants ?? NEVER) : NEVER,
    pulses: and(inCheck, anyOff, not(isOut)),
    ends: named("verify_ends", and(inCheck, or(not(anyOff), isOut))),
    unverified: and(inCheck, anyOff, isOut),
    rereads,
    finish: ({ resets, batchDone }) => {
      attempts.drive({ clear: or(batchDone, begins), step: rereads, last: NEVER });
      const set = refresh === "verified" ? or(resets, rereads) : rereads;
      rechecks?.drive({ set, clear: or(batchDone, begins) });
    },
  };
}
