// Entry of a worker thread, in plain JavaScript; see src/explore/worker.mjs.
import { register } from "node:module";

register("../../explore/typescript-hook.mjs", import.meta.url);
const { default: runTask } = await import("./worker.ts");
export default runTask;
