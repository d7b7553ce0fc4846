import { describe, expect, it } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { trainingDesigns } from "../../models/cost/training-set.ts";
import { parseDesign } from "../../src/config/design.ts";
import type { Design } from "../../src/core/result.ts";
import { VALIDATION_DESIGNS, WHOLE_DESIGNS } from "./designs.ts";

const values = (name: string): Set<unknown> => new Set(VALIDATION_DESIGNS.map(({ parameters }) => parameters[name]));

/** A design as text that does not depend on the order of its parameters. */
const identity = ({ generator, parameters }: Design): string =>
  JSON.stringify([generator, Object.entries(parameters).toSorted(([a], [b]) => (a < b ? -1 : 1))]);

describe("VALIDATION_DESIGNS", () => {
  it("are 40 different, legal designs that state every parameter", () => {
    expect(new Set(VALIDATION_DESIGNS.map(identity)).size).toBe(40);
    for (const design of VALIDATION_DESIGNS) {
      expect(identity(parseDesign(design, "design", GENERATORS))).toBe(identity(design));
    }
  });

  it("are none of the designs that the prices are fitted on", () => {
    const trained = new Set(trainingDesigns().map(identity));
    expect(VALIDATION_DESIGNS.filter((design) => trained.has(identity(design)))).toEqual([]);
  });

  it("hold every choice, every group size and both ends of the tile", () => {
    for (const { name, schema } of GENERATORS) {
      const designs = VALIDATION_DESIGNS.filter(({ generator }) => generator === name);
      for (const parameter of schema) {
        if (parameter.kind !== "choice") continue;
        expect(new Set(designs.map(({ parameters }) => parameters[parameter.name]))).toEqual(
          new Set(parameter.choices),
        );
      }
    }
    expect(values("groupSize")).toEqual(new Set([1, 2, 3, 4, 5, 6, undefined]));
    for (const end of [1, 64]) for (const name of ["tables", "fetchers"]) expect(values(name)).toContain(end);
  });
});

describe("WHOLE_DESIGNS", () => {
  it("are four of them", () => {
    expect(WHOLE_DESIGNS.map(({ generator }) => generator)).toEqual([
      "ternary-lut",
      "ternary-lut",
      "ternary-lut",
      "multiplier",
    ]);
  });
});
