/**
 * Training on synapse devices: a multi-layer perceptron whose weights are device conductances, pulsed as an update unit
 * would, bit for bit. From a task (`load-task.ts`), a device (`../device`) and a unit's shape to accuracy, pulses, endurance
 * and what a cost model needs (`statistics.ts`); `update-fidelity.ts` judges a unit without training. To add an encoding,
 * give it a planner (`pulse-planner.ts`), a line in `pulse-scale.ts` and its moments (`update-moments.ts`).
 */
export { ablation, trainOnIdealDevice, type Ablation, type AblationRow } from "./ablation.ts";
export { EFFECTS, withEffects } from "./effects.ts";
export { loadReference, loadTask, USUAL_TASK, type TaskDescription } from "./load-task.ts";
export { pulseScale } from "./pulse-scale.ts";
export { traceLayer, type TraceClock, type TracedPulse } from "./pulse-trace.ts";
export { trainReference, type Reference } from "./reference.ts";
export { USUAL_REGISTERS, type RegisterSettings } from "./registers.ts";
export { slotCycles } from "./slot-cycles.ts";
export { cyclesPerExample, type LayerStatistics, type SlotCycles } from "./statistics.ts";
export type { TrainingTask } from "./task.ts";
export { traceHeader, traceLine } from "./trace-csv.ts";
export { checkedRun, trainOnDevice, type TrainingResult, type TrainingRun } from "./train-on-device.ts";
export { trainingKey } from "./training-key.ts";
export { updateFidelity, type UpdateFidelity } from "./update-fidelity.ts";
export { updateMoments } from "./update-moments.ts";
