// Entry of a worker thread, in plain JavaScript: `--import tsx` does not reach worker threads on Node 20, so the thread
// asks tsx itself to read TypeScript, and only then loads worker.ts.
import { register } from "tsx/esm/api";

register();
const { default: runChunk } = await import("./worker.ts");
export default runChunk;
