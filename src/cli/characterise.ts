import { count } from "../core/number-text.js";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CommandModule } from "yargs";
import { GENERATORS } from "../../generators/registry.ts";
import { serialiseCharacterised } from "../../models/cost/characterised-table.ts";
import { componentsOfSpace } from "../characterise/space-components.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import { characterise } from "../characterise/table.ts";
import { loadSpace } from "../config/load-space.ts";
import type { YosysEngine } from "../eda/yosys/index.ts";
import { requireWritable, writeWhole } from "../run/write-whole.ts";
import { readTechnologyWithLiberty, withJson, WORKERS_OPTION, YOSYS_OPTION, type JsonOption } from "./options.ts";
import { print } from "./output.ts";
import { moduleProgress } from "./progress.ts";
import { checkName } from "./check-name.ts";

interface Options extends JsonOption {
  readonly space: string;
  readonly technology: string;
  readonly liberty: string | undefined;
  readonly yosys: YosysEngine;
  readonly workers: number | undefined;
  readonly cache: string;
  readonly out: string | undefined;
}

const DEFAULT_SPACE = fileURLToPath(new URL("../../examples/bitnet-small.json", import.meta.url));

const command: CommandModule<object, Options> = {
  command: "characterise [space]",
  describe: "measure each distinct module of a space by synthesis, timing analysis and simulation",
  builder: (yargs) =>
    withJson(yargs)
      .positional("space", {
        type: "string",
        default: DEFAULT_SPACE,
        defaultDescription: "examples/bitnet-small.json",
        describe: "SPACE.json whose modules are measured",
      })
      .option("technology", { type: "string", default: "asap7", describe: "built-in name or technology file" })
      .option("liberty", {
        type: "string",
        describe: "the technology's Liberty file: its cells and tables are read afresh",
      })
      .option("yosys", YOSYS_OPTION)
      .option("workers", WORKERS_OPTION)
      .option("cache", {
        type: "string",
        default: "out/cache",
        describe: "folder of modules measured before, by content; an interrupted run goes on from it",
      })
      .option("out", {
        type: "string",
        describe: "table to write (default: out/characterised/TECHNOLOGY.json); `sweep --characterised` reads it",
      }),
  handler: async (options) => {
    const technology = readTechnologyWithLiberty(options.technology, options.liberty);
    const { space } = loadSpace(options.space, GENERATORS, checkName);
    const out = options.out ?? join("out", "characterised", `${technology.name}.json`);
    requireWritable(out);
    const onProgress = moduleProgress();
    const tasks = componentsOfSpace(space, GENERATORS);
    const table = await characterise(tasks, {
      technology,
      yosys: options.yosys,
      statistics: STANDARD_STATISTICS,
      workers: options.workers ?? availableParallelism(),
      cache: options.cache,
      onProgress,
    });
    writeWhole(out, serialiseCharacterised(table));
    const { modules, energies, ...facts } = table;
    const counts = { modules: Object.keys(modules).length, energies: Object.keys(energies).length };
    print(options.json, { ...facts, ...counts, out }, () =>
      [
        `${count(counts.modules)} modules, ${count(counts.energies)} energies in ${technology.name}`,
        `tool ${table.tool}, recipe ${table.recipe}`,
        `written to ${out}`,
      ].join("\n"),
    );
  },
};
export default command;
