import { describe, expect, it } from "vitest";
import type { EstimateContext } from "../../models/evaluate/estimate-context.ts";
import type { SweepJob } from "../../src/explore/context.ts";
import { STANDARD_MODULES } from "../../src/explore/sweep-modules.ts";
import { sweepKey } from "../../src/explore/sweep-key.ts";
import { FAKE_MODULES } from "./fake-generators.ts";
import { CONTEXT, spaceOf, TECHNOLOGY, WORKLOAD } from "./fake-sweep.ts";

const context = CONTEXT;
const space = spaceOf([{ generator: "plain", parameters: {} }]);
const JOB: SweepJob = { space, context, modules: FAKE_MODULES };

describe("sweepKey(job, chunks)", () => {
  it("is the same for the same inputs, wherever the code stands", () => {
    expect(sweepKey(JOB, "0+128/64")).toMatch(/^[0-9a-f]{32}$/);
    expect(sweepKey(structuredClone(JOB), "0+128/64")).toBe(sweepKey(JOB, "0+128/64"));
    expect(sweepKey({ ...JOB, modules: STANDARD_MODULES }, "0+128/64")).toBe(sweepKey(JOB, "0+128/64"));
  });

  it.each<readonly [string, SweepJob]>([
    ["space", { ...JOB, space: { ...space, seed: 2 } }],
    ["clock", { ...JOB, space: { ...space, clockMhz: 101 } }],
    ["technology", { ...JOB, context: { ...context, technology: { ...TECHNOLOGY, nand2AreaUm2: 0.51 } } }],
    ["workload", { ...JOB, context: { ...context, workload: { ...WORKLOAD, layers: [] } } }],
    ["fidelity", { ...JOB, context: { ...context, fidelity: "counts" } }],
    ["statistics", { ...JOB, context: { ...context, statistics: { ...context.statistics, zeroWeights: 0.5 } } }],
    ["accuracy", { ...JOB, context: { ...context, accuracy: { ...context.accuracy, designs: 1 } } }],
  ])("is another one for another %s", (_, job) => {
    expect(sweepKey(job, "0+128/64")).not.toBe(sweepKey(JOB, "0+128/64"));
  });

  it("tells settings apart, whether or not they share what they rest on", () => {
    const keyOf = (...contexts: readonly EstimateContext[]) => sweepKey({ ...JOB, context: contexts }, "0+128/64");
    const other = { ...CONTEXT, technology: { ...TECHNOLOGY, nand2AreaUm2: 0.51 } };
    expect(keyOf(CONTEXT, CONTEXT)).toBe(keyOf(CONTEXT, structuredClone(CONTEXT)));
    expect(new Set([keyOf(CONTEXT), keyOf(CONTEXT, CONTEXT), keyOf(CONTEXT, other), keyOf(other, CONTEXT)]).size).toBe(
      4,
    );
  });

  it("is another one for other chunks", () => {
    expect(sweepKey(JOB, "0+128/128")).not.toBe(sweepKey(JOB, "0+128/64"));
  });
});
