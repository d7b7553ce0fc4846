import { synapseUpdate } from "../../../generators/synapse-update/index.ts";
import type { ParameterValues } from "../../../src/core/parameters.ts";
import { proveUnit } from "../../../src/verify/formal/prove-unit.ts";
import { unitOf } from "../../support/random-unit.ts";
import { FASTEST } from "../../support/tools.ts";

/** Verdict of each property of a unit; `prove.test.ts` proves by the embedded Yosys, whatever is there. */
export async function verdictsOf(change: ParameterValues): Promise<Readonly<Record<string, string>>> {
  const proofs = await proveUnit(synapseUpdate, unitOf(change), { yosys: FASTEST, patienceS: 120 });
  return Object.fromEntries(
    proofs.flatMap(({ properties }) => properties).map(({ name, verdict }) => [name, verdict] as const),
  );
}

export const ALL_PROVED = {
  overlap: "proved",
  length: "proved",
  short: "proved",
  rows: "proved",
  start: "proved",
  done: "proved",
};
