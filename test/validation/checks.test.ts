import { describe, expect, it } from "vitest";
import { CHECKS } from "./checks.ts";
import { regretsOf } from "./objectives.ts";
import { COMPARED, MEASURED } from "./sample.ts";

const valuesOf = (quantity: string, source: string, reference: string, design = COMPARED) =>
  CHECKS.find(
    (check) => check.quantity === quantity && check.source === source && check.reference === reference,
  )?.values(design);

describe("CHECKS", () => {
  it("pair each estimate with what it is held against", () => {
    expect(valuesOf("area", "counts", "hierarchical synthesis")).toEqual({ estimated: 190, measured: 200 });
    expect(valuesOf("area", "counts", "flattened synthesis")).toEqual({ estimated: 190, measured: 180 });
    expect(valuesOf("delay", "counts", "OpenSTA")).toEqual({ estimated: 110, measured: 100 });
    expect(valuesOf("energy", "counts", "OpenSTA")).toEqual({ estimated: 2, measured: 2 });
    expect(valuesOf("delay", "netlist", "OpenSTA")).toEqual({ estimated: 101, measured: 100 });
  });

  it("fall back to our own engine where OpenSTA was not asked", () => {
    const design = { ...COMPARED, measured: { ...MEASURED, criticalPathPs: { own: 101 } } };
    expect(valuesOf("delay", "counts", "OpenSTA", design)).toEqual({ estimated: 110, measured: 101 });
    expect(valuesOf("delay", "netlist", "OpenSTA", design)).toBeUndefined();
  });

  it("have no values for a fidelity that was not evaluated", () => {
    expect(valuesOf("area", "characterised", "hierarchical synthesis")).toBeUndefined();
  });
});

describe("regretsOf(designs, fidelity)", () => {
  /** 1 MAC each, so that the objectives are the values themselves. */
  const design = (area: number, energy: number, delay: number, estimate = [area, energy, delay]) => ({
    macsPerStep: 1,
    measured: { ...MEASURED, areaUm2: area, energyPerStepPj: { own: energy }, criticalPathPs: { own: delay } },
    estimates: {
      counts: {
        areaUm2: estimate[0] ?? 0,
        energyPerStepPj: estimate[1] ?? 0,
        criticalPathPs: estimate[2] ?? 0,
        modules: [],
      },
    },
  });

  it("is 0 on two and on three objectives for an exact model", () => {
    const exact = [design(1, 3, 10), design(3, 1, 10), design(4, 4, 20)];
    expect(regretsOf(exact, "counts").map(({ linear }) => linear)).toEqual([0, 0]);
  });

  it("is 1/6 where the model passes over the middle one of three steps", () => {
    const designs = [design(1, 3, 1), design(3, 1, 1), design(2, 2, 1, [3, 3, 1]), design(4, 4, 2)];
    expect(regretsOf(designs, "counts")[0]?.linear).toBeCloseTo(1 / 6, 12);
  });

  it("is larger on log axes, where the good end of the scale weighs more", () => {
    const designs = [design(1, 1, 1, [3, 3, 1]), design(2, 2, 1), design(100, 100, 2)];
    const [regret] = regretsOf(designs, "counts");
    expect(regret?.linear).toBeCloseTo(1 - 98 ** 2 / 99 ** 2, 12);
    expect(regret?.logarithmic).toBeCloseTo(1 - (Math.log(50) / Math.log(100)) ** 2, 12);
  });

  it("is not known where an objective is missing", () => {
    expect(regretsOf([COMPARED], "characterised")).toEqual([
      { fidelity: "characterised", objectives: ["area per MAC", "energy per MAC"] },
      { fidelity: "characterised", objectives: ["area per MAC", "energy per MAC", "delay"] },
    ]);
  });
});
