// Entry of a worker thread, in plain JavaScript: no TypeScript loader of the parent reaches a worker thread on Node 20.
// The thread reads TypeScript by its own hook and not by tsx, because tsx has esbuild keep the names of functions: that
// costs a property definition for every closure made, and generators make dozens per design (measured: a sweep takes
// twice as long).
import { register } from "node:module";

register("./typescript-hook.mjs", import.meta.url);
const { default: runChunk } = await import("./worker.ts");
export default runChunk;
