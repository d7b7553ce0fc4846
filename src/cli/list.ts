import type { CommandModule } from "yargs";
import type { Generator } from "../../generators/contract/index.ts";
import { GENERATORS } from "../../generators/registry.ts";
import { requireGenerator } from "../config/find-generator.ts";
import { effectInWords, legalValues, type Parameter } from "../core/parameters.ts";
import { withJson, type JsonOption } from "./options.ts";
import { print, table } from "./output.ts";

interface Options extends JsonOption {
  readonly name: string | undefined;
}

const command: CommandModule<object, Options> = {
  command: "list [name]",
  describe: "list the generators with their parameters",
  builder: (yargs) =>
    withJson(yargs).positional("name", {
      type: "string",
      describe: `one of them: ${GENERATORS.map(({ name }) => name).join(", ")} (default: all)`,
    }),
  handler: ({ name, json }) => {
    const asked = name === undefined ? GENERATORS : [requireGenerator(name, GENERATORS, "name")];
    const document = asked.map(({ name: each, summary, schema }) => ({ name: each, summary, parameters: schema }));
    print(json, document, () => asked.map(described).join("\n"));
  },
};
export default command;

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
