import { describe, expect, it } from "vitest";
import { BUILT_IN } from "../../models/technology/index.ts";
import { remakeSteps, validationPage } from "./steps.ts";

const STEPS = remakeSteps({
  libraries: "libs",
  libertyOf: (name) => `libs/${name}.lib.gz`,
  seeds: "1-5",
  designs: 40,
  units: 20,
});

describe("remakeSteps(options)", () => {
  it("makes of each technology prices, then measured modules, then the errors of both", () => {
    const made = STEPS.map(({ makes }) => makes);
    const last = (part: string): number => made.findLastIndex((makes) => makes.includes(part));
    for (const name of BUILT_IN) {
      expect(made).toContain(`models/technology/${name}.json`);
      expect(made).toContain(`models/cost/characterised/${name}.json`);
    }
    expect(last("models/technology")).toBeLessThan(last("models/cost/characterised"));
    expect(last("models/cost/characterised")).toBeLessThan(last("models/cost/accuracy"));
    expect(last("models/cost/accuracy")).toBeLessThan(last("unit-accuracy"));
    expect(STEPS.at(-1)?.arguments).toContain("test/shipped.test.ts");
  });

  it("goes on after a broken promise, which the page prints, and after nothing else", () => {
    expect(STEPS.filter(({ accepted }) => accepted !== undefined).map(({ arguments: [, , file] }) => file)).toEqual([
      "test/validate.ts",
      "test/validate-units.ts",
    ]);
  });
});

describe("validationPage(cores, units, command)", () => {
  it("puts the units under a heading of their own behind what validation printed", () => {
    const page = validationPage("# Estimates\n\ntext\n", "## asap7: 20 units\n\ntable\n", "npm run validate:units");
    const order = ["# Estimates", "## Update units", "    npm run validate:units", "### asap7: 20 units", "table"];
    const places = order.map((text) => page.indexOf(text));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(Math.min(...places)).toBe(0);
    expect(page.endsWith("table\n")).toBe(true);
  });
});
