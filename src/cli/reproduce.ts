import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { CommandModule } from "yargs";
import { BUILT_IN, loadTechnology } from "../../models/technology/index.ts";
import { reproductionCsv, renderReproduction } from "../../reports/index.ts";
import type { Reproduction } from "../core/reproduction.ts";
import type { YosysEngine } from "../eda/yosys/index.ts";
import { OutputFolder } from "../explore/store.ts";
import { EXPERIMENTS, requireExperiment, runReproduction } from "../reproduce/index.ts";
import { numberIn, withJson, WORKERS_OPTION, YOSYS_OPTION, type JsonOption } from "./options.ts";
import { print } from "./output.ts";
import { moduleProgress, coreProgress } from "./progress.ts";

interface Options extends JsonOption {
  readonly experiment: string;
  readonly technology: readonly string[];
  readonly clock: number;
  readonly synthesise: boolean;
  readonly yosys: YosysEngine;
  readonly workers: number | undefined;
  readonly cache: string;
  readonly out: string | undefined;
}

const command: CommandModule<object, Options> = {
  command: "reproduce <experiment>",
  describe: "repeat a published experiment and hold its claims against what comes out",
  builder: (yargs) =>
    withJson(yargs)
      .positional("experiment", { type: "string", demandOption: true, describe: Object.keys(EXPERIMENTS).join(", ") })
      .option("technology", {
        type: "string",
        array: true,
        default: [...BUILT_IN],
        describe: "built-in names or technology files",
      })
      .option("clock", {
        coerce: numberIn("clock", { minimum: 0.001, maximum: 100_000, isWhole: false }),
        default: 500,
        describe: "clock [MHz]",
      })
      .option("synthesise", {
        type: "boolean",
        default: true,
        describe: "synthesise the cores whose areas the paper compares; --no-synthesise: estimates only",
      })
      .option("yosys", YOSYS_OPTION)
      .option("workers", WORKERS_OPTION)
      .option("cache", { type: "string", default: "out/cache", describe: "folder of modules measured before" })
      .option("out", { type: "string", describe: "folder to write to (default: out/EXPERIMENT)" }),
  handler: reproduce,
};
export default command;

async function reproduce(options: Options): Promise<void> {
  const { experiment, clock: clockMhz, synthesise, yosys, cache } = options;
  requireExperiment(experiment);
  const technologies = [...new Set(options.technology)].map(loadTechnology);
  const out = options.out ?? join("out", experiment);
  const folder = OutputFolder.prepare(out);
  try {
    const result = await runReproduction({
      experiment,
      technologies,
      clockMhz,
      workers: options.workers ?? availableParallelism(),
      synthesis: synthesise ? { yosys, cache, progress: moduleProgress } : undefined,
      onPoints: coreProgress(),
      onStage: (text) => void process.stderr.write(`${text} ...\n`),
    });
    folder.append("reproduction.json", `${JSON.stringify(result, null, 1)}\n`);
    folder.append("points.csv", reproductionCsv(result));
    folder.append("report.html", renderReproduction(result));
    folder.commit();
    const { points, ...facts } = result;
    print(options.json, { out, ...facts, points: points.length }, () => summary(result, out));
  } catch (error) {
    folder.discard();
    throw error;
  }
}

function summary({ claims, points }: Reproduction, out: string): string {
  return [
    ...claims.flatMap(({ statement, verdict, findings }) => [
      `${verdict}: ${statement}`,
      ...findings.map(
        ({ technology, text, clock }) => `  ${technology}${clock === "missed" ? " (misses the clock)" : ""}: ${text}`,
      ),
    ]),
    "",
    `${points.length} cores; report: ${join(out, "report.html")}`,
  ].join("\n");
}
