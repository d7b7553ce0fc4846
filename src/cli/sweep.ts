import { join, resolve } from "node:path";
import type { CommandModule } from "yargs";
import type { YosysEngine } from "../eda/yosys/index.ts";
import type { TrainingSettings } from "../core/training.ts";
import { findGenerator, GENERATORS } from "../../generators/registry.ts";
import { loadTask } from "../../models/training/index.ts";
import { jsonPath } from "../json/json-schema.ts";
import { readSpace } from "../config/load-space.ts";
import { eachOf, type StatedWorkload } from "../config/settings.ts";
import type { Space } from "../config/space.ts";
import { attempt, CheckError, InputError } from "../core/errors.ts";
import { projectPath } from "../core/project-path.ts";
import type { PickedDesign } from "../core/sweep-result.ts";
import { KeptPrices } from "../explore/kept-prices.ts";
import { runSweepToFolder } from "../explore/sweep-files.ts";
import { prepareUpdates } from "../learn/prepare-updates.ts";
import { CACHE } from "../run/own-cache.mjs";
import { inputFiles } from "./input-files.ts";
import { askedFidelity, withFidelity, type FidelityOptions } from "./fidelity.ts";
import { numberIn, withJson, WORKERS_OPTION, YOSYS_OPTION, type JsonOption } from "./options.ts";
import { note, print } from "./output.ts";
import { missProgress, ownBestProgress, stageProgress, sweepProgress } from "./progress.ts";
import { loadSettings } from "./sweep-settings.ts";
import { sweepNotices, sweepSummary } from "./sweep-summary.ts";
import { checkName } from "./check-name.ts";

interface Options extends JsonOption, FidelityOptions {
  readonly space: string;
  readonly out: string;
  readonly technology: string | undefined;
  readonly clock: number | undefined;
  readonly workers: number | undefined;
  readonly points: boolean;
  readonly complete: boolean;
  readonly fresh: boolean;
  readonly yosys: YosysEngine;
  readonly cache: string;
}

const command: CommandModule<object, Options> = {
  command: "sweep <space>",
  describe: "score every design of a space and write the Pareto report",
  builder: (yargs) =>
    withFidelity(withJson(yargs))
      .positional("space", {
        type: "string",
        demandOption: true,
        describe: "SPACE.json of cores (examples/bitnet.json) or of update units (examples/synapse.json)",
      })
      .option("out", { type: "string", demandOption: true, describe: "folder to write to" })
      .option("technology", { type: "string", describe: "instead of those that the space names" })
      .option("clock", {
        coerce: numberIn("clock", { minimum: 0.001, maximum: 100_000, isWhole: false }),
        describe: "clock [MHz] instead of those that the space states",
      })
      .option("workers", {
        ...WORKERS_OPTION,
        describe: "threads; the result does not depend on it (default: all cores)",
      })
      .option("points", { type: "boolean", default: false, describe: "also write points.csv with every point" })
      .option("complete", {
        type: "boolean",
        default: false,
        describe: "emit, verify and synthesise the picked designs",
      })
      .option("fresh", {
        type: "boolean",
        default: false,
        describe:
          "start anew; without it, a sweep that was stopped goes on where it was, with prices of earlier sweeps",
      })
      .option("yosys", { ...YOSYS_OPTION, describe: "synthesis of picked designs" })
      .option("cache", {
        type: "string",
        default: "out/cache",
        describe: "folder of trainings done before (spaces of update units)",
      }),
  handler: sweepCommand,
};
export default command;

