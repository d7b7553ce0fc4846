import { describe, expect, it } from "vitest";
import { synapseUpdate } from "../../../generators/synapse-update/index.ts";
import { multiplicities } from "../../../src/hdl/index.ts";
import { randomUnits } from "../../support/random-unit.ts";

describe("synapseUpdate.components(values)", () => {
  it("are the modules of the circuit with their multiplicities", () => {
    for (const values of randomUnits(40, 11)) {
      const walked = [...multiplicities(synapseUpdate.elaborate(values))].map(([{ name }, count]) => [name, count]);
      const stated = new Map<string, number>();
      for (const { moduleName, count } of synapseUpdate.components(values))
        stated.set(moduleName(), (stated.get(moduleName()) ?? 0) + count);
      expect(Object.fromEntries(stated)).toEqual(Object.fromEntries(walked));
    }
  });

  it("have one build for one key, also in different units", () => {
    const built = new Map<string, string>();
    for (const values of randomUnits(60, 12))
      for (const { key, build } of synapseUpdate.components(values)) {
        const { inputs, outputs, registers } = build();
        const text = JSON.stringify([
          inputs,
          outputs.map(({ name, width }) => [name, width]),
          registers.map((r) => [r.name, r.width]),
        ]);
        expect(built.get(key) ?? text, key).toBe(text);
        built.set(key, text);
      }
  });
});
