import type { CommandModule } from "yargs";
import { GENERATORS } from "../../generators/registry.ts";
import { effectInWords, legalValues, type Parameter } from "../core/parameters.ts";
import { withJson, type JsonOption } from "./options.ts";
import { print, table } from "./output.ts";

const command: CommandModule<object, JsonOption> = {
  command: "list",
  describe: "list the generators with their parameters",
  builder: withJson,
  handler: ({ json }) => {
    const document = GENERATORS.map(({ name, summary, schema }) => ({ name, summary, parameters: schema }));
    print(json, document, () =>
      GENERATORS.map(({ name, summary, schema }) => {
        const rows = schema.map((parameter) => [
          `  ${parameter.name}`,
          legalValues(parameter),
          String(parameter.default),
          meaningOf(parameter),
        ]);
        return `${name}: ${summary}\n\n${table(["  parameter", "values", "default", "meaning"], rows)}\n`;
      }).join("\n"),
    );
  },
};
export default command;

/** What a parameter does, and beside which others it does nothing. */
function meaningOf(parameter: Parameter): string {
  const effect = effectInWords(parameter);
  return effect === "" ? parameter.description : `${parameter.description} (${effect})`;
}
