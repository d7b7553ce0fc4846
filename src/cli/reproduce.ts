import { join } from "node:path";
import type { CommandModule } from "yargs";
import { BUILT_IN } from "../../models/technology/index.ts";
import { InputError, type Fault } from "../core/errors.ts";
import { EXPERIMENTS, requireExperiment, type ExperimentKind } from "../reproduce/index.ts";
import { numberIn, withJson, WORKERS_OPTION, YOSYS_OPTION } from "./options.ts";
import { reproduceCores, type CoreOptions } from "./reproduce-cores.ts";
import { reproduceLearning, type LearningOptions } from "./reproduce-learning.ts";

type Options = CoreOptions & LearningOptions;

/** Options that only one kind of experiment has; the others all have. */
const OWN_OPTIONS: Readonly<Record<ExperimentKind, readonly (keyof Options)[]>> = {
  cores: ["technology", "clock", "synthesise", "yosys"],
  learning: ["data", "seeds"],
};

const command: CommandModule<object, Options> = {
  command: "reproduce <experiment>",
  describe: "repeat a published experiment and hold its claims against what comes out",
  builder: (yargs) =>
    withJson(yargs)
      .positional("experiment", { type: "string", demandOption: true, describe: Object.keys(EXPERIMENTS).join(", ") })
      .option("technology", {
        type: "string",
        array: true,
        describe: `${namesOf("cores")}: built-in names or technology files (default: ${BUILT_IN.join(", ")})`,
      })
      .option("clock", {
        coerce: numberIn("clock", { minimum: 0.001, maximum: 100_000, isWhole: false }),
        describe: `${namesOf("cores")}: clock [MHz] (default: 500)`,
      })
      .option("synthesise", {
        type: "boolean",
        describe: `${namesOf("cores")}: synthesise the cores whose areas the paper compares (default); --no-synthesise: estimates only`,
      })
      .option("yosys", {
        choices: YOSYS_OPTION.choices,
        describe: `${namesOf("cores")}: ${YOSYS_OPTION.describe} (default: ${YOSYS_OPTION.default})`,
      })
      .option("data", {
        type: "string",
        describe: `${namesOf("learning")}: folder of IDX files as of MNIST (default: built-in digits)`,
      })
      .option("seeds", {
        coerce: numberIn("seeds", { minimum: 2, maximum: 100, isWhole: true }),
        describe: `${namesOf("learning")}: trainings of each condition and method (default: 5)`,
      })
      .option("workers", WORKERS_OPTION)
      .option("cache", { type: "string", default: "out/cache", describe: "folder of results of earlier runs" })
      .option("out", { type: "string", describe: "folder to write to (default: out/EXPERIMENT)" }),
  handler: async (options) => {
    const { experiment } = options;
    const kind = requireExperiment(experiment);
    refuseOthers(kind, options);
    const out = options.out ?? join("out", experiment);
    switch (kind) {
      case "cores":
        return reproduceCores(options, out);
      case "learning":
        return reproduceLearning(options, out);
    }
  },
};
export default command;

/** Options that another kind of experiment has are mistakes. @throws {InputError} naming each */
function refuseOthers(kind: ExperimentKind, options: Options): void {
  const own = OWN_OPTIONS[kind];
  const faults = Object.values(OWN_OPTIONS)
    .flat()
    .filter((name) => !own.includes(name) && options[name] !== undefined)
    .map((name): Fault => {
      const message = `got ${String(options[name])}, expected none: ${options.experiment} has ${own.map((each) => `--${each}`).join(", ")} and what all experiments have`;
      return { path: `--${name}`, message };
    });
  if (faults.length > 0) throw new InputError(faults);
}

function namesOf(kind: ExperimentKind): string {
  const names = Object.entries(EXPERIMENTS).filter(([, experiment]) => experiment.kind === kind);
  return names.map(([name]) => name).join(", ");
}
