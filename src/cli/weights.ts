import { basename } from "node:path";
import type { Argv, CommandModule } from "yargs";
import type { MatrixProduct } from "../../generators/contract/index.ts";
import { counted } from "../core/number-text.js";
import { InputError } from "../core/errors.ts";
import { printable } from "../core/printable.ts";
import { TOOL_VERSION } from "../core/version.ts";
import type { OutputFolder } from "../run/output-folder.ts";
import { withOutputFolder } from "../run/output-folder.ts";
import { findLayer } from "../weights/find-layer.ts";
import { openCheckpoint, type Checkpoint, type Layer } from "../weights/index.ts";
import { writeKeys } from "../weights/key-file.ts";
import { requireFit } from "../weights/layer-products.ts";
import { layerStatistics } from "../weights/statistics.ts";
import { commandGroup } from "./command-group.ts";
import { readDesign, requireCore, withJson, type JsonOption } from "./options.ts";
import { print } from "./output.ts";
import { inspectDocument, inspectText, layerFacts } from "./weights-text.ts";
import { working } from "./working.ts";

interface InspectOptions extends JsonOption {
  readonly file: string;
}

interface PackOptions extends InspectOptions {
  readonly design: string;
  readonly layer: readonly string[];
  readonly out: string;
}

const inspect: CommandModule<object, InspectOptions> = {
  command: "inspect <file>",
  describe: "statistics of the ternary layers of a checkpoint: zeros, blocks of zeros, scales",
  builder: (yargs) => withJson(withFile(yargs)),
  handler: ({ file, json }) =>
    withCheckpoint(file, async (checkpoint) => {
      const { layers } = checkpoint;
      const statistics = await working(`reading ${file}`, (say) =>
        layers.map((layer, i) => {
          say(`reading ${layer.name}, layer ${i + 1} of ${layers.length}`);
          return layerStatistics(layer);
        }),
      );
      print(json, inspectDocument(file, checkpoint, statistics), () => inspectText(checkpoint, statistics));
    }),
};

const pack: CommandModule<object, PackOptions> = {
  command: "pack <file>",
  describe: "write the key streams that layers of a checkpoint are on a design, for $readmemh",
  builder: (yargs) =>
    withJson(withFile(yargs))
      .option("design", { type: "string", demandOption: true, describe: "DESIGN.json of a core" })
      .option("layer", {
        type: "string",
        array: true,
        demandOption: true,
        describe: "name of a layer, as inspect tells it; several names or times for several layers",
      })
      .option("out", { type: "string", demandOption: true, describe: "folder to write to" }),
  handler: ({ file, design: designFile, layer: names, out, json }) =>
    withCheckpoint(file, async (checkpoint) => {
      const { design, generator } = readDesign(designFile);
      const streams = requireCore(generator, designFile, "keys are what a core is sent").product(design.parameters);
      const layers = layersNamed(checkpoint, names);
      for (const layer of layers) requireFit(layer, streams, `${file}: ${layer.name}`);
      const keyFiles = await withOutputFolder(out, (folder) =>
        working(`reading ${file}`, (say) => {
          const written = layers.map((layer, i) => {
            say(`packing ${layer.name}, layer ${i + 1} of ${layers.length}`);
            return packedLayer(folder, layer, streams, i);
          });
          const tool = { name: "tritforge", version: TOOL_VERSION };
          const manifest = { tool, ...design, checkpoint: basename(file), keyFiles: written };
          folder.append("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);
          return written;
        }),
      );
      print(json, { directory: out, ...design, keyFiles }, () =>
        keyFiles
          .map(
            ({ file: written, name, beats, beatBits }) =>
              `${out}/${written}: ${printable(name)}, ${counted(beats, "beat")} of ${beatBits} bits`,
          )
          .join("\n"),
      );
    }),
};

const group = commandGroup("weights", "checkpoints of ternary models (safetensors, GGUF): inspect, pack", [
  inspect,
  pack,
]);
export default group;

function withFile<T>(yargs: Argv<T>) {
  return yargs.positional("file", { type: "string", demandOption: true, describe: "a safetensors or GGUF file" });
}

async function withCheckpoint(file: string, use: (checkpoint: Checkpoint) => Promise<void>): Promise<void> {
  const checkpoint = openCheckpoint(file);
  try {
    await use(checkpoint);
  } finally {
    checkpoint.close();
  }
}

function layersNamed(checkpoint: Checkpoint, names: readonly string[]): readonly Layer[] {
  const layers = names.map((name) => findLayer(checkpoint, name, "--layer"));
  const twice = layers.find((layer, i) => layers.indexOf(layer) < i);
  if (twice !== undefined) throw InputError.at("--layer", `got ${twice.name} twice, expected each layer once`);
  return layers;
}

/** Writes the keys of a layer; its file is named after it as far as file systems take its name, and by its place. */
function packedLayer(folder: OutputFolder, layer: Layer, streams: MatrixProduct, place: number) {
  const words = layer.name.replaceAll(/[^\w.-]+/g, "_").slice(0, 100);
  const file = `keys/${String(place).padStart(3, "0")}-${words}.hex`;
  return { file, ...layerFacts(layer), ...writeKeys(layer, streams, (text) => folder.append(file, text)) };
}
