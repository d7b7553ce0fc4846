/**
 * Ternary weights of trained models, read from their files by ranges. A format is one file here that says its layout and where
 * that was learnt; a container (`safetensors.ts`, `gguf.ts`) finds its tensors and hands them to it. To add a format: its file,
 * a line in `LayerFormat`, a line in its container, and a tensor of it from test/support/checkpoints/write_checkpoints.py.
 */
import { InputError } from "../core/errors.ts";
import { ByteFile } from "./byte-file.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { isGguf } from "./gguf-header.ts";
import { openGguf } from "./gguf.ts";
import { isSafetensors, openSafetensors } from "./safetensors.ts";

export type * from "./checkpoint.ts";
export { LAYER_TYPES } from "./layer-type.ts";

/**
 * Opens a file of weights, whatever its name: its first bytes say what it is. Reads the header; rows are read when they are
 * asked for.
 * @throws {InputError} in one line for each fault of the header
 */
export function openCheckpoint(path: string): Checkpoint {
  const file = new ByteFile(path);
  try {
    return { ...opened(file), close: () => file.close() };
  } catch (error) {
    file.close();
    throw error;
  }
}

function opened(file: ByteFile): Omit<Checkpoint, "close"> {
  if (isGguf(file)) return openGguf(file);
  if (isSafetensors(file)) return openSafetensors(file);
  const head =
    file.size === 0 ? "no bytes" : `bytes ${file.read(0, Math.min(8, file.size), "the first bytes").toString("hex")}`;
  throw InputError.at(file.path, `got ${head} first, expected those of a safetensors or GGUF file`);
}
