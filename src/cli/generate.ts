import type { CommandModule } from "yargs";
import { OutputFolder } from "../explore/store.ts";
import { rtlPackage } from "../verify/rtl-package.ts";
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
  readonly out: string;
  readonly vectors: number;
  readonly seed: number;
}

const command: CommandModule<object, Options> = {
  command: "generate <design>",
  describe: "write the Verilog of a design, a test bench and a synthesis script",
  builder: (yargs) =>
    withJson(withDesign(yargs))
      .option("out", { type: "string", demandOption: true, describe: "folder to write to" })
      .option("vectors", {
        coerce: numberIn("vectors", VECTOR_RANGE),
        default: 16,
        describe: "matrix products in the test bench, corners first",
      })
      .option("seed", { coerce: numberIn("seed", SEED_RANGE), default: 1, describe: "seed of the random values" }),
  handler: ({ design: file, out, vectors, seed, json }) => {
    const { design, generator } = readDesign(file);
    const { manifest, files } = rtlPackage(design, generator, { products: vectors, seed });
    const folder = OutputFolder.prepare(out);
    try {
      for (const [name, text] of Object.entries(files)) folder.append(name, text);
      folder.commit();
    } catch (error) {
      folder.discard();
      throw error;
    }
    print(
      json,
      { directory: out, ...manifest },
      () =>
        `${manifest.top}: ${manifest.rtl.length} Verilog files, test bench of ${manifest.testbench.products} products, in ${out}`,
    );
  },
};
export default command;
