import { describe, it } from "vitest";
import { compareRandomModules } from "../../support/mapped-gates.ts";

describe("runSynthesis(request), of a design with clock gates", () => {
  it.each(["keep", "flatten"] as const)(
    "maps 12 random modules to cells that compute the same, hierarchy %s",
    (hierarchy) => compareRandomModules(12, hierarchy, "gated"),
    120_000,
  );

  it.each(["keep", "flatten"] as const)(
    "makes enables of them where the library has none, hierarchy %s",
    (hierarchy) => compareRandomModules(12, hierarchy, "enabled"),
    120_000,
  );
});
