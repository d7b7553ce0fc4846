// Entry of every worker thread, in plain JavaScript: no TypeScript loader of the parent reaches a worker thread on Node 20.
// The thread loads the bundle that the command runs from. Without one it reads TypeScript by our own hook, and not by tsx,
// which has esbuild keep the names of functions: that costs a property definition for every closure made, and generators make
// dozens per design (measured: a sweep takes twice as long).
import { register } from "node:module";
import { workerData } from "node:worker_threads";
import { placeIn } from "./bundle.mjs";

const { bundle, module, job } = workerData;
if (bundle === undefined) register("./typescript-hook.mjs", import.meta.url);
globalThis.tritforgeBundle = bundle;

const load = (url) => import(placeIn(bundle, url));
const { answering } = await load(new URL("./worker-answer.ts", import.meta.url).href);
const { default: work } = await load(module);
export default answering(work(job));
