import { writeFileSync } from "node:fs";
import { ASSEMBLED, assembleKernels } from "./support/assemble-kernels.ts";

/** `npm run kernels`: assembles models/compiled/kernels/kernels.wat anew, after a change of it. */
const bytes = await assembleKernels();
writeFileSync(ASSEMBLED, bytes);
console.log(`kernels.wasm: ${bytes.length} bytes`);
