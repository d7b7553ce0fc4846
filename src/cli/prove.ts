import type { CommandModule } from "yargs";
import { CheckError } from "../core/errors.ts";
import { proveUnit } from "../verify/formal/prove-unit.ts";
import type { YosysEngine } from "../eda/yosys/index.ts";
import {
  numberIn,
  readDesign,
  requireUpdateUnit,
  withDesign,
  withJson,
  YOSYS_OPTION,
  type JsonOption,
} from "./options.ts";
import { print, table } from "./output.ts";

interface Options extends JsonOption {
  readonly design: string;
  readonly yosys: YosysEngine;
  readonly patience: number;
}

const command: CommandModule<object, Options> = {
  command: "prove <design>",
  describe: "prove that an update unit never pulses wrongly and always ends",
  builder: (yargs) =>
    withJson(withDesign(yargs))
      .option("yosys", YOSYS_OPTION)
      .option("patience", {
        coerce: numberIn("patience", { minimum: 1, maximum: 86_400, isWhole: true }),
        default: 600,
        describe: "seconds after which open properties are given up",
      }),
  handler: async ({ design: file, yosys, patience: patienceS, json }) => {
    const { design, generator } = readDesign(file);
    const unit = requireUpdateUnit(generator, file, "the properties are those of pulses");
    const proof = await proveUnit(unit, design.parameters, { yosys, patienceS });
    const changes = proof.scaledDown.map((name) => `${name} ${proof.instance[name]} for ${design.parameters[name]}`);
    const limits = Object.entries(proof.limits).map(([name, most]) => `${name} ≤ ${most}`);
    print(json, { ...design, ...proof }, () =>
      [
        changes.length === 0
          ? "proved of the design itself"
          : `proved of the same options at a size that can be proved: ${changes.join(", ")}`,
        `settings: all with ${limits.join(", ")} where the unit has these registers; any data, stalls, answers, cancels`,
        "",
        table(
          ["property", "result", "claim"],
          proof.properties.map(({ name, verdict, claim }) => [name, verdict, claim]),
        ),
      ].join("\n"),
    );
    const wrong = proof.properties.filter(({ verdict }) => verdict === "disproved").map(({ name }) => name);
    if (wrong.length > 0) throw new CheckError(`disproved: ${wrong.join(", ")}`);
    const open = proof.properties.filter(({ verdict }) => verdict === "open").map(({ name }) => name);
    if (open.length > 0) throw new CheckError(`not proved within ${patienceS} s: ${open.join(", ")}`);
  },
};
export default command;
