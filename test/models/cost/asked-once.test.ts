import { describe, expect, it } from "vitest";
import { findGenerator } from "../../../generators/registry.ts";
import type { CostModel, ModuleEnergy } from "../../../models/cost/cost-model.ts";
import { askedOnce } from "../../../models/cost/asked-once.ts";
import { withDefaults } from "../../../src/config/find-generator.ts";

const cycle = { switching: 1, internal: 2, clock: 3 };
const ENERGY: ModuleEnergy = { load: cycle, hold: cycle };

/** A source that knows no module whose key has an `x`, and tells what it is asked for. */
function source() {
  const asked: string[] = [];
  const model: CostModel = {
    fidelity: "counts",
    cost: ({ key }) => {
      asked.push(key);
      return key.includes("x") ? undefined : { areaUm2: key.length, leakageNw: 1 };
    },
    energy: ({ key, activity }) => {
      asked.push(`${key} ${activity.key}`);
      return ENERGY;
    },
    top: () => ({ areaUm2: 0, leakageNw: 0, buffers: 0, energy: ENERGY, criticalPathPs: 1 }),
  };
  return { asked, kept: askedOnce(model) };
}

function component(key: string, activity = "a") {
  const generator = findGenerator("add-sub");
  if (generator === undefined) throw new Error("no add-sub");
  const [first] = generator.components(withDefaults(generator, {}));
  if (first === undefined) throw new Error("no component");
  return { ...first, key, activity: { ...first.activity, key: activity } };
}

describe("askedOnce(model)", () => {
  it("asks once for each module and each energy, also for what is not known", () => {
    const { asked, kept } = source();
    const costs = ["ab", "x", "ab", "x"].map((key) => kept.cost(component(key))?.areaUm2);
    expect(costs).toEqual([2, undefined, 2, undefined]);
    for (const activity of ["p", "q", "p"]) expect(kept.energy(component("ab", activity))).toBe(ENERGY);
    expect(asked).toEqual(["ab", "x", "ab p", "ab q"]);
  });

  it("asks again after an error", () => {
    const { kept } = source();
    const broken = askedOnce({
      ...kept,
      cost: () => {
        throw new Error("cannot be built");
      },
    });
    expect(() => broken.cost(component("a"))).toThrow("cannot be built");
    expect(() => broken.cost(component("a"))).toThrow("cannot be built");
  });
});
