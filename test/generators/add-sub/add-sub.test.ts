import { describe, expect, it } from "vitest";
import { addSub } from "../../../generators/add-sub/index.ts";
import { Simulator } from "../../../src/hdl/simulate.ts";
import { parametersOf } from "../../support/random-design.ts";

const VALUES = parametersOf(addSub, { activation: "int4", tileInputs: 3, tileOutputs: 2, inputs: 9, outputs: 4 });

/** key = {negative, non-zero} */
const WEIGHTS = [
  { key: 0b00n, weight: 0 },
  { key: 0b01n, weight: 1 },
  { key: 0b11n, weight: -1 },
];

describe("addSub.components(values)", () => {
  it("has a sign flip for every weight of a step, a held activation for every input", () => {
    const counts = Object.fromEntries(addSub.components(VALUES).map(({ role, count }) => [role, count]));
    expect(counts).toEqual({ control: 1, activations: 3, accumulate: 2, fetch: 6, reduce: 2 });
  });

  it("its sign flip gives weight · activation as an offset-binary word and a carry, for all weights and int4", () => {
    const fetch = addSub.components(VALUES).find(({ role }) => role === "fetch");
    const simulator = new Simulator((fetch as NonNullable<typeof fetch>).build());
    for (let activation = -8; activation < 8; activation++) {
      for (const { key, weight } of WEIGHTS) {
        simulator.set("entries", BigInt.asUintN(4, BigInt(activation)));
        simulator.set("key", key);
        simulator.evaluate();
        const value = Number(simulator.get("word")) - 8 + Number(simulator.get("negate"));
        expect(value, `${weight} · ${activation}`).toBe(weight * activation + 0);
      }
    }
  });
});

describe("addSub.tile(values)", () => {
  it("takes two key bits for every weight of a step", () => {
    expect(addSub.tile(VALUES)).toMatchObject({ inputsPerStep: 3, outputsPerStep: 2, keyBitsPerStep: 12 });
  });
});
