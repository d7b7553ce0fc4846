import type { CommandModule } from "yargs";
import type { Generator } from "../../generators/contract/index.ts";
import { findGenerator, GENERATORS } from "../../generators/registry.ts";
import { unknownModels } from "../../models/workload/unknown-models.ts";
import { builtInWorkloads, loadWorkload } from "../../models/workload/workload.ts";
import { InputError } from "../core/errors.ts";
import { effectInWords, isPath, legalValues, type Parameter } from "../core/parameters.ts";
import { didYouMean } from "../json/did-you-mean.ts";
import { withJson, type JsonOption } from "./options.ts";
import { print, table } from "./output.ts";
import { workloadDocument, workloadsText, workloadSummaries, workloadText } from "./workload-text.ts";

interface Options extends JsonOption {
  readonly name: string | undefined;
}

/** What may be named besides a generator and a model. */
const MODELS = "workloads";

const command: CommandModule<object, Options> = {
  command: "list [name]",
  describe: "list the generators with their parameters, and the models",
  builder: (yargs) =>
    withJson(yargs).positional("name", {
      type: "string",
      describe: `one of them: ${[...GENERATORS.map(({ name }) => name), MODELS].join(", ")}, or a model's name or file (default: all; with --json the generators)`,
    }),
  handler: ({ name, json }) => {
    if (name === MODELS) return print(json, workloadSummaries(), workloadsText);
    if (name !== undefined && isModel(name)) {
      const workload = loadWorkload(name);
      return print(json, workloadDocument(workload), () => workloadText(workload));
    }
    const asked = name === undefined ? GENERATORS : [namedGenerator(name)];
    const document = asked.map(({ name: each, summary, schema }) => ({ name: each, summary, parameters: schema }));
    return print(json, document, () =>
      [...asked.map(described), ...(name === undefined ? [`models:\n\n${workloadsText()}`] : [])].join("\n"),
    );
  },
};
export default command;

/** A built-in model, one that is refused by name, or a file. */
function isModel(name: string): boolean {
  return isPath(name) || modelNames().includes(name);
}

function modelNames(): readonly string[] {
  return [...builtInWorkloads(), ...unknownModels().map((model) => model.name)];
}

function namedGenerator(name: string): Generator {
  const generator = findGenerator(name);
  if (generator !== undefined) return generator;
  const names = [...GENERATORS.map((each) => each.name), MODELS];
  const near = didYouMean(name, [...names, ...modelNames()]);
  throw InputError.at("name", `got "${name}", expected one of ${names.join(", ")}, or a model of ${MODELS}${near}`);
}

function described({ name, summary, schema }: Generator): string {
  const rows = schema.map((parameter) => [
    `  ${parameter.name}`,
    legalValues(parameter),
    defaultOf(parameter),
    meaningOf(parameter),
  ]);
  return `${name}: ${summary}\n\n${table(["  parameter", "values", "default", "meaning"], rows)}\n`;
}

function defaultOf({ default: usual, defaultWhere }: Parameter): string {
  if (defaultWhere === undefined) return `${usual}`;
  const cases = Object.entries(defaultWhere.cases).map(([name, values]) => `${name} ${values.join("/")}`);
  return `${usual}; ${defaultWhere.value} with ${cases.join(" and ")}`;
}

/** What a parameter does, and beside which others it does nothing. */
function meaningOf(parameter: Parameter): string {
  const effect = effectInWords(parameter);
  return effect === "" ? parameter.description : `${parameter.description} (${effect})`;
}
