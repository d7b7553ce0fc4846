import { describe, expect, it } from "vitest";
import { PHASES, type Component } from "../../../generators/contract/index.ts";
import { totalFj } from "../../../models/cost/cost-model.ts";
import { countsModel } from "../../../models/cost/counts-model.ts";
import { loadTechnology } from "../../../models/technology/index.ts";
import { ModuleBuilder, not, type Ports } from "../../../src/hdl/index.ts";

const { first, hold, last } = PHASES;
const model = countsModel(loadTechnology("asap7"), { zeroWeights: 0.4, activationDeviation: 0.3, seed: 1 });

/** An inverter whose input is these bits, two tiles of three steps. */
function inverter(bits: readonly number[]): Component {
  const m = new ModuleBuilder<Ports>("inverter");
  m.output("y", not(m.input("x", 1)));
  const module = m.build();
  const trace = () => ({
    cycles: bits.length,
    inputs: { x: Int32Array.from(bits, (bit) => -bit) },
    phases: Uint8Array.of(first, hold, last, first, hold, last),
  });
  return {
    key: "inverter",
    moduleName: () => "inverter",
    role: "logic",
    count: 1,
    build: () => module,
    activity: { key: bits.join(""), trace },
  };
}

describe("countsModel(technology, statistics).energy(component)", () => {
  it("tells what moves with the tile from what moves while it is held", () => {
    const energy = model.energy(inverter([0, 0, 0, 1, 1, 1]));
    expect(energy && totalFj(energy.load)).toBeGreaterThan(0);
    expect(energy && totalFj(energy.hold)).toBe(0);
  });

  it("takes a new tile for free, not for less, where a rare move fell into a step that holds one", () => {
    const energy = model.energy(inverter([0, 0, 0, 0, 1, 1]));
    expect(energy && totalFj(energy.load)).toBe(0);
    expect(energy && totalFj(energy.hold)).toBeGreaterThan(0);
  });
});
