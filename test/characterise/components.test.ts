import { describe, expect, it } from "vitest";
import { ternaryLut as lut } from "../../generators/ternary-lut/index.ts";
import { ComponentCollector, componentOf } from "../../src/characterise/components.ts";
import { parametersOf, randomDesigns, SMALL } from "../support/random-design.ts";

const base = parametersOf(lut, { groupSize: 2, tables: 3, fetchers: 2, inputs: 30, outputs: 6 });

describe("ComponentCollector", () => {
  it("lists each component of a design once, with the design and its activity", () => {
    const collector = new ComponentCollector();
    for (const _ of [1, 2]) collector.add(lut, base);
    const keys = lut.components(base).map(({ key, activity }) => [key, activity.key]);
    expect(collector.tasks().map(({ key, activities }) => [key, ...activities.map((each) => each.key)])).toEqual(keys);
    for (const task of collector.tasks()) expect([task.generator, task.parameters]).toEqual(["ternary-lut", base]);
  });

  it("adds an activity, not a component, where another design uses a module differently", () => {
    const collector = new ComponentCollector();
    const other = { ...base, loopOrder: "output-stationary" };
    collector.add(lut, base);
    collector.add(lut, other);
    const table = collector.tasks().filter(({ key }) => key.startsWith("table_"));
    expect(table.map(({ activities }) => activities.map(({ parameters }) => parameters["loopOrder"]))).toEqual([
      ["table-stationary", "output-stationary"],
    ]);
  });

  it("finds every component and activity again by componentOf, over random designs", () => {
    const collector = new ComponentCollector();
    for (const { generator, parameters } of randomDesigns(60, 31, SMALL)) collector.add(generator, parameters);
    for (const { key, activities } of collector.tasks()) {
      for (const activity of activities)
        expect(componentOf(activity, key, activity.key).activity.key).toBe(activity.key);
    }
  });
});

describe("componentOf(design, key)", () => {
  it("throws for a key that the design does not have", () => {
    expect(() => componentOf({ generator: lut.name, parameters: base }, "nothing")).toThrow(
      "ternary-lut has no component nothing",
    );
  });
});
