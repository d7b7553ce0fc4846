import { describe, expect, it } from "vitest";
import { addSub } from "../../generators/add-sub/index.ts";
import { ComponentCollector } from "../../src/characterise/components.ts";
import {
  circuitsFingerprint,
  fingerprintOf,
  fingerprintOfCircuits,
  fingerprintOfMeasured,
  ledgersFingerprint,
} from "../../src/characterise/fingerprint.ts";
import { parametersOf } from "../support/random-design.ts";

const SMALL = { inputs: 24, outputs: 4, tileInputs: 3, tileOutputs: 2 };

function tasksOf(changes: Record<string, string | number> = {}) {
  const collector = new ComponentCollector();
  collector.add(addSub, parametersOf(addSub, { ...SMALL, ...changes }));
  return collector.tasks();
}

describe.each([circuitsFingerprint, ledgersFingerprint])("$name(tasks)", (fingerprint) => {
  it("is the same for the same modules in any order, another one for other modules or activities", () => {
    const own = fingerprint(tasksOf());
    expect(fingerprint(tasksOf().toReversed())).toBe(own);
    expect(fingerprint(tasksOf({ activation: "int4" }))).not.toBe(own);
    const [first, ...rest] = tasksOf();
    if (first === undefined) throw new Error("the core has no modules");
    expect(fingerprint(rest)).not.toBe(own);
    const activities = first.activities.map((each) => ({ ...each, key: `${each.key} changed` }));
    expect(fingerprint([{ ...first, activities }, ...rest])).not.toBe(own);
  });
});

describe("fingerprintOf(tasks, librarySha256)", () => {
  it("also tells libraries apart", () => {
    const tasks = tasksOf();
    expect(fingerprintOf(tasks, "abc")).toBe(fingerprintOfCircuits(circuitsFingerprint(tasks), "abc"));
    expect(fingerprintOf(tasks, "def")).not.toBe(fingerprintOf(tasks, "abc"));
    expect(fingerprintOfMeasured("modules", "def")).not.toBe(fingerprintOfMeasured("modules", "abc"));
  });
});
