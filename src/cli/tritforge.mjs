#!/usr/bin/env node
// The command: loads the bundle of the code, hears signals from here on, and runs main.ts. Where no bundle can be kept, our
// own hook reads TypeScript.
import { register } from "node:module";
import { bundled, placeIn } from "../run/bundle.mjs";

process.setSourceMapsEnabled(true); // a stack trace names lines of the .ts files
const bundle = await bundled();
if (bundle === undefined) register("../run/typescript-hook.mjs", import.meta.url);
globalThis.tritforgeBundle = bundle;

const load = (name) => import(placeIn(bundle, new URL(name, import.meta.url).href));
const { hearSignals } = await load("../run/interrupt.ts");
hearSignals();
await load("./main.ts");
