/**
 * Training on synapse devices: a multi-layer perceptron whose weights are device conductances, pulsed as an update unit
 * would, bit for bit. From a task (`load-task.ts`), a device (`../device`) and a unit's shape to accuracy, pulses, endurance
 * and what a cost model needs (`statistics.ts`); `update-errors.ts` judges a unit without training. To add an encoding,
 * give it a planner (`pulse-planner.ts`), a line in `pulse-scale.ts` and its moments (`update-moments.ts`).
 */
export { ablation, trainOnIdealDevice, type Ablation, type AblationRow } from "./run/ablation.ts";
export { EFFECTS, withEffects } from "./devices/effects.ts";
export { loadReference, loadTask, type TaskDescription } from "./run/load-task.ts";
export { pulseScale } from "./planners/pulse-scale.ts";
export { traceLayer, type TraceClock, type TracedPulse } from "./record/pulse-trace.ts";
export { trainReference, type Reference } from "./run/reference.ts";
export { USUAL_REGISTERS, type RegisterSettings } from "./devices/registers.ts";
export { slotCycles } from "./record/slot-cycles.ts";
export { cyclesPerExample, type LayerStatistics, type SlotCycles } from "./record/statistics.ts";
export type { TrainingTask } from "./run/task.ts";
export { traceHeader, traceLine } from "./record/trace-csv.ts";
export { checkedRun, trainOnDevice, type TrainingResult, type TrainingRun } from "./run/train-on-device.ts";
export { trainingKey } from "./run/training-key.ts";
export { updateErrors, type UpdateErrors } from "./planners/update-errors.ts";
export { updateMoments } from "./planners/update-moments.ts";
