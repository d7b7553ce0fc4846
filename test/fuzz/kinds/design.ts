import { join } from "node:path";
import { commandAnswer, type Answer } from "../answer.ts";
import type { FuzzKind } from "../kind.ts";
import { JSON_MUTATIONS, jsonBytes } from "./text-files.ts";

const design = (generator: string, parameters: object) => ({ "design.json": jsonBytes({ generator, parameters }) });

const SMALL = { tables: 2, fetchers: 2, inputs: 6, outputs: 3 };

/** Largest core whose Verilog is written, too [µm² in ASAP7]; larger ones take seconds. */
const MOST_AREA_UM2 = 400;

/** A DESIGN.json is estimated, and if it is small its Verilog and test bench are written. */
export const designKind: FuzzKind = {
  name: "design",
  seeds: () => ({
    lut: design("ternary-lut", { activation: "int4", groupSize: 2, shape: "runtime", ...SMALL }),
    "add-sub": design("add-sub", { activation: "int8", tileInputs: 3, tileOutputs: 2, inputs: 7, outputs: 5 }),
    multiplier: design("multiplier", { activation: "fp8e4m3", tileInputs: 2, tileOutputs: 2, inputs: 5, outputs: 3 }),
    native: design("ternary-lut", { activation: "bf16", groupSize: 2, pipelineFloat: 1, ...SMALL }),
    aligned: design("ternary-lut", { activation: "fp16", arithmetic: "aligned", keptBits: 8, groupSize: 2, ...SMALL }),
    unit: design("synapse-update", { rows: 4, columns: 4, lanes: 2, device: "epiram", product: "coincidence" }),
  }),
  ...JSON_MUTATIONS,
  run: async (input, output) => {
    const file = join(input, "design.json");
    const estimate = await commandAnswer("estimate", file, "--fidelity", "counts");
    if (estimate.code !== 0 || !isSmall(estimate)) return estimate;
    const generated = await commandAnswer("generate", file, "--out", join(output, "rtl"), "--vectors", "2");
    return generated.code === 0 ? estimate : generated;
  },
};

function isSmall({ stdout }: Answer): boolean {
  const { metrics }: { readonly metrics: Readonly<Record<string, number>> } = JSON.parse(stdout);
  return (metrics["areaUm2"] ?? Infinity) <= MOST_AREA_UM2;
}
