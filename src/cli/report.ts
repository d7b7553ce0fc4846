import { join } from "node:path";
import type { CommandModule } from "yargs";
import { GENERATORS } from "../../generators/registry.ts";
import { renderReport } from "../../reports/index.ts";
import { readSweep } from "../explore/read-sweep.ts";
import { OutputFolder } from "../run/output-folder.ts";
import { withJson, type JsonOption } from "./options.ts";
import { print } from "./output.ts";

interface Options extends JsonOption {
  readonly directory: string;
}

const command: CommandModule<object, Options> = {
  command: "report <directory>",
  describe: "write report.html of a finished sweep again",
  builder: (yargs) =>
    withJson(yargs).positional("directory", {
      type: "string",
      demandOption: true,
      describe: "output folder of a sweep",
    }),
  handler: ({ directory, json }) => {
    // Before reading: while this process holds the folder, nobody puts another result there.
    const folder = OutputFolder.prepare(directory);
    try {
      const { manifest, pareto } = readSweep(directory, GENERATORS);
      folder.append("report.html", renderReport(manifest, pareto));
      folder.commit("kept");
    } catch (error) {
      folder.discard();
      throw error;
    }
    const written = join(directory, "report.html");
    print(json, { written }, () => `written to ${written}`);
  },
};
export default command;
