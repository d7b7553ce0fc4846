// Entry of a worker thread, in plain JavaScript; see ../worker.mjs.
import { register } from "node:module";

register("../typescript-hook.mjs", import.meta.url);
const { default: runTask } = await import("./worker.ts");
export default runTask;
