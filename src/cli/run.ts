import type { CommandModule } from "yargs";
import type { MatrixProduct, Product } from "../../generators/contract/index.ts";
import { CheckError, InputError } from "../core/errors.ts";
import { printable } from "../core/printable.ts";
import { counted } from "../core/number-text.js";
import { jsonPath } from "../json/json-schema.ts";
import { verifyGiven, type AnySimulator } from "../verify/given-products.ts";
import { readActivations, randomActivations } from "../weights/activations.ts";
import { findLayer } from "../weights/find-layer.ts";
import { openCheckpoint, type Layer } from "../weights/index.ts";
import { layerProducts, requireFit } from "../weights/layer-products.ts";
import { plainProduct } from "../weights/plain-product.ts";
import { readDesign, requireCore, withDesign, withJson, withSeed, type JsonOption } from "./options.ts";
import { print } from "./output.ts";
import { layerFacts } from "./weights-text.ts";
import { working } from "./working.ts";

interface Options extends JsonOption {
  readonly design: string;
  readonly weights: string;
  readonly layer: string;
  readonly activations: string;
  readonly simulator: AnySimulator;
  readonly seed: number;
}

/** What stands for activations drawn by the seed. */
const RANDOM = "random";

const command: CommandModule<object, Options> = {
  command: "run <design>",
  describe:
    "send a layer of a checkpoint through the Verilog of a design: its outputs are those of the integer product",
  builder: (yargs) =>
    withSeed(withJson(withDesign(yargs)))
      .option("weights", { type: "string", demandOption: true, describe: "a safetensors or GGUF file" })
      .option("layer", { type: "string", demandOption: true, describe: "name of a layer, as weights inspect tells it" })
      .option("activations", {
        type: "string",
        default: RANDOM,
        describe: "a JSON file, a list of integers, one for each input; or random",
      })
      .option("simulator", {
        choices: ["icarus", "verilator", "embedded"] as const,
        default: "icarus" as const,
        describe: "embedded reads the netlist, the others the printed Verilog",
      }),
  handler: async ({ design: designFile, weights: file, layer: name, json, ...options }) => {
    const { design, generator: stated } = readDesign(designFile);
    const generator = requireCore(stated, designFile, "layers are products of a core");
    const streams = generator.product(design.parameters);
    if (streams.float !== undefined) throw noInteger(designFile, design.parameters["activation"]);
    const checkpoint = openCheckpoint(file);
    try {
      const layer = findLayer(checkpoint, name, "--layer");
      requireFit(layer, streams, `${file}: ${layer.name}`);
      const activations = activationsOf(layer, streams, options);
      const [result, outputs] = await working(`reading ${layer.name}`, async (say) => {
        const products = productsOf(layer, streams, activations);
        say(`simulating ${layer.name} in ${options.simulator}`);
        const top = generator.elaborate(design.parameters);
        return [await verifyGiven(top, streams, products, options), plainProduct(layer, activations)] as const;
      });
      print(json, { ...design, layer: layerFacts(layer), activations: [...activations], outputs, ...result }, () => {
        const { simulator, products, beats, passed } = result;
        const verdict = passed ? "all equal to the integer product" : "MISMATCH";
        return `${simulator}: ${printable(layer.name)}, ${layer.outputs} x ${layer.inputs}, ${counted(products, "product")}, ${counted(beats, "output beat")}: ${verdict}`;
      });
      if (!result.passed) throw new CheckError(`the run failed: ${result.failure}`);
    } finally {
      checkpoint.close();
    }
  },
};
export default command;

function noInteger(file: string, activation: unknown): InputError {
  const message = `got ${String(activation)}, expected integers: sums of floating-point activations are rounded`;
  return InputError.at(jsonPath(file, "parameters", "activation"), message);
}

function activationsOf(
  { inputs }: Layer,
  { activationBits: bits }: MatrixProduct,
  { activations, seed }: Pick<Options, "activations" | "seed">,
): Int32Array {
  return activations === RANDOM
    ? randomActivations({ inputs, bits }, seed)
    : readActivations(activations, { inputs, bits });
}

/** The products of the layer with these activations, zeros for inputs that only the design has. */
function productsOf(layer: Layer, streams: MatrixProduct, activations: Int32Array): readonly [Product, ...Product[]] {
  const [first, ...others] = Array.from(layerProducts(layer, streams), (product) => {
    product.activations.set(activations);
    return product;
  });
  if (first === undefined) throw new Error(`${layer.name} has no outputs`);
  return [first, ...others];
}
