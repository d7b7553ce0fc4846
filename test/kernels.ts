import { writeFileSync } from "node:fs";
import { assembledPlace, assembleKernels, KERNELS } from "./support/assemble-kernels.ts";

/** `npm run kernels`: assembles the kernels anew, after a change of their texts. */
for (const path of KERNELS) {
  const bytes = await assembleKernels(path);
  writeFileSync(assembledPlace(path), bytes);
  console.log(`${path}: ${bytes.length} bytes`);
}
