import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Argv, CommandModule } from "yargs";
import { InputError } from "../core/errors.ts";
import { importLiberty } from "../eda/liberty/index.ts";
import type { ImportOptions } from "../eda/liberty/index.ts";
import { BUILT_IN, CELL_KINDS, loadTechnology, serialiseTechnology } from "../../models/technology/index.ts";
import type { Technology } from "../../models/technology/index.ts";

interface JsonOption {
  readonly json: boolean;
}

interface ShowOptions extends JsonOption {
  readonly name: string;
}

interface ImportCommand extends JsonOption {
  readonly file: string;
  readonly name: string;
  readonly out: string;
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
  describe: "make a technology of a Liberty file (.lib or .lib.gz)",
  builder: (yargs) =>
    withJson(yargs)
      .positional("file", { type: "string", demandOption: true })
      .option("name", { type: "string", demandOption: true, describe: "name; the file becomes OUT/NAME.json" })
      .option("out", { type: "string", demandOption: true, describe: "folder to write to" })
      .option("process", { type: "string", describe: "e.g. '7 nm predictive FinFET'" })
      .option("corner", { type: "string", describe: "default: name of the operating conditions" })
      .option("licence", { type: "string", describe: "default: recognised in the file's header" })
      .option("provenance", { type: "string", describe: "where the file comes from" }),
  handler: ({ file, out, json, name, ...facts }) => {
    if (!/^[\w.-]+$/.test(name)) throw InputError.at("--name", `got "${name}", expected letters, digits, _ . -`);
    const technology = importLiberty(file, { name, ...importOptions(facts) });
    for (const { name: cell, reason } of technology.skipped) process.stderr.write(`skipped ${cell}: ${reason}\n`);
    const written = writeAtomically(out, `${name}.json`, serialiseTechnology(technology));
    print(json, { written, ...summary(technology) }, () => `${describeTechnology(technology)}\nwritten to ${written}`);
  },
};

const command: CommandModule = {
  command: "tech <command>",
  describe: "cell libraries: list, show, import",
  builder: (yargs) => yargs.command(list).command(show).command(importCommand).demandCommand(1),
  handler: () => undefined,
};
export default command;

function withJson<T>(yargs: Argv<T>): Argv<T & JsonOption> {
  return yargs.option("json", { type: "boolean", default: false, describe: "print one JSON document" });
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
  ].join("\n");
}

function print(json: boolean, document: unknown, text: () => string): void {
  process.stdout.write(`${json ? JSON.stringify(document, null, 2) : text()}\n`);
}

/** Writes beside the target and renames, so that a reader sees the old file or the new one, never half of one. */
function writeAtomically(folder: string, name: string, text: string): string {
  const target = join(folder, name);
  const partial = join(folder, `.${name}.${process.pid}.partial`);
  try {
    makeFolder(resolve(folder));
    writeFileSync(partial, text);
    renameSync(partial, target);
    return target;
  } catch (error) {
    rmSync(partial, { force: true });
    throw InputError.at(target, `cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** One level at a time: Node's recursive mkdir never returns on folders like /proc that refuse with "no such file". */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}
