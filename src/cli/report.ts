import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CommandModule } from "yargs";
import { renderReport } from "../../reports/index.ts";
import { InputError } from "../core/errors.ts";
import { RESULT_SCHEMA_VERSION } from "../core/result.ts";
import type { ParetoFile, SweepManifest } from "../core/sweep-result.ts";
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
      const manifest = readResult<SweepManifest>(directory, "manifest.json");
      const pareto = readResult<ParetoFile>(directory, "pareto.json");
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

/** A file that a sweep wrote. @throws {InputError} if it is missing, no JSON, or of another version. */
function readResult<T extends { readonly schemaVersion: number }>(directory: string, name: string): T {
  const path = join(directory, name);
  try {
    const result = JSON.parse(readFileSync(path, "utf8")) as T;
    if (result.schemaVersion === RESULT_SCHEMA_VERSION) return result;
    throw new Error(`schemaVersion ${result.schemaVersion}, expected ${RESULT_SCHEMA_VERSION}`);
  } catch (error) {
    throw InputError.at(
      path,
      `got ${error instanceof Error ? error.message : String(error)}; expected the folder of a finished sweep`,
    );
  }
}
