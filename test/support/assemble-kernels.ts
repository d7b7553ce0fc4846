import { readFileSync } from "node:fs";
import wabtOf from "wabt";

const FOLDER = new URL("../../models/compiled/kernels/", import.meta.url);

/** Where the kernels are that the product loads. */
export const ASSEMBLED = new URL("kernels.wasm", FOLDER);

/** The bytes of the kernels as their text says. */
export async function assembleKernels(): Promise<Uint8Array> {
  const wabt = await wabtOf();
  const text = readFileSync(new URL("kernels.wat", FOLDER), "utf8");
  return wabt.parseWat("kernels.wat", text, { simd: true, threads: true }).toBinary({}).buffer;
}
