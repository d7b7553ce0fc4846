import { describe, expect, it } from "vitest";

import { stepEnergy } from "../../src/characterise/step-energy.ts";

const CLOCK_MHZ = 1000;

/** Two fetches of 1 pJ switching, 2 internal, 3 clock a cycle; a table of 4, 0, 0; leakage 0.5 pJ a cycle in the table. */
const NETLIST = { instances: ["fetch", "fetch", "table"].map((module, i) => ({ module, path: `u${i}` })) };
const FETCH = { switching: 1000, internal: 2000, clock: 3000 };
const POWER = {
  instances: [FETCH, FETCH, { switching: 4000, internal: 0, clock: 0 }],
  leakageNw: Float64Array.of(0, 0, 500 * CLOCK_MHZ),
};

describe("stepEnergy(netlist, power, cyclesPerStep)", () => {
  it("is the energy of a cycle if every cycle is a step", () => {
    const { totalPj, byKindPj, modulesPj, perStep } = stepEnergy(NETLIST, POWER, {
      cyclesPerStep: 1,
      clockMhz: CLOCK_MHZ,
    });
    expect(byKindPj).toEqual({ switching: 6, internal: 4, clock: 6, leakage: 0.5 });
    expect(totalPj).toBe(16.5);
    expect([...modulesPj]).toEqual([
      ["fetch", 12],
      ["table", 4.5],
    ]);
    expect(perStep(20)).toBe(20);
  });

  it("counts clock and leakage of the step alone if every other cycle is idle", () => {
    const { totalPj, byKindPj, perStep } = stepEnergy(NETLIST, POWER, { cyclesPerStep: 2, clockMhz: CLOCK_MHZ });
    expect(byKindPj).toEqual({ switching: 12, internal: 8, clock: 6, leakage: 0.5 });
    expect(totalPj).toBe(26.5);
    expect(perStep(16.5)).toBe(26.5);
  });
});
