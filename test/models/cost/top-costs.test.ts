import { describe, expect, it } from "vitest";
import { PHASES, type ModuleActivity, type TopInstance } from "../../../generators/contract/index.ts";
import { bufferCost } from "../../../models/cost/buffer-cost.ts";
import { ArrivalModel } from "../../../models/cost/delay/arrivals.ts";
import { TopModel } from "../../../models/cost/delay/critical-path.ts";
import { pinLoads } from "../../../models/cost/delay/pin-loads.ts";
import { delayPriors } from "../../../models/cost/calibration/delay-priors.ts";
import { TopCosts } from "../../../models/cost/top-costs.ts";
import { BUILT_IN, loadTechnology } from "../../../models/technology/index.ts";
import { not, ModuleBuilder, and, type Module, type Ports } from "../../../src/hdl/index.ts";

const STATISTICS = { zeroWeights: 0.42, activationDeviation: 0.25, seed: 1 };
const technology = loadTechnology("asap7");

/** `bits` registers. */
function source(bits: number): Module {
  const m = new ModuleBuilder<Ports>("source");
  const state = m.register("state_q", bits);
  m.drive(state, not(state));
  m.output("y", state);
  return m.build();
}

/** One gate behind each bit of x. */
function reader(bits: number): Module {
  const m = new ModuleBuilder<Ports>("reader");
  m.output("z", and(m.input("x", bits), m.input("data", bits)));
  return m.build();
}

/** x moves in every second cycle; every step loads. */
const activity: ModuleActivity = {
  key: "half",
  trace: () => ({
    cycles: 5,
    inputs: { x: Int32Array.of(0, 0, -1, -1, 0) },
    phases: Uint8Array.from({ length: 5 }, () => PHASES.first),
  }),
};

function top(copies: number, bits = 1): readonly TopInstance[] {
  const base = { activity, key: "k", copies: 1, inputs: {} };
  return [
    { ...base, name: "source", moduleName: "source", build: () => source(bits) },
    {
      ...base,
      name: "reader",
      moduleName: "reader",
      build: () => reader(bits),
      copies,
      inputs: { x: { instance: "source", port: "y" } },
    },
  ];
}

function costs(): TopCosts {
  const arrivals = new ArrivalModel(delayPriors(technology), pinLoads(technology));
  return new TopCosts(technology, STATISTICS, new TopModel(arrivals));
}

describe("TopCosts.cost(instances)", () => {
  it("costs nothing where no net has more readers than its driver can take", () => {
    const { buffers, areaUm2, leakageNw, energy } = costs().cost(top(10));
    expect([buffers, areaUm2, leakageNw, energy.load.switching]).toEqual([0, 0, 0, 0]);
  });

  it("prices the buffers of every bit, which move as often as what the readers see", () => {
    const each = bufferCost(technology);
    const { buffers, areaUm2, leakageNw, energy } = costs().cost(top(100, 3));
    expect(buffers).toBe(30);
    expect(areaUm2).toBeCloseTo(30 * each.areaUm2, 4);
    expect(leakageNw).toBeCloseTo(30 * each.leakageNw, 4);
    expect(energy.load.switching).toBeCloseTo(30 * 0.5 * each.switchingFj, 4);
    expect(energy.load.internal).toBeCloseTo(30 * 0.5 * each.internalFj, 4);
    expect([energy.load.clock, energy.hold]).toEqual([0, energy.load]);
  });

  it("takes longer through more buffers", () => {
    const paths = [1, 100, 1000].map((copies) => costs().cost(top(copies)).criticalPathPs);
    expect(paths).toEqual(paths.toSorted((a, b) => a - b));
    expect(new Set(paths).size).toBe(3);
  });
});

describe("bufferCost(technology)", () => {
  it.each(BUILT_IN)("is above zero in every part for %s, its area that of the cell", (name) => {
    const library = loadTechnology(name);
    const cost = bufferCost(library);
    for (const value of Object.values(cost)) expect(value).toBeGreaterThan(0);
    const cell = library.cells.find(({ name: each }) => each === library.fanOutBuffer);
    expect(cost.areaUm2).toBeCloseTo(cell?.areaUm2 ?? 0, 6);
  });

  it("refuses a technology whose buffer has no leakage, by name", () => {
    const cells = technology.cells.map(({ leakageNw, ...cell }) =>
      cell.name === technology.fanOutBuffer || leakageNw === undefined ? cell : { ...cell, leakageNw },
    );
    expect(() => bufferCost({ ...technology, cells })).toThrow(technology.fanOutBuffer);
  });
});
