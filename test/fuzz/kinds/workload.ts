import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commandAnswer } from "../answer.ts";
import type { FuzzKind } from "../kind.ts";
import { MEASURED_DESIGN } from "./measured-design.ts";
import { jsonBytes, JSON_MUTATIONS } from "./text-files.ts";

const shipped = new URL("../../../models/workload/bitnet-b1.58-large.json", import.meta.url);

/** A workload's JSON is what a design is estimated for. */
export const workloadKind: FuzzKind = {
  name: "workload",
  seeds: () => ({
    bitnet: { "workload.json": new Uint8Array(readFileSync(shipped)), "design.json": jsonBytes(MEASURED_DESIGN) },
  }),
  ...JSON_MUTATIONS,
  run: (input) => commandAnswer("estimate", join(input, "design.json"), "--workload", join(input, "workload.json")),
};
