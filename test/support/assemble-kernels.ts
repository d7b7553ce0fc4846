import { readFileSync } from "node:fs";
import wabtOf from "wabt";

/** Texts of kernels, from the folder of the project. */
export const KERNELS = ["models/compiled/kernels/kernels.wat", "src/hdl/toggles.wat"] as const;

function placeOf(path: string): URL {
  return new URL(`../../${path}`, import.meta.url);
}

/** Where the bytes are that the product loads. */
export function assembledPlace(path: string): URL {
  return placeOf(path.replace(/\.wat$/, ".wasm"));
}

/** The bytes of kernels as their text says. */
export async function assembleKernels(path: string): Promise<Uint8Array> {
  const wabt = await wabtOf();
  return wabt.parseWat(path, readFileSync(placeOf(path), "utf8"), { simd: true, threads: true }).toBinary({}).buffer;
}
