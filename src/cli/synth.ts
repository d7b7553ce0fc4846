import { quantity } from "../core/quantity-text.js";
import type { CommandModule } from "yargs";
import { printVerilog } from "../hdl/verilog.ts";
import { runSynthesis, type YosysEngine } from "../eda/yosys/index.ts";
import { readDesign, readTechnology, withDesign, withJson, YOSYS_OPTION, type JsonOption } from "./options.ts";
import { print, table } from "./output.ts";
import { working } from "./working.ts";

interface Options extends JsonOption {
  readonly design: string;
  readonly technology: string | undefined;
  readonly liberty: string | undefined;
  readonly flatten: boolean;
  readonly yosys: YosysEngine;
}

const command: CommandModule<object, Options> = {
  command: "synth <design>",
  describe: "synthesise a design with Yosys",
  builder: (yargs) =>
    withJson(withDesign(yargs))
      .option("technology", { type: "string", describe: "built-in name or technology file (default asap7)" })
      .option("liberty", { type: "string", describe: "your own library, .lib or .lib.gz, instead of a technology" })
      .option("flatten", { type: "boolean", default: false, describe: "dissolve the hierarchy before mapping" })
      .option("yosys", YOSYS_OPTION),
  handler: async ({ design: file, flatten, yosys, json, ...library }) => {
    const { design, generator } = readDesign(file);
    const technology = readTechnology(library);
    const { result } = await working(`synthesising ${file} in ${technology.name}`, () => {
      const top = generator.elaborate(design.parameters);
      const hierarchy = flatten ? "flatten" : "keep";
      return runSynthesis({ verilog: printVerilog(top), top: top.name, technology, hierarchy, yosys });
    });
    print(json, { ...design, ...result }, () =>
      [
        table(
          ["module", "instances", { label: "each", unit: "µm²" }],
          result.modules.map((module) => [module.name, module.instances, module.areaUm2Each]),
        ),
        `\n${table(
          ["cell", "instances"],
          Object.entries(result.cells).toSorted((a, b) => b[1] - a[1]),
        )}`,
        `\narea ${quantity(result.areaUm2, "µm²")} (${result.hierarchy === "keep" ? "hierarchy kept" : "flattened"}, before placement)`,
        `tool ${result.tool}`,
        `library ${result.library}`,
      ].join("\n"),
    );
  },
};
export default command;