async function sweepCommand(options: Options): Promise<void> {
  const { space, directory, settings: loaded } = readJob(options);
  const { summaries, ...settings } = loaded;
  const onProgress = sweepProgress(); // what is wrong with the input is said by then
  const swept = withProjectPaths(space);
  const given = {
    ...settings,
    ...(space.training === undefined ? {} : { prepare: trained(space.training, options) }),
    ...(options.workers === undefined ? {} : { workers: options.workers }),
  };
  const result = await runSweepToFolder(swept, {
    ...given,
    directory: options.out,
    summaries,
    inputs: inputFiles(space, given.context, directory),
    writesPoints: options.points,
    onProgress,
    missProgress,
    ownBestProgress,
    isFresh: options.fresh,
    prices: KeptPrices.ofSettings(join(CACHE, "prices"), given.context, options.fresh),
    ...(options.complete ? { finish: { yosys: options.yosys, findGenerator, onStage } } : {}),
  });
  for (const line of sweepNotices(result)) note(line);
  print(options.json, { out: options.out, ...result.manifest, picks: result.pareto.picks }, () =>
    sweepSummary(result, options.out),
  );
  failOnMismatch(result.pareto.picks);
  if (result.manifest.counts.feasible === 0) throw new CheckError("no design is feasible");
}

/** The space as the options have it, and what its designs rest on. @throws {InputError} with all that is wrong with them */
function readJob(options: Options): {
  readonly space: Space;
  readonly directory: string;
  readonly settings: ReturnType<typeof loadSettings>;
} {
  const { space: stated, directory, faults: ofFile, wrong } = readSpace(options.space, GENERATORS, checkName);
  if (stated === undefined) throw new InputError(ofFile);
  const { fidelity: fidelityOfFile, ...others } = stated;
  const fidelity = askedFidelity(options, fidelityOfFile);
  const space = {
    ...others,
    clockMhz: options.clock ?? stated.clockMhz,
    technology: options.technology === undefined ? stated.technology : fromHere(options.technology),
    ...(fidelity === undefined ? {} : { fidelity }),
  };
  const place = { file: options.space, directory };
  const isStated = SETTING_KEYS.every((key) => !wrong.includes(key));
  const settings = isStated ? attempt(() => loadSettings(space, place, { ...options, fidelity })) : { faults: [] };
  const { training } = space;
  const ofTraining =
    training === undefined || wrong.includes("training")
      ? []
      : attempt(() => checkTraining(training, options.space)).faults;
  const faults = [...ofFile, ...settings.faults, ...ofTraining];
  if (settings.value === undefined || faults.length > 0) throw new InputError(faults);
  return { space, directory, settings: settings.value };
}

/** Keys of a space that name what is loaded with it. */
const SETTING_KEYS = ["technology", "workload", "memory", "clockMhz", "cores"];

/** What the manifest says of a space: no path of this machine. */
function withProjectPaths(space: Space): Space {
  const { technology, workload, zeros } = space;
  return {
    ...space,
    technology: eachOf(technology, (path) => projectPath(path)),
    ...(workload === undefined ? {} : { workload: eachOf(workload, withProjectPath) }),
    ...(typeof zeros === "string" ? { zeros: projectPath(zeros) } : {}),
  };
}

function withProjectPath(workload: StatedWorkload): StatedWorkload {
  if (typeof workload === "string") return projectPath(workload);
  return { ...workload, of: workload.of.map((path) => projectPath(path)) };
}

/** What update units are scored on: trainings. */
function trained(training: TrainingSettings, { cache, workers }: Options) {
  const threads = workers === undefined ? {} : { workers };
  return prepareUpdates(training, { cache, onProgress: stageProgress(), ...threads });
}

/** Whether data and layers go together. @throws {InputError} at the key of the space that is at fault */
function checkTraining(training: TrainingSettings, file: string): void {
  try {
    loadTask({ ...training, examples: 1 });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      error.faults.map(({ path, message }) => ({
        path: path in training ? jsonPath(file, "training", path) : path,
        message,
      })),
    );
  }
}

/** Says what is done to a pick. */
function onStage(text: string): void {
  note(`${text} ...`);
}

/** A file named on the command line is found from the working directory, and not from the space's folder. */
function fromHere(nameOrFile: string): string {
  return nameOrFile.includes("/") || nameOrFile.endsWith(".json") ? resolve(nameOrFile) : nameOrFile;
}

function failOnMismatch(picks: readonly PickedDesign[]): void {
  const wrong = picks.filter((pick) => pick.verification?.passed === false).map((pick) => pick.label);
  if (wrong.length > 0) throw new CheckError(`verification failed for: ${wrong.join("; ")}`);
}
