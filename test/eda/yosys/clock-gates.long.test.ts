import { describe, it } from "vitest";
import { loadTechnology } from "../../../models/technology/index.ts";
import { Random } from "../../../src/core/random.ts";
import { gatedModuleOf } from "../../support/random-module.ts";
import { compare, mapped, recipes, withoutGates } from "../../support/mapped-gates.ts";

describe("runSynthesis(request), of a design with clock gates", () => {
  it.each(["keep", "flatten"] as const)(
    "maps 12 random modules to cells that compute the same, hierarchy %s",
    async (hierarchy) => {
      const technology = loadTechnology("sg13g2");
      const random = new Random(6);
      for (const [i, recipe] of recipes(12).entries()) {
        const module = gatedModuleOf(recipe, `gated${i}`);
        compare(module, (await mapped(module, technology, hierarchy)).simulator, random);
      }
    },
    120_000,
  );

  it.each(["keep", "flatten"] as const)(
    "makes enables of them where the library has none, hierarchy %s",
    async (hierarchy) => {
      const technology = withoutGates(loadTechnology("sg13g2"));
      const random = new Random(7);
      for (const [i, recipe] of recipes(12).entries()) {
        const module = gatedModuleOf(recipe, `enabled${i}`);
        compare(module, (await mapped(module, technology, hierarchy)).simulator, random);
      }
    },
    120_000,
  );
});
