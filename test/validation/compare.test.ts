import { describe, expect, it } from "vitest";
import { ternaryLut } from "../../generators/ternary-lut/index.ts";
import { parametersOf } from "../support/random-design.ts";
import { compareDesigns } from "./compare.ts";
import { COMPARED, MEASURED } from "./sample.ts";

const LIBRARY = { name: "asap7", sourceSha256: "abc" };
const COUNTS = COMPARED.estimates.counts;
if (COUNTS === undefined) throw new Error("the sample has no estimate");
/** µ = 3, L = 2, K = 5. */
const DESIGN = {
  generator: "ternary-lut",
  parameters: parametersOf(ternaryLut, { groupSize: 3, tables: 2, fetchers: 5 }),
};

describe("compareDesigns(designs, measured, estimates, technology)", () => {
  const larger = { ...MEASURED, areaUm2: 380 };
  const validation = compareDesigns([DESIGN, DESIGN], [MEASURED, larger], { counts: [COUNTS, COUNTS] }, LIBRARY);

  it("sums up each check over the designs: areas 5 % and 50 % too small", () => {
    const [check] = validation.checks;
    expect(check).toMatchObject({
      quantity: "area",
      source: "counts",
      reference: "hierarchical synthesis",
      designs: 2,
    });
    expect(check?.errors?.mean).toBeCloseTo(0.275, 12);
    expect(check?.errors?.worst).toBeCloseTo(0.5, 12);
  });

  it("knows nothing of a fidelity that is not there, and says so", () => {
    const characterised = validation.checks.filter(({ source }) => source === "characterised");
    expect(characterised.map(({ designs, errors }) => [designs, errors])).toEqual(
      characterised.map(() => [0, undefined]),
    );
    expect(validation.roles.characterised).toBeUndefined();
  });

  it("takes the MACs of a step from the tile: 3 · 2 · 5", () => {
    expect(validation.designs.map(({ macsPerStep }) => macsPerStep)).toEqual([30, 30]);
  });

  it("says whether OpenSTA was asked about every design", () => {
    const own = { ...MEASURED, criticalPathPs: { own: 101 } };
    const without = compareDesigns([DESIGN, DESIGN], [MEASURED, own], {}, LIBRARY);
    expect([validation.hasOpenSta, without.hasOpenSta]).toEqual([true, false]);
  });

  it("fails if a design was not measured", () => {
    expect(() => compareDesigns([DESIGN], [], {}, LIBRARY)).toThrow("nothing is known of design 0");
  });
});
