import type { CommandModule } from "yargs";
import { CheckError } from "../core/errors.ts";
import { verifyEmbedded } from "../verify/embedded.ts";
import { verifyExternal } from "../verify/external.ts";
import { readDesign, withDesign, withJson, type JsonOption, withVectors, type VectorOptions } from "./options.ts";
import { print } from "./output.ts";

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
    const top = generator.elaborate(design.parameters);
    const streams = generator.product(design.parameters);
    const options = { products: vectors, seed };
    const result =
      simulator === "icarus" || simulator === "verilator"
        ? await verifyExternal(top, streams, { simulator, ...options })
        : verifyEmbedded(top, streams, options);
    print(
      json,
      { ...design, ...result },
      () =>
        `${result.simulator}: ${result.products} products, ${result.beats} output beats, seed ${seed}: ${result.passed ? "all equal to the golden model" : "MISMATCH"}`,
    );
    if (!result.passed) throw new CheckError(`verification failed: ${result.failure}`);
  },
};
export default command;
