import type { RewriteListener } from "../devices/closed-loop.ts";
import type { PulsePlan } from "../planners/pulse-plan.ts";
import type { PulseScale } from "../planners/pulse-scale.ts";

/** Hears of what an update operation is about to do, for traces. */
export interface OperationListener extends RewriteListener {
  /** Before the pulses: codes and registers of the operation. */
  start(x: Int16Array, delta: Int16Array, scale: PulseScale, apply: boolean): void;
  /** After the operation, `resetSlots` being those of all operations so far. */
  end(plan: PulsePlan, resetSlots: number): void;
}
