import type { CommandModule } from "yargs";
import { CheckError } from "../core/errors.ts";
import type { ParameterValues } from "../core/parameters.ts";
import { proveUnit, type InstanceProof } from "../verify/formal/prove-unit.ts";
import type { Verdict } from "../verify/formal/prove.ts";
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
import { working } from "./working.ts";

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
    const proofs = await working(`proving ${file}`, (say) =>
      proveUnit(unit, design.parameters, { yosys, patienceS, onInstance: (words) => say(`proving ${words}`) }),
    );
    print(json, { ...design, proofs }, () =>
      [...proofs.map((proof) => proofText(proof, design.parameters)), CONDITIONS].join("\n\n"),
    );
    const verdicts = proofs.flatMap(({ properties }) => properties);
    const named = (verdict: Verdict): string =>
      verdicts
        .filter((each) => each.verdict === verdict)
        .map(({ name }) => name)
        .join(", ");
    if (named("disproved") !== "") throw new CheckError(`disproved: ${named("disproved")}`);
    if (named("open") !== "") throw new CheckError(`not proved within ${patienceS} s each: ${named("open")}`);
  },
};
export default command;

const CONDITIONS =
  "In every state that can be reached from reset: any data, settings, stalls, answers to reads and cancels.";

function proofText({ scaledDown, instance, limits, properties }: InstanceProof, stated: ParameterValues): string {
  const changes = scaledDown.map((name) => `${name} ${instance[name]} for ${stated[name]}`);
  return [
    changes.length === 0
      ? "the design itself:"
      : `the same options at a size that can be proved: ${changes.join(", ")}:`,
    table(
      ["property", "result", "claim"],
      properties.map(({ name, verdict, claim }) => [name, verdict, claim]),
    ),
    ...Object.entries(limits).map(([name, most]) => `  ${name} is started with at most ${most}`),
  ].join("\n");
}
