import { findCore } from "../../generators/registry.ts";
import { withDefaults } from "../../src/config/find-generator.ts";
import type { MeasuredDesign } from "./measured.ts";
import type { HoldOutDesign, TechnologyValidation } from "./compare.ts";
import { CHECKS } from "./checks.ts";

const GENERATOR = findCore("ternary-lut");
if (GENERATOR === undefined) throw new Error("the sample has no generator");

/** A design of two modules, measured: 200 µm², 100 ps, 2 pJ. */
export const MEASURED: MeasuredDesign = {
  top: "core",
  cells: 1500,
  areaUm2: 200,
  flattenedAreaUm2: 180,
  modules: [
    { module: "fetch_u3", instances: 8, areaUm2: 120, energyPj: 1.5 },
    { module: "reduce_l4", instances: 2, areaUm2: 80, energyPj: 0.5 },
  ],
  criticalPathPs: { openSta: 100, own: 101 },
  energyPerStepPj: { openSta: 2, own: 2.02 },
};

/** The same, estimated by counts 5 % too small, all of it in the fetches; 10 % too slow; energy exact. */
export const COMPARED: HoldOutDesign = {
  generator: "ternary-lut",
  parameters: withDefaults(GENERATOR, {}),
  macsPerStep: 48,
  measured: MEASURED,
  estimates: {
    counts: {
      areaUm2: 190,
      criticalPathPs: 110,
      energyPerStepPj: 2,
      modules: [
        { module: "fetch_u3", role: "fetch", areaUm2: 108, energyPj: 1.2 },
        { module: "reduce_l4", role: "reduce", areaUm2: 82, energyPj: 0.6 },
      ],
    },
  },
};

/** A validation in which every promise just holds. */
export const GOOD: TechnologyValidation = {
  technology: "asap7",
  librarySha256: "abc",
  hasOpenSta: true,
  checks: CHECKS.map((check) => ({
    quantity: check.quantity,
    source: check.source,
    reference: check.reference,
    ...(check.gate === undefined ? {} : { gate: check.gate }),
    designs: 1,
    errors: {
      mean: check.gate?.mean ?? 0.2,
      median: 0.01,
      percentile95: 0.1,
      worst: check.gate?.worst ?? 0.5,
      kendallTau: 0.97,
    },
  })),
  regrets: [{ fidelity: "counts", objectives: ["area per MAC", "energy per MAC"], linear: 0.01, logarithmic: 0.05 }],
  roles: { counts: [{ role: "fetch", designs: 1, area: 0.1, energy: 0.2 }] },
  designs: [COMPARED],
};
