// Entry of a worker thread, in plain JavaScript: the thread reads TypeScript by the same hook as a sweep's workers.
import { register } from "node:module";

register("../../src/run/typescript-hook.mjs", import.meta.url);
const { synthesiseTask } = await import("./synthesis-task.ts");
export default synthesiseTask;
