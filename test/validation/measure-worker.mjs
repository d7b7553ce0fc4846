// Entry of a worker thread, in plain JavaScript: the thread reads TypeScript by the same hook as a sweep's workers.
import { register } from "node:module";

register("../../src/run/typescript-hook.mjs", import.meta.url);
const { measureTask } = await import("./measure-task.ts");
export default measureTask;
