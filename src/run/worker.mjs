// Entry of every worker thread, in plain JavaScript: no TypeScript loader of the parent reaches a worker thread on Node 20.
// The thread reads TypeScript by our own hook, as the command does, and not by tsx, which has esbuild keep the names of
// functions: that costs a property definition for every closure made, and generators make dozens per design (measured: a sweep takes
// twice as long).
import { register } from "node:module";
import { workerData } from "node:worker_threads";

register("./typescript-hook.mjs", import.meta.url);
const { answering } = await import("./worker-answer.ts");
const { default: work } = await import(workerData.module);
export default answering(work(workerData.job));
