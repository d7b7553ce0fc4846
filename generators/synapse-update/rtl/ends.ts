import type { Signal } from "../../../src/hdl/index.ts";

/** The ends of things, as the lanes' answers bring them about. */
export interface Ends {
  readonly beginsPulse: Signal;
  readonly resets: Signal;
  readonly nextPhase: Signal;
  readonly nextPass: Signal;
  readonly wantsNothing: Signal;
  readonly batchDone: Signal;
  readonly rowDone: Signal;
  readonly skipsRow: Signal;
  readonly updateDone: Signal;
  readonly refreshDone: Signal;
  readonly refreshIsDue: Signal;
}
