import {
  ablation,
  trainOnDevice,
  trainOnIdealDevice,
  trainReference,
  type Ablation,
  type TrainingResult,
  type TrainingRun,
} from "../../models/training/index.ts";
import { PulseTrace, type TraceOptions } from "./pulse-trace.ts";

/** All that `tritforge train` works out, as data. */
export interface TrainJob {
  readonly run: Omit<TrainingRun, "reference" | "listener">;
  readonly trace?: TraceOptions;
  /** Seeds of an ablation, if there is one. */
  readonly ablationSeeds?: readonly number[];
}

/** What `tritforge train` prints from. */
export interface TrainAnswer {
  readonly floatAccuracies: readonly number[];
  readonly result: TrainingResult;
  readonly ideal: TrainingResult;
  readonly ablation?: Ablation;
  readonly trace?: { readonly csv: string; readonly pulses: number };
}

/** What the worker thread of `tritforge train` runs: the command's own thread stays free to hear signals. */
export default function trainWorker({ run, ...asked }: TrainJob): () => TrainAnswer {
  return () => {
    const trace = asked.trace === undefined ? undefined : new PulseTrace(run, asked.trace);
    const reference = trainReference(run.task, run.seed);
    const result = trainOnDevice({ ...run, reference, ...(trace === undefined ? {} : { listener: trace.listener }) });
    const ideal = trainOnIdealDevice({ ...run, reference });
    return {
      floatAccuracies: reference.accuracies,
      result,
      ideal,
      ...(asked.ablationSeeds === undefined ? {} : { ablation: ablation(run, asked.ablationSeeds) }),
      ...(trace === undefined ? {} : { trace: { csv: trace.csv(), pulses: trace.pulses } }),
    };
  };
}
