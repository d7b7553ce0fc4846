// Loaded by --import before a script in TypeScript: our own hook, whose files are kept, starts in half the time of tsx.
import { register } from "node:module";

register("../../src/run/typescript-hook.mjs", import.meta.url);
