import type { CommandModule } from "yargs";
import { importConfig } from "../../models/workload/import/import-config.ts";
import { loadWorkload, workloadOf } from "../../models/workload/workload.ts";
import { readJson } from "../json/json-file.ts";
import { writeWhole } from "../run/write-whole.ts";
import { commandGroup } from "./command-group.ts";
import { withJson, type JsonOption } from "./options.ts";
import { print } from "./output.ts";
import { workloadDocument, workloadsText, workloadSummaries, workloadText } from "./workload-text.ts";

interface ShowOptions extends JsonOption {
  readonly name: string;
}

interface ImportOptions extends JsonOption {
  readonly config: string;
  readonly name: string | undefined;
  readonly out: string;
}

const list: CommandModule<object, JsonOption> = {
  command: "list",
  describe: "list the built-in models",
  builder: withJson,
  handler: ({ json }) => print(json, workloadSummaries(), workloadsText),
};

const show: CommandModule<object, ShowOptions> = {
  command: "show <name>",
  describe: "show a model: its layers, what else a token reads, how far each number is to be trusted",
  builder: (yargs) =>
    withJson(yargs).positional("name", {
      type: "string",
      demandOption: true,
      describe: "a built-in name or a workload file",
    }),
  handler: ({ name, json }) => {
    const workload = loadWorkload(name);
    print(json, workloadDocument(workload), () => workloadText(workload));
  },
};

const importCommand: CommandModule<object, ImportOptions> = {
  command: "import <config>",
  describe: "make a workload file of a Hugging Face config.json",
  builder: (yargs) =>
    withJson(yargs)
      .positional("config", { type: "string", demandOption: true, describe: "config.json; - is standard input" })
      .option("name", { type: "string", describe: "name of the model (default: as the file tells it)" })
      .option("out", { type: "string", demandOption: true, describe: "FILE.json to write, for --workload" }),
  handler: ({ config, name, out, json }) => {
    const model = importConfig(readJson(config), config, name);
    writeWhole(out, `${JSON.stringify(model, null, 2)}\n`, "--out");
    const workload = workloadOf(model);
    print(json, { written: out, ...workloadDocument(workload) }, () => `${workloadText(workload)}\nwritten to ${out}`);
  },
};

const group = commandGroup("workload", "models: list, show, import a config.json", [list, show, importCommand]);
export default group;
