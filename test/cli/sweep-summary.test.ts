import { describe, expect, it } from "vitest";
import { sweepSummary } from "../../src/cli/sweep-summary.ts";
import type { DesignRecord } from "../../src/core/result.ts";
import { sampleSweep } from "../reports/sample.ts";

/** Lines of the summary that show a design, its front being one design with these parameters beside the usual ones. */
function designLines(changes: Readonly<Record<string, string>>): readonly string[] {
  const { manifest, pareto } = sampleSweep();
  const [first] = pareto.front;
  if (first === undefined) throw new Error("the sample has no front");
  const record: DesignRecord = { ...first, parameters: { ...first.parameters, ...changes } };
  return sweepSummary({ manifest, pareto: { ...pareto, picks: [], front: [record] } }, "out")
    .split("\n")
    .filter((line) => line.startsWith(first.generator));
}

describe("sweepSummary(result, out)", () => {
  it("says of a design that its clocks are gated, and nothing if they are not", () => {
    expect(designLines({ clockGating: "registers" }).join()).toContain(" gated clocks ");
    expect(designLines({ clockGating: "none" })).toEqual(designLines({}));
    expect(designLines({}).join()).not.toContain("gated");
  });
});
