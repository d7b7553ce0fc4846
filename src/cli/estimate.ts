import type { CommandModule } from "yargs";
import { GENERATORS } from "../../generators/registry.ts";
import { createEvaluator } from "../../models/cost/evaluate.ts";
import { modelDescription, priceModule } from "../../models/cost/price.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { loadWorkload } from "../../models/workload/workload.ts";
import { findMetric } from "../core/metrics.ts";
import { numberIn, readDesign, withDesign, withJson, type JsonOption } from "./options.ts";
import { print, table } from "./output.ts";

interface Options extends JsonOption {
  readonly design: string;
  readonly technology: string;
  readonly workload: string | undefined;
  readonly clock: number;
}

const command: CommandModule<object, Options> = {
  command: "estimate <design>",
  describe: "score a design with the analytical model",
  builder: (yargs) =>
    withJson(withDesign(yargs))
      .option("technology", { type: "string", default: "asap7", describe: "built-in name or technology file" })
      .option("workload", { type: "string", describe: "built-in name or workload file; adds the metrics per token" })
      .option("clock", {
        coerce: numberIn("clock", { minimum: 0.001, maximum: 100_000, isWhole: false }),
        default: 500,
        describe: "clock [MHz]",
      }),
  handler: ({ design: file, technology: name, workload, clock, json }) => {
    const { design } = readDesign(file);
    const technology = loadTechnology(name);
    const evaluator = createEvaluator({
      generators: GENERATORS,
      technology,
      priceModule,
      clockMhz: clock,
      ...(workload === undefined ? {} : { workload: loadWorkload(workload) }),
    });
    const { metrics, breakdown, unfit } = evaluator.evaluate(design);
    const model = modelDescription(technology);
    const document = {
      ...design,
      technology: technology.name,
      clockMhz: clock,
      workload,
      metrics,
      breakdown,
      unfit,
      model,
    };
    print(json, document, () =>
      [
        table(
          ["metric", "value", "unit"],
          Object.entries(metrics).map(([key, value]) => [key, value, findMetric(key)?.unit ?? ""]),
        ),
        ...(unfit === undefined ? [] : [`\nno metrics per token: ${unfit}`]),
        `\n${table(
          ["module", "role", "instances", "each [µm²]", "area [µm²]"],
          breakdown.map((row) => [row.module, row.role, row.instances, row.areaUm2Each, row.areaUm2]),
        )}`,
        `\nmodel: ${model}`,
      ].join("\n"),
    );
  },
};
export default command;
