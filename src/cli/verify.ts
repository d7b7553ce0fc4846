import type { CommandModule } from "yargs";
import { CheckError } from "../core/errors.ts";
import { verifyEmbedded } from "../verify/embedded.ts";
import { verifyExternal } from "../verify/external.ts";
import {
  SEED_RANGE,
  VECTOR_RANGE,
  numberIn,
  print,
  readDesign,
  withDesign,
  withJson,
  type JsonOption,
} from "./output.ts";

interface Options extends JsonOption {
  readonly design: string;
  readonly simulator: string;
  readonly vectors: number;
  readonly seed: number;
}

const command: CommandModule<object, Options> = {
  command: "verify <design>",
  describe: "run a design against its golden model",
  builder: (yargs) =>
    withJson(withDesign(yargs))
      .option("simulator", {
        choices: ["embedded", "icarus", "verilator"],
        default: "embedded",
        describe: "embedded reads the netlist, the others the printed Verilog",
      })
      .option("vectors", {
        coerce: numberIn("vectors", VECTOR_RANGE),
        default: 64,
        describe: "matrix products to run, corners first",
      })
      .option("seed", {
        coerce: numberIn("seed", SEED_RANGE),
        default: 1,
        describe: "seed of random values and stalls",
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
