import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commandAnswer } from "../answer.ts";
import type { FuzzKind } from "../kind.ts";
import { MEASURED_DESIGN } from "./measured-design.ts";
import { jsonBytes, JSON_MUTATIONS } from "./text-files.ts";

/** A model's dimensions, as they are shipped. */
const model = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../models/workload/presets/${name}.json`, import.meta.url)));

const LAYERS = {
  name: "two-layers",
  title: "Two layers",
  source: "made up",
  layers: [
    { name: "gate", inputs: 1536, outputs: 4096, count: 24 },
    { name: "down", inputs: 4096, outputs: 1536, count: 24 },
  ],
};

/** A workload's JSON, layers or the dimensions of a model, is what a design is estimated for. */
export const workloadKind: FuzzKind = {
  name: "workload",
  seeds: () => ({
    layers: { "workload.json": jsonBytes(LAYERS), "design.json": jsonBytes(MEASURED_DESIGN) },
    bitnet: { "workload.json": model("bitnet-b1.58-large"), "design.json": jsonBytes(MEASURED_DESIGN) },
    bart: { "workload.json": model("ternary-bart-base"), "design.json": jsonBytes(MEASURED_DESIGN) },
  }),
  ...JSON_MUTATIONS,
  run: (input) => commandAnswer("estimate", join(input, "design.json"), "--workload", join(input, "workload.json")),
};
