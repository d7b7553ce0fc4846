#!/usr/bin/env node
// The command: loads TypeScript by our own hook, hears signals from here on, and runs main.ts.
import { register } from "node:module";

process.setSourceMapsEnabled(true); // a stack trace names lines of the .ts files
register("../run/typescript-hook.mjs", import.meta.url);

const { hearSignals } = await import("../run/interrupt.ts");
hearSignals();
await import("./main.ts");
