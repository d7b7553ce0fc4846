import type { CommandModule } from "yargs";
import { GENERATORS } from "../../generators/registry.ts";
import { legalValues } from "../core/parameters.ts";
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
          parameter.description,
        ]);
        return `${name}: ${summary}\n\n${table(["  parameter", "values", "default", "meaning"], rows)}\n`;
      }).join("\n"),
    );
  },
};
export default command;
