import { describe, expect, it } from "vitest";
import { addSlots, phaseCount, phaseRule, PulsePlan } from "../../../../models/training/planners/pulse-plan.ts";
import { unit } from "../units.ts";

describe("phaseRule(shape)", () => {
  it.each([
    ["single", "two-phase", "by-direction", 2],
    ["single", "simultaneous", "simultaneous", 1],
    ["pair-fixed", "two-phase", "by-direction", 2],
    ["pair-bidirectional", "two-phase", "all-in-both", 2],
    ["pair-bidirectional", "simultaneous", "simultaneous", 1],
    ["pair-unidirectional", "two-phase", "one-ltp", 1],
  ])("%s, %s: %s, %d phases", (scheme, phases, rule, count) => {
    expect(phaseRule(unit({ scheme, phases }))).toBe(rule);
    expect(phaseCount(phaseRule(unit({ scheme, phases })))).toBe(count);
  });
});

describe("addSlots(plan, rule, raising, lowering, least)", () => {
  it.each([
    ["by-direction", 3, 1, 0, [3, 1, 0, 4]],
    ["one-ltp", 3, 1, 0, [3, 0, 0, 3]],
    ["all-in-both", 3, 1, 0, [3, 3, 0, 6]],
    ["simultaneous", 1, 3, 0, [0, 0, 3, 3]],
    ["by-direction", 3, 1, 5, [5, 5, 0, 10]],
  ] as const)("%s, up to %d up and %d down, at least %d: LTP, LTD, both, cycles %j", (rule, up, down, least, slots) => {
    const plan = new PulsePlan(0);
    addSlots(plan, rule, up, down, least);
    expect([plan.ltpSlots, plan.ltdSlots, plan.bothSlots, plan.controlCycles]).toEqual(slots);
  });
});
