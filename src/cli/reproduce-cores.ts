import { availableParallelism } from "node:os";
import { join } from "node:path";
import { BUILT_IN, loadTechnology } from "../../models/technology/index.ts";
import { reproductionCsv, renderReproduction } from "../../reports/index.ts";
import type { Reproduction } from "../core/reproduction.ts";
import type { YosysEngine } from "../eda/yosys/index.ts";
import { withOutputFolder } from "../run/output-folder.ts";
import { runReproduction } from "../reproduce/index.ts";
import { YOSYS_OPTION, type JsonOption } from "./options.ts";
import { note, print } from "./output.ts";
import { moduleProgress, coreProgress } from "./progress.ts";

/** Options of `reproduce` for experiments on cores. */
export interface CoreOptions extends JsonOption {
  readonly experiment: string;
  readonly technology: readonly string[] | undefined;
  /** [MHz] */
  readonly clock: number | undefined;
  readonly synthesise: boolean | undefined;
  readonly yosys: YosysEngine | undefined;
  readonly workers: number | undefined;
  readonly cache: string;
  readonly out: string | undefined;
}

/** Repeats an experiment on cores and writes report.html, points.csv and reproduction.json to `out`. */
export async function reproduceCores(options: CoreOptions, out: string): Promise<void> {
  const { experiment, cache, clock = 500, synthesise = true, yosys = YOSYS_OPTION.default } = options;
  const technologies = [...new Set(options.technology ?? BUILT_IN)].map(loadTechnology);
  const result = await withOutputFolder(out, async (folder) => {
    const found = await runReproduction({
      experiment,
      technologies,
      clockMhz: clock,
      workers: options.workers ?? availableParallelism(),
      synthesis: synthesise ? { yosys, cache, progress: moduleProgress } : undefined,
      onPoints: coreProgress(),
      onStage: (text) => note(`${text} ...`),
    });
    folder.append("reproduction.json", `${JSON.stringify(found, null, 1)}\n`);
    folder.append("points.csv", reproductionCsv(found));
    folder.append("report.html", renderReproduction(found));
    return found;
  });
  const { points, ...facts } = result;
  print(options.json, { out, ...facts, points: points.length }, () => summary(result, out));
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
