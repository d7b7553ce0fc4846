import { describe, expect, it } from "vitest";
import { multiplier } from "../../../generators/multiplier/index.ts";
import { countModule } from "../../../src/hdl/ledger.ts";
import { Simulator } from "../../../src/hdl/simulate.ts";
import { parametersOf } from "../../support/random-design.ts";

const VALUES = parametersOf(multiplier, { activation: "int4", tileInputs: 3, tileOutputs: 2, inputs: 9, outputs: 4 });

function part(role: string) {
  const found = multiplier.components(VALUES).find((component) => component.role === role);
  if (found === undefined) throw new Error(`no ${role}`);
  return found;
}

describe("multiplier.components(values)", () => {
  it("has one multiplier of w² AND gates for every weight of a step", () => {
    expect([part("fetch").count, part("multiply").count]).toEqual([6, 6]);
    expect(countModule(part("multiply").build())).toMatchObject({ andBits: 16 });
  });

  it.each([
    { key: 0b00n, weight: 0 },
    { key: 0b10n, weight: 0 },
    { key: 0b01n, weight: 1 },
    { key: 0b11n, weight: -1 },
  ])("its fetch gives $weight · activation in offset binary of 2w bits, all of int4", ({ key, weight }) => {
    const simulator = new Simulator(part("fetch").build());
    simulator.set("key", key);
    for (let activation = -8; activation < 8; activation++) {
      simulator.set("entries", BigInt.asUintN(4, BigInt(activation)));
      simulator.evaluate();
      expect(Number(simulator.get("word")) - 128).toBe(weight * activation + 0);
    }
  });
});
