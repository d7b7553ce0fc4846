import { describe, expect, it } from "vitest";
import { SynapseArray } from "../../models/training/devices/synapse-array.ts";
import { LINES } from "../../models/training/planners/pulse-plan.ts";
import { SCHEME_FACTS, SCHEMES, type Scheme } from "../../src/core/schemes.ts";
import { device, unit } from "../models/training/units.ts";

/** Which way one pulse of a count moves the devices of a synapse that all stand at the middle, plus before minus. */
function moves(scheme: Scheme, count: 1 | -1): readonly number[] {
  const array = new SynapseArray(unit({ rows: 1, columns: 1, lanes: 1, scheme }), device(), 1, 1);
  for (const each of array.devices.g.keys()) array.devices.program(each, 0.5);
  array.pulse(0, count, LINES.all);
  return Array.from(array.devices.g, (g) => Math.sign(g - 0.5));
}

describe("SCHEME_FACTS", () => {
  it("says of every scheme what an array of devices does, in the order of SCHEMES", () => {
    const facts = Object.entries(SCHEME_FACTS).map(([scheme, { devices, pulses }]) => [scheme, devices, pulses]);
    const seen = SCHEMES.map((scheme) => {
      const [up, down] = [moves(scheme, 1), moves(scheme, -1)];
      const pulses = up.every((way) => way !== 0) && up.length === 2 ? "both" : down.includes(-1) ? "one" : "either";
      return [scheme, up.length, pulses];
    });
    expect(facts).toEqual(seen);
  });

  it.each([
    ["single", [1], [-1]],
    ["pair-fixed", [1, 0], [-1, 0]],
    ["pair-bidirectional", [1, -1], [-1, 1]],
    ["pair-unidirectional", [1, 0], [0, 1]],
  ] as const)("moves devices as the table of docs/synapse.md has it: %s", (scheme, up, down) => {
    expect([moves(scheme, 1), moves(scheme, -1)]).toEqual([up, down]);
  });

  it.each(["short", "noun", "label"] as const)("tells schemes apart by their %s", (words) => {
    expect(new Set(SCHEMES.map((scheme) => SCHEME_FACTS[scheme][words])).size).toBe(4);
  });
});
