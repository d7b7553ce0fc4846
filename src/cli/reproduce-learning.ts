import { fixed, meanAndHalf } from "../core/number-text.js";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { learningCsv, renderLearningReproduction } from "../../reports/index.ts";
import type { LearningPoint, LearningReproduction } from "../core/learning-reproduction.ts";
import { METHOD_FACTS, UPDATE_METHODS } from "../core/update-methods.ts";
import { withOutputFolder } from "../run/output-folder.ts";
import { runLim2017 } from "../reproduce/index.ts";
import type { JsonOption } from "./options.ts";
import { print } from "./output.ts";
import { trainingProgress } from "./progress.ts";

/** Options of `reproduce` for experiments on learning. */
export interface LearningOptions extends JsonOption {
  readonly experiment: string;
  readonly data: string | undefined;
  readonly seeds: number | undefined;
  readonly workers: number | undefined;
  readonly cache: string;
  readonly out: string | undefined;
}

/** Repeats the experiment on learning and writes report.html, runs.csv and reproduction.json to `out`. */
export async function reproduceLearning(options: LearningOptions, out: string): Promise<void> {
  const { data: folder, seeds = 5, workers = availableParallelism(), cache } = options;
  const result = await withOutputFolder(out, async (output) => {
    const found = await runLim2017({ folder, seeds, workers, cache, onProgress: trainingProgress() });
    output.append("reproduction.json", `${JSON.stringify(found, null, 1)}\n`);
    output.append("runs.csv", learningCsv(found));
    output.append("report.html", renderLearningReproduction(found));
    return found;
  });
  const { points, conditions: _, ...facts } = result;
  print(options.json, { out, ...facts, points: points.length }, () => summary(result, out));
}

function summary({ claims, setting, conditions, points }: LearningReproduction, out: string): string {
  const trainings = points.reduce((sum, { runs }) => sum + runs.length, 0);
  const width = Math.max(...conditions.map(({ id }) => id.length)) + 2;
  const cell = (point: LearningPoint | undefined): string =>
    point === undefined ? "" : meanAndHalf(point.accuracy.mean, point.accuracy.half);
  const rows = conditions.map(({ id }) => {
    const own = points.filter(({ condition }) => condition === id);
    const reference = own[0];
    const float = reference === undefined ? 0 : reference.accuracy.mean + reference.lossToFloat.mean;
    const cells = UPDATE_METHODS.map((method) => cell(own.find((point) => point.method === method)).padStart(18));
    return `${id.padEnd(width)}${fixed(float, { factor: 100, decimals: 1 }).padStart(6)}${cells.join("")}`;
  });
  return [
    "OUR RECONSTRUCTION: the paper's equations, sizes and accuracies are not known to us.",
    "",
    ...claims.flatMap(({ id, statement, verdict, findings }) => [
      `${id} ${verdict}: ${statement}`,
      ...findings.map(({ name, text, verdict: own }) => `  ${name}: ${own}; ${text}`),
    ]),
    "",
    `Test accuracy [%], mean and 95 % interval over ${setting.seeds.length} seeds, ${setting.data}:`,
    `${"condition".padEnd(width)}${"float".padStart(6)}${UPDATE_METHODS.map((method) => METHOD_FACTS[method].short.padStart(18)).join("")}`,
    ...rows,
    "",
    `${trainings} trainings; report: ${join(out, "report.html")}`,
  ].join("\n");
}
