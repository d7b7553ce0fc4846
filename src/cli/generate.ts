import type { CommandModule } from "yargs";
import { withOutputFolder } from "../run/output-folder.ts";
import { rtlPackage } from "../verify/rtl-package.ts";
import { readDesign, withDesign, withJson, type JsonOption, withVectors, type VectorOptions } from "./options.ts";
import { print } from "./output.ts";
import { working } from "./working.ts";

interface Options extends JsonOption, VectorOptions {
  readonly design: string;
  readonly out: string;
}

const command: CommandModule<object, Options> = {
  command: "generate <design>",
  describe: "write the Verilog of a design, a test bench and a synthesis script",
  builder: (yargs) =>
    withVectors(withJson(withDesign(yargs)), 16).option("out", {
      type: "string",
      demandOption: true,
      describe: "folder to write to",
    }),
  handler: async ({ design: file, out, vectors, seed, json }) => {
    const { design, generator } = readDesign(file);
    const { manifest, files } = await working(`making the Verilog of ${file} and ${vectors} test vectors`, () =>
      rtlPackage(design, generator, { count: vectors, seed }),
    );
    await withOutputFolder(out, (folder) => {
      for (const [name, text] of Object.entries(files)) folder.append(name, text);
    });
    print(
      json,
      { directory: out, ...manifest },
      () =>
        `${manifest.top}: ${manifest.rtl.length} Verilog files, test bench of ${vectors} ${"products" in manifest.testbench ? "products" : "update operations"}, in ${out}`,
    );
  },
};
export default command;
