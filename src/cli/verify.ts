import { count } from "../core/number-text.js";
import type { CommandModule } from "yargs";
import { CheckError } from "../core/errors.ts";
import { verifyDesign, verifyPrinted, type DesignVerification } from "../verify/verify-design.ts";
import { readDesign, withDesign, withJson, type JsonOption, withVectors, type VectorOptions } from "./options.ts";
import { print } from "./output.ts";
import { working } from "./working.ts";

interface Options extends JsonOption, VectorOptions {
  readonly design: string;
  readonly simulator: string;
}

const command: CommandModule<object, Options> = {
  command: "verify <design>",
  describe: "run a design against its golden model",
  builder: (yargs) =>
    withVectors(withJson(withDesign(yargs)), 64).option("simulator", {
      choices: ["embedded", "icarus", "verilator"],
      default: "embedded",
      describe: "embedded reads the netlist, the others the printed Verilog",
    }),
  handler: async ({ design: file, simulator, vectors, seed, json }) => {
    const { design, generator } = readDesign(file);
    const what = `simulating ${vectors} ${generator.kind === "core" ? "products" : "update operations"} in ${simulator}`;
    const result = await working(what, () => {
      const top = generator.elaborate(design.parameters);
      const task = { generator, parameters: design.parameters, top, count: vectors, seed };
      return simulator === "icarus" || simulator === "verilator" ? verifyPrinted(task, simulator) : verifyDesign(task);
    });
    print(
      json,
      { ...design, ...result },
      () =>
        `${result.simulator}: ${workOf(result)}, seed ${seed}: ${result.passed ? "all equal to the golden model" : "MISMATCH"}`,
    );
    if (!result.passed) throw new CheckError(`verification failed: ${result.failure}`);
  },
};
export default command;

function workOf(result: DesignVerification): string {
  return "products" in result
    ? `${count(result.products)} products, ${count(result.beats)} output beats`
    : `${count(result.operations)} update operations, ${count(result.slots)} slots of pulses`;
}
