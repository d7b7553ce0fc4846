import { builtInDigits } from "../../../models/training/data/digits.ts";
import { readDataSet } from "../../../models/training/data/idx.ts";
import { firstOf, type DataSet } from "../../../models/training/data/data-set.ts";
import { checkedTask } from "../../../models/training/run/task.ts";
import { intervalOf, pairedInterval } from "../../core/confidence.ts";
import {
  LEARNING_REPRODUCTION_SCHEMA_VERSION,
  type LearningPoint,
  type LearningReproduction,
  type LearningRun,
} from "../../core/learning-reproduction.ts";
import { TOOL_VERSION } from "../../core/version.ts";
import { learningClaims } from "./claims.ts";
import { CONDITIONS, READ_OUT_SCALE, WANTED_PULSES, type MethodCondition } from "./conditions.ts";
import { trainAll, type TrainOptions } from "./pool.ts";
import { NETWORK, REFRESH, taskOf } from "./training.ts";

/** What the experiment is run with. */
export interface LearningOptions extends Pick<TrainOptions, "workers" | "cache" | "onProgress"> {
  /** Folder of IDX files as of MNIST; undefined: the built-in digits. */
  readonly folder: string | undefined;
  /** Trainings of each condition and method, 2 or more; seeds 1, 2, … */
  readonly seeds: number;
  /** Default: all of the experiment. */
  readonly conditions?: readonly MethodCondition[];
}

/** Seed of the data, whatever the seeds of the trainings: intervals are those of one task. */
const DATA_SEED = 1;

/** Trains all conditions with all methods and seeds, and judges the claims. */
export async function runLim2017(options: LearningOptions): Promise<LearningReproduction> {
  const { conditions = CONDITIONS } = options;
  const data = dataOf(options.folder);
  const seeds = Array.from({ length: options.seeds }, (_, i) => i + 1);
  const series = conditions.flatMap(({ condition, methods }) => methods.map((method) => ({ condition, method })));
  const tasks = series.flatMap((each) => seeds.map((seed) => ({ ...each, seed })));
  const runs = await trainAll(tasks, { ...options, data });
  const points = series.map(({ condition, method }, i): LearningPoint => {
    const own = runs.slice(i * seeds.length, (i + 1) * seeds.length);
    return { condition: condition.id, method, runs: own, ...summaryOf(own) };
  });
  const { layers, activation, epochs } = NETWORK;
  const { refreshPeriod, refreshUpper, refreshLower } = REFRESH;
  return {
    schemaVersion: LEARNING_REPRODUCTION_SCHEMA_VERSION,
    tool: { name: "tritforge", version: TOOL_VERSION },
    experiment: "lim2017",
    setting: {
      data: data.title,
      notices: data.notices,
      trainingExamples: data.train.count,
      testExamples: data.test.count,
      epochs,
      layers,
      activation,
      seeds,
      readOutScale: READ_OUT_SCALE,
      wantedPulses: WANTED_PULSES,
      refreshPeriod,
      refreshUpper,
      refreshLower,
    },
    conditions: conditions.map(({ condition }) => condition),
    claims: learningClaims(points),
    points,
  };
}

/** The examples, at the size of the network's inputs. */
function dataOf(folder: string | undefined): DataSet {
  const { examples, testExamples, layers } = NETWORK;
  if (folder === undefined)
    return builtInDigits({ training: examples, testing: testExamples, side: Math.sqrt(layers[0]) }, DATA_SEED);
  const { data } = checkedTask(taskOf(readDataSet(folder, DATA_SEED), 1));
  return { ...data, test: firstOf(data.test, testExamples) };
}

function summaryOf(runs: readonly LearningRun[]): Omit<LearningPoint, "condition" | "method" | "runs"> {
  const accuracies = runs.map(({ accuracy }) => accuracy);
  const total = (value: (run: LearningRun) => number): number => runs.reduce((sum, run) => sum + value(run), 0);
  const pulses = total((run) => run.pulses);
  return {
    accuracy: intervalOf(accuracies),
    lossToFloat: pairedInterval(
      runs.map(({ floatAccuracy }) => floatAccuracy),
      accuracies,
    ),
    refreshesPerThousandPulses: pulses === 0 ? 0 : (1000 * total((run) => run.refreshedPairs)) / pulses,
    meanPulsesPerDevice: total((run) => run.meanPulsesPerDevice) / runs.length,
    mostPulsesPerDevice: Math.max(...runs.map(({ mostPulsesPerDevice }) => mostPulsesPerDevice)),
    clippedUpdates: total((run) => run.clippedUpdates) / runs.length,
  };
}
