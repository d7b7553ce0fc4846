import { describe, expect, it } from "vitest";
import { dominantRole, roleErrors } from "./role-errors.ts";
import { COMPARED, MEASURED } from "./sample.ts";

describe("roleErrors(designs, fidelity)", () => {
  it("is the mean over designs of each kind's own error: fetch 108 for 120 µm², reduce 82 for 80 µm²", () => {
    const [fetch, reduce] = roleErrors([COMPARED], "counts");
    expect(fetch).toMatchObject({ role: "fetch", designs: 1 });
    expect(fetch?.area).toBeCloseTo(0.1, 12);
    expect(fetch?.energy).toBeCloseTo(0.2, 12);
    expect(reduce?.area).toBeCloseTo(0.025, 12);
    expect(reduce?.energy).toBeCloseTo(0.2, 12);
  });

  it("adds the modules of one role up before it compares: 60 for 50 and 40 for 50 µm² are no error", () => {
    const modules = ["input_mask", "output_mask"].map((module) => ({ module, instances: 1, areaUm2: 50 }));
    const estimated = [60, 40].map((areaUm2, i) => ({ module: modules[i]?.module ?? "", role: "mask", areaUm2 }));
    const design = { measured: { ...MEASURED, modules }, estimates: { counts: { areaUm2: 100, modules: estimated } } };
    expect(roleErrors([design], "counts")).toEqual([{ role: "mask", designs: 1, area: 0 }]);
  });

  it("parts what is measured of a module among its roles as the estimate does: 30 + 10 for 60 µm² are a third too little", () => {
    const modules = [{ module: "float_add", instances: 4, areaUm2: 60, energyPj: 6 }];
    const counts = {
      areaUm2: 40,
      modules: [
        { module: "float_add", role: "reduce", areaUm2: 15, energyPj: 1 },
        { module: "float_add", role: "reduce", areaUm2: 15, energyPj: 2 },
        { module: "float_add", role: "accumulate", areaUm2: 10, energyPj: 3 },
      ],
    };
    const errors = roleErrors([{ measured: { ...MEASURED, modules }, estimates: { counts } }], "counts");
    expect(errors.map(({ role }) => role)).toEqual(["accumulate", "reduce"]);
    for (const { area, energy } of errors) {
      expect(area).toBeCloseTo(1 / 3, 12);
      expect(energy).toBeCloseTo(0, 12);
    }
  });

  it("takes the buffers between the components from the top module", () => {
    const modules = [{ module: "core", instances: 1, areaUm2: 10 }];
    const counts = { areaUm2: 12, modules: [{ module: "fan_out_buffers", role: "fan-out", areaUm2: 12 }] };
    const [buffers] = roleErrors([{ measured: { ...MEASURED, modules }, estimates: { counts } }], "counts");
    expect(buffers?.area).toBeCloseTo(0.2, 12);
  });

  it("is 1 where something is expected and nothing found, 0 where both are nothing", () => {
    const found = (areaUm2: number) => {
      const counts = { areaUm2, modules: [{ module: "m", role: "m", areaUm2 }] };
      return { measured: { ...MEASURED, modules: [{ module: "m", instances: 1, areaUm2: 0 }] }, estimates: { counts } };
    };
    expect(roleErrors([found(3), found(0)], "counts")).toEqual([{ role: "m", designs: 2, area: 1 }]);
    expect(roleErrors([found(0)], "counts")).toEqual([{ role: "m", designs: 1, area: 0 }]);
  });

  it("fails by name on a module that synthesis lost", () => {
    expect(() => roleErrors([{ ...COMPARED, measured: { ...MEASURED, modules: [] } }], "counts")).toThrow(
      "synthesis of core lost module fetch_u3",
    );
  });

  it("has nothing to say of a fidelity that was not evaluated", () => {
    expect(roleErrors([COMPARED], "characterised")).toEqual([]);
  });
});

describe("dominantRole(design, fidelity)", () => {
  it("is the kind whose error moves the design most: −12 of 200 µm² in the fetches", () => {
    expect(dominantRole(COMPARED, "counts")).toEqual({ role: "fetch", module: "fetch_u3", share: -0.06 });
  });
});
