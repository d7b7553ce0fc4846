import { expect, it } from "vitest";
import { findCore } from "../../../generators/registry.ts";
import { groupsOf } from "../../../models/cost/design-groups.ts";
import { withDefaults } from "../../../src/config/find-generator.ts";

it("groupsOf(generator, values) goes from the generator with its arithmetic to all cores", () => {
  const of = (name: string, parameters: Record<string, string>) => {
    const generator = findCore(name);
    if (generator === undefined) throw new Error(name);
    return groupsOf(generator, withDefaults(generator, parameters));
  };
  expect(of("ternary-lut", { activation: "int8" })).toEqual(["ternary-lut integer", "integer", "all cores"]);
  expect(of("add-sub", { activation: "fp16", arithmetic: "native" })).toEqual([
    "add-sub native",
    "native",
    "all cores",
  ]);
  expect(of("multiplier", { activation: "bf16", arithmetic: "aligned" })).toEqual([
    "multiplier aligned",
    "aligned",
    "all cores",
  ]);
});
