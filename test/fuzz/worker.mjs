// Entry of a worker thread, in plain JavaScript: the thread reads TypeScript by the same hook as a sweep's workers.
import { register } from "node:module";

register("../../src/run/typescript-hook.mjs", import.meta.url);
await import("./worker.ts");
