import { describe, expect, it } from "vitest";
import type { Component } from "../../../generators/contract/index.ts";
import type { CostModel, ModuleCost } from "../../../models/cost/cost-model.ts";
import { PricedComponents } from "../../../models/cost/priced-components.ts";

const FIVE = { switching: 1, internal: 1.5, clock: 2.5 };
const ONE = { switching: 0, internal: 0, clock: 1 };

function component(key: string, count: number, activity = "a"): Component {
  const fail = (): never => {
    throw new Error("not asked for");
  };
  return { key, count, role: key, moduleName: () => key, build: fail, activity: { key: activity, trace: fail } };
}

/** Every module costs 10 µm² and 3 nW, 5 fJ in a load and 1 fJ in a hold; notes who asks. */
function fake(cost: (key: string) => ModuleCost | undefined = () => ({ areaUm2: 10, leakageNw: 3 })) {
  const asked: string[] = [];
  const model: CostModel = {
    fidelity: "counts",
    cost: ({ key }) => (asked.push(key), cost(key)),
    energy: ({ key, activity }) => (asked.push(`${key}|${activity.key}`), { load: FIVE, hold: ONE }),
    top: () => {
      throw new Error("not asked for");
    },
  };
  return { asked, priced: new PricedComponents(model) };
}

const core = () => ({ areaUm2: 99, leakageNw: 99, loadFj: 99, holdFj: 99, idleFj: 99, criticalPathPs: 7 });

describe("PricedComponents.sum(components, core)", () => {
  it("adds cost × count; only the clock is left when idle", () => {
    const sums = core();
    expect(fake().priced.sum([component("lane", 4), component("table", 2)], sums)).toBe(true);
    expect(sums).toEqual({
      areaUm2: 60,
      leakageNw: 18,
      // Six modules.
      loadFj: 30,
      holdFj: 6,
      idleFj: 6,
      criticalPathPs: 7,
    });
  });

  it("asks once for each key, and once more for each activity", () => {
    const { asked, priced } = fake();
    for (const activity of ["a", "b", "a"]) priced.sum([component("lane", 1, activity)], core());
    expect(asked).toEqual(["lane", "lane|a", "lane|b"]);
  });

  it("answers false if one is not known, every time, asking once", () => {
    const { asked, priced } = fake((key) => (key === "new" ? undefined : { areaUm2: 1, leakageNw: 1 }));
    const design = [component("lane", 1), component("new", 1)];
    expect([priced.sum(design, core()), priced.sum(design, core())]).toEqual([false, false]);
    expect(asked.filter((key) => key === "new")).toHaveLength(1);
    expect(() => priced.costOf(component("new", 1))).toThrow("new has no cost");
  });

  it.each([Number.NaN, -1, Infinity])("throws, each time, when an area comes out as %d", (areaUm2) => {
    const { asked, priced } = fake(() => ({ areaUm2, leakageNw: 1 }));
    const sum = (): boolean => priced.sum([component("lane", 1)], core());
    for (const _ of [1, 2]) expect(sum).toThrow(`module lane: areaUm2 came out as ${areaUm2}`);
    expect(asked).toEqual(["lane"]);
  });

  it("gives the rows of a breakdown the same numbers", () => {
    const { priced } = fake();
    const lane = component("lane", 4);
    expect([priced.costOf(lane), priced.energyOf(lane)]).toEqual([
      { areaUm2: 10, leakageNw: 3 },
      { load: FIVE, hold: ONE },
    ]);
  });
});
