// Entry of every worker thread, in plain JavaScript: no TypeScript loader of the parent reaches a worker thread on Node 20.
// The thread loads the bundle of the code, that of the command if it runs from one. What is in no bundle it reads by our own
// hook, and not by tsx, which has esbuild keep the names of functions: that costs a property definition for every closure made,
// and generators make dozens per design (measured: a sweep takes twice as long).
import { register } from "node:module";
import { workerData } from "node:worker_threads";
import { bundled, placeIn } from "./bundle.mjs";

const { bundle: own, readsSources, module, job } = workerData;
const found = readsSources ? undefined : (own ?? (await bundled()));
const bundle = placeIn(found, module) === module ? undefined : found;
if (bundle === undefined) register("./typescript-hook.mjs", import.meta.url);
globalThis.tritforgeBundle = bundle;

const load = (url) => import(placeIn(bundle, url));
const { answering } = await load(new URL("./worker-answer.ts", import.meta.url).href);
const { default: work } = await load(module);
export default answering(work(job));
