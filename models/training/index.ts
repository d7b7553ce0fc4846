/**
 * Training on synapse devices: a multi-layer perceptron whose weights are device conductances, pulsed as an update unit
 * would, bit for bit. `data/` what is learned; `planners/` from codes to the pulses of a unit, with the learning rate set on
 * its registers and, without training, what its updates are off by (`update-errors.ts`); `devices/` the array that is pulsed
 * and read back; `record/` what is kept of a training: statistics, samples, traces; `run/` from a task to an accuracy. Each
 * reads those before it only. To add an encoding, give it a planner (`pulse-planner.ts`), a line in `pulse-scale.ts` and its
 * moments (`update-moments.ts`).
 */
export { ablation, trainOnIdealDevice, type Ablation, type AblationRow } from "./run/ablation.ts";
export { EFFECTS, withEffects } from "./devices/effects.ts";
export { loadReference, loadTask, type TaskDescription } from "./run/load-task.ts";
export { pulseScale } from "./planners/pulse-scale.ts";
export { traceLayer, type TraceClock, type TracedPulse } from "./record/pulse-trace.ts";
export { trainReference, type Reference } from "./run/reference.ts";
export { USUAL_REGISTERS, type RegisterSettings } from "./devices/registers.ts";
export { slotCycles, slotTiming } from "./record/slot-cycles.ts";
export type { SlotCycles } from "./record/statistics.ts";
export type { TrainingTask } from "./run/task.ts";
export { traceHeader, traceLine } from "./record/trace-csv.ts";
export { checkedRun, trainOnDevice, type TrainingResult, type TrainingRun } from "./run/train-on-device.ts";
export { trainingKey } from "./run/training-key.ts";
export { updateErrors, type UpdateErrors } from "./planners/update-errors.ts";
export { wordCorrelation, type WordCorrelation } from "./planners/word-correlation.ts";
export { periodWarning, wordPeriod } from "./planners/word-period.ts";
export { updateMoments } from "./planners/update-moments.ts";
