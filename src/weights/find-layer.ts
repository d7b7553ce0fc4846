import { InputError } from "../core/errors.ts";
import { shortened } from "../core/printable.ts";
import { didYouMean } from "../json/did-you-mean.ts";
import type { Checkpoint, Layer } from "./checkpoint.ts";

/** The layer of this name, which stands for itself or is followed by `.weight`. @throws {InputError} if there is none */
export function findLayer({ layers, others }: Checkpoint, name: string, where: string): Layer {
  const found = layers.find((layer) => layer.name === name) ?? layers.find((layer) => layer.name === `${name}.weight`);
  if (found !== undefined) return found;
  const other = others.find((each) => each.name === name);
  if (other !== undefined)
    throw InputError.at(where, `got ${shortened(name)}, expected a ternary layer: ${other.reason}`);
  const names = layers.map((layer) => layer.name);
  const hint = names.length === 0 ? "; the file has none" : didYouMean(name, names);
  throw InputError.at(where, `got "${shortened(name)}", expected a layer of the file${hint}`);
}
