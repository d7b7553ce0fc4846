import { describe, expect, it } from "vitest";
import { addSub } from "../../generators/add-sub/index.ts";
import { ComponentCollector } from "../../src/characterise/components.ts";
import { circuitsFingerprint, fingerprintOf, fingerprintOfCircuits } from "../../src/characterise/fingerprint.ts";
import { parametersOf } from "../support/random-design.ts";

const SMALL = { inputs: 24, outputs: 4, tileInputs: 3, tileOutputs: 2 };

function tasksOf(changes: Record<string, string | number> = {}) {
  const collector = new ComponentCollector();
  collector.add(addSub, parametersOf(addSub, { ...SMALL, ...changes }));
  return collector.tasks();
}

describe("circuitsFingerprint(tasks)", () => {
  it("is the same for the same modules in any order, another one for other modules or activities", () => {
    const own = circuitsFingerprint(tasksOf());
    expect(circuitsFingerprint(tasksOf().toReversed())).toBe(own);
    expect(circuitsFingerprint(tasksOf({ activation: "int4" }))).not.toBe(own);
    const [first, ...rest] = tasksOf();
    if (first === undefined) throw new Error("the core has no modules");
    expect(circuitsFingerprint(rest)).not.toBe(own);
    const activities = first.activities.map((each) => ({ ...each, key: `${each.key} changed` }));
    expect(circuitsFingerprint([{ ...first, activities }, ...rest])).not.toBe(own);
  });
});

describe("fingerprintOf(tasks, librarySha256)", () => {
  it("also tells libraries apart", () => {
    const tasks = tasksOf();
    expect(fingerprintOf(tasks, "abc")).toBe(fingerprintOfCircuits(circuitsFingerprint(tasks), "abc"));
    expect(fingerprintOf(tasks, "def")).not.toBe(fingerprintOf(tasks, "abc"));
  });
});
