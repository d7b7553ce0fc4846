import type { CommandModule } from "yargs";
import { synapseUpdate } from "../../generators/synapse-update/index.ts";
import type { UnitShape } from "../../generators/contract/index.ts";
import { loadDevice, type Device } from "../../models/device/index.ts";
import {
  checkedRun,
  loadTask,
  USUAL_REGISTERS,
  type RegisterSettings,
  type TaskDescription,
} from "../../models/training/index.ts";
import { withDefaults } from "../config/find-generator.ts";
import type { ParameterValues } from "../core/parameters.ts";
import { settingsNamed, TASK_SETTINGS, type TaskSettings } from "../core/training.ts";
import { WorkerPool } from "../run/worker-pool.ts";
import { requireWritable, writeWhole } from "../run/write-whole.ts";
import { numberIn, readDesign, requireUpdateUnit, withJson, type JsonOption } from "./options.ts";
import { print } from "./output.ts";
import { withTaskSettings } from "./training-options.ts";
import { trainingText, type TrainingReport } from "./train-text.ts";
import type { TrainAnswer, TrainJob } from "./train-worker.ts";
import { working } from "./working.ts";

interface Options extends JsonOption, TaskSettings {
  readonly design: string | undefined;
  readonly device: string | undefined;
  readonly seed: number;
  readonly pulses: number | undefined;
  readonly "refresh-period": number;
  readonly "refresh-upper": number;
  readonly "refresh-lower": number;
  readonly ablation: boolean;
  readonly seeds: number;
  readonly trace: string | undefined;
  readonly "trace-examples": number;
  readonly clock: number;
}

const whole = (option: string, minimum: number, maximum: number) =>
  numberIn(option, { minimum, maximum, isWhole: true });
const real = (option: string, minimum: number, maximum: number) =>
  numberIn(option, { minimum, maximum, isWhole: false });

const command: CommandModule<object, Options> = {
  command: "train [design]",
  describe:
    "train a perceptron on synapse devices with an update unit; accuracy, pulses, endurance, ablation, pulse trace",
  builder: (yargs) =>
    withTaskSettings(withJson(yargs))
      .positional("design", { type: "string", describe: "DESIGN.json of synapse-update (default: its defaults)" })
      .option("device", { type: "string", describe: "a built-in device or DEVICE.json (default: the design's)" })
      .option("seed", {
        coerce: whole("seed", 0, 2 ** 31 - 1),
        default: 1,
        describe: "of weights, order, devices, noise",
      })
      .option("pulses", {
        coerce: whole("pulses", 1, 1_000_000),
        describe: "most pulses of an update (default: maxPulses)",
      })
      .option("refresh-period", {
        coerce: whole("refresh-period", 0, 1_000_000),
        default: USUAL_REGISTERS.refreshPeriod,
        describe: "updates between refreshes, 0: never",
      })
      .option("refresh-upper", {
        coerce: real("refresh-upper", 0, 1),
        default: USUAL_REGISTERS.refreshUpper,
        describe: "part of the range that the larger of a pair must exceed",
      })
      .option("refresh-lower", {
        coerce: real("refresh-lower", 0, 1),
        default: USUAL_REGISTERS.refreshLower,
        describe: "part of the range that the smaller must exceed",
      })
      .option("ablation", { type: "boolean", default: false, describe: "how much accuracy each effect costs" })
      .option("seeds", {
        coerce: whole("seeds", 1, 100),
        default: 3,
        describe: "trainings of each line of the ablation",
      })
      .option("trace", { type: "string", describe: "FILE.csv to write: every pulse with its time, place and width" })
      .option("trace-examples", { coerce: whole("trace-examples", 1, 1e6), default: 10, describe: "examples to trace" })
      .option("clock", { coerce: real("clock", 0.001, 1e5), default: 100, describe: "of the unit [MHz]" }),
  handler: async ({ json, ...options }) => {
    const { device, unit, parameters } = designOf(options);
    const task = loadTask(taskOf(options));
    const run = checkedRun({ device, unit, task, seed: options.seed, registers: registersOf(options) });
    const { trace: file } = options;
    if (file !== undefined) requireWritable(file, "--trace");
    const what = `training ${task.epochs} epochs of ${task.data.train.count} examples on ${device.name}`;
    const more = options.ablation ? `, then without each effect, from ${options.seeds} seeds` : "";
    const trained = await working(what + more, () =>
      trainAside({
        run,
        ...(file === undefined ? {} : { trace: { clock: options.clock, examples: options["trace-examples"] } }),
        ...(options.ablation ? { ablationSeeds: seedsOf(options) } : {}),
      }),
    );
    const { result, ideal, ablation, trace } = trained;
    if (file !== undefined && trace !== undefined) writeWhole(file, trace.csv, "--trace");
    const { data, ...settings } = task;
    const { title, notices, train, test } = data;
    const report: TrainingReport = {
      design: { generator: synapseUpdate.name, parameters },
      device: device.name,
      data: { title, training: train.count, testing: test.count, notices },
      task: settings,
      seed: options.seed,
      float: { accuracies: trained.floatAccuracies },
      ideal: { accuracies: ideal.accuracies, outcome: ideal.outcome },
      result,
      lossToIdeal: ideal.accuracy - result.accuracy,
      ...(ablation === undefined ? {} : { ablation }),
      ...(file === undefined || trace === undefined ? {} : { trace: { file, pulses: trace.pulses } }),
    };
    print(json, report, () => trainingText(report));
  },
};
export default command;

/** The update unit and its device: of the design, else the generator's defaults. */
function designOf({ design: file, device }: Pick<Options, "design" | "device">): {
  readonly device: Device;
  readonly unit: UnitShape;
  readonly parameters: ParameterValues;
} {
  const stated = file === undefined ? withDefaults(synapseUpdate, {}) : unitParameters(file);
  const parameters = device === undefined ? stated : { ...stated, device };
  const where = device === undefined ? (file ?? "device") : "--device";
  return {
    device: loadDevice(String(parameters["device"]), ".", where),
    unit: synapseUpdate.unit(parameters).shape,
    parameters,
  };
}

function unitParameters(file: string): ParameterValues {
  const { design, generator } = readDesign(file);
  requireUpdateUnit(generator, file, "trains synapse devices");
  return design.parameters;
}

/** The settings of the task among the options; the data are drawn by the seed of the training. */
function taskOf(options: TaskSettings & Pick<Options, "seed">): TaskDescription {
  return { ...settingsNamed(TASK_SETTINGS, options), dataSeed: options.seed };
}

function registersOf(options: Omit<Options, "json">): RegisterSettings {
  return {
    ...USUAL_REGISTERS,
    ...(options.pulses === undefined ? {} : { pulses: options.pulses }),
    refreshPeriod: options["refresh-period"],
    refreshUpper: options["refresh-upper"],
    refreshLower: options["refresh-lower"],
  };
}

function seedsOf({ seed, seeds }: Pick<Options, "seed" | "seeds">): readonly number[] {
  return Array.from({ length: seeds }, (_, k) => seed + k);
}

/** Trains in a thread of its own. */
async function trainAside(job: TrainJob): Promise<TrainAnswer> {
  const module = new URL("./train-worker.ts", import.meta.url);
  const pool = new WorkerPool<TrainJob, undefined, TrainAnswer>({ module, job, threads: 1 });
  try {
    return await pool.run(undefined);
  } finally {
    await pool.close();
  }
}
