import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { CommandModule } from "yargs";
import { modelDescription } from "../../models/cost/counts-model.ts";
import { BUILT_IN, CELL_KINDS, loadTechnology, type Technology } from "../../models/technology/index.ts";
import { statedNodeNm } from "../../models/technology/node.ts";
import { InputError } from "../core/errors.ts";
import { importLiberty, type ImportOptions } from "../eda/liberty/index.ts";
import type { YosysEngine } from "../eda/yosys/index.ts";
import { numberIn, withJson, YOSYS_OPTION, type JsonOption } from "./options.ts";
import { commandGroup } from "./command-group.ts";
import { note, print } from "./output.ts";
import { writePriced } from "./priced-technology.ts";

interface ShowOptions extends JsonOption {
  readonly name: string;
}

interface ImportCommand extends JsonOption {
  readonly file: string;
  readonly name: string;
  readonly out: string;
  readonly yosys: YosysEngine;
  readonly node: number | undefined;
  readonly process: string | undefined;
  readonly corner: string | undefined;
  readonly licence: string | undefined;
  readonly provenance: string | undefined;
}

const list: CommandModule<object, JsonOption> = {
  command: "list",
  describe: "list the built-in technologies",
  builder: withJson,
  handler: ({ json }) => {
    const rows = BUILT_IN.map((name) => summary(loadTechnology(name)));
    print(json, rows, () => rows.map((row) => `${row.name.padEnd(10)} ${row.process} (${row.corner})`).join("\n"));
  },
};

const show: CommandModule<object, ShowOptions> = {
  command: "show <name>",
  describe: "show a technology: a built-in name or a JSON file",
  builder: (yargs) => withJson(yargs).positional("name", { type: "string", demandOption: true }),
  handler: ({ name, json }) => {
    const technology = loadTechnology(name);
    print(json, technology, () => describeTechnology(technology));
  },
};

const importCommand: CommandModule<object, ImportCommand> = {
  command: "import <file>",
  describe: "make a technology of a Liberty file (.lib or .lib.gz): its cells, and what parts of a design cost in them",
  builder: (yargs) =>
    withJson(yargs)
      .positional("file", { type: "string", demandOption: true })
      .option("name", { type: "string", demandOption: true, describe: "name; the file becomes OUT/NAME.json" })
      .option("out", { type: "string", demandOption: true, describe: "folder to write to" })
      .option("yosys", {
        ...YOSYS_OPTION,
        describe: "measures the parts: the npm package, or yosys on the PATH",
      })
      .option("node", {
        coerce: numberIn("node", { minimum: 0.1, maximum: 100_000, isWhole: false }),
        describe:
          "process node [nm], which memories are scaled to (default: as --process or the library's name tells it)",
      })
      .option("process", { type: "string", describe: "e.g. '7 nm predictive FinFET'" })
      .option("corner", { type: "string", describe: "default: name of the operating conditions" })
      .option("licence", { type: "string", describe: "default: recognised in the file's header" })
      .option("provenance", { type: "string", describe: "where the file comes from" }),
  handler: async ({ file, out, json, name, yosys, node, ...facts }) => {
    if (!/^[\w.-]+$/.test(name)) throw InputError.at("--name", `got "${name}", expected letters, digits, _ . -`);
    const nodeNm = node === undefined ? {} : { nodeNm: node };
    const library = importLiberty(file, { name, ...importOptions(facts), ...nodeNm });
    requireNode(library, node);
    if (node === undefined && facts.process === undefined) note(`process: ${library.process}; --node says otherwise`);
    for (const { name: cell, reason } of library.skipped) note(`skipped ${cell}: ${reason}`);
    const written = join(out, `${name}.json`);
    const how = { yosys, workers: availableParallelism(), cache: "out/cache" };
    const technology = await writePriced(library, written, how);
    print(json, { written, ...summary(technology) }, () => `${describeTechnology(technology)}\nwritten to ${written}`);
  },
};

const group = commandGroup("tech", "cell libraries: list, show, import", [list, show, importCommand]);
export default group;

/** Memories are scaled to the node: said before minutes are spent, and not when a workload asks for it. @throws {InputError} */
function requireNode({ library, process }: Technology, node: number | undefined): void {
  const stated = statedNodeNm(process);
  if (stated === undefined)
    throw InputError.at(
      "--node",
      `got none, and library ${library} tells none, expected the process node in nm, e.g. --node 130`,
    );
  if (node !== undefined && stated !== node)
    throw InputError.at("--node", `got ${node} beside --process "${process}", expected the same node in both`);
}

function importOptions(given: Pick<ImportCommand, "process" | "corner" | "licence" | "provenance">): ImportOptions {
  const keys = ["process", "corner", "licence", "provenance"] as const;
  return Object.fromEntries(keys.flatMap((key) => (given[key] === undefined ? [] : [[key, given[key]]])));
}

function summary(technology: Technology) {
  const { name, process: node, corner, voltageV, temperatureC, licence, nand2AreaUm2, cells, skipped } = technology;
  const counts = { cells: cells.length, skipped: skipped.length };
  return { name, process: node, corner, voltageV, temperatureC, licence, nand2AreaUm2, ...counts };
}

function describeTechnology(technology: Technology): string {
  const kinds = CELL_KINDS.flatMap((kind) => {
    const count = technology.cells.filter((cell) => cell.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
  const { name, process: node, corner, voltageV, temperatureC, library, sourceSha256, skipped } = technology;
  return [
    `${name}: ${node}`,
    `  corner      ${corner}, ${voltageV} V, ${temperatureC} °C`,
    `  library     ${library}`,
    `  source      ${technology.sourceFile}, SHA-256 ${sourceSha256}`,
    `  provenance  ${technology.provenance}`,
    `  licence     ${technology.licence}`,
    `  NAND2       ${technology.nand2AreaUm2} µm² (1 GE)`,
    `  cells       ${kinds.join(", ")}; ${skipped.length} skipped`,
    `  prices      ${modelDescription(technology)}`,
  ].join("\n");
}
