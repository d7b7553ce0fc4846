import { describe, expect, it } from "vitest";
import type { TechnologyComparison } from "./compare.ts";
import { brokenGates, designTable, summaryTable, wholeDesignNotes } from "./report.ts";

const GOOD: TechnologyComparison = {
  technology: "asap7",
  summary: { mean: 0.08, median: 0.07, percentile95: 0.15, worst: 0.2, kendallTau: 0.95 },
  designs: [
    {
      generator: "add-sub",
      parameters: {},
      top: "core",
      synthesisedUm2: 200,
      estimatedUm2: 190,
      error: -0.05,
      dominant: { module: "reduce_l4", role: "reduce", share: -0.04 },
    },
  ],
  wholeDesignDifference: 0.004,
  wholeDesigns: 1,
  seconds: 1,
};

describe("brokenGates(result)", () => {
  it("passes a model that is just good enough", () => {
    expect(brokenGates(GOOD)).toEqual([]);
  });

  it("names each gate that is broken, also by a number that is none", () => {
    const summary = { ...GOOD.summary, mean: 0.081, worst: 0.21, kendallTau: Number.NaN };
    expect(brokenGates({ ...GOOD, summary })).toEqual([
      "asap7: mean |error| 8.1 %, expected at most 8.0 %",
      "asap7: worst |error| 21.0 %, expected at most 20.0 %",
      "asap7: Kendall τ NaN, expected at least 0.95",
    ]);
  });
});

describe("wholeDesignNotes(results)", () => {
  it("speaks up beyond half a per cent", () => {
    expect(wholeDesignNotes([GOOD])).toEqual([]);
    expect(wholeDesignNotes([{ ...GOOD, wholeDesignDifference: 0.0109 }])[0]).toContain(
      "up to 1.09 % from a synthesis",
    );
  });
});

describe("summaryTable(results)", () => {
  it("is a Markdown table with a row per technology", () => {
    expect(summaryTable([GOOD]).split("\n")).toEqual([
      "| technology | designs |  mean | median |   95 % |  worst | Kendall τ |   modules vs whole |",
      "| ---------- | ------: | ----: | -----: | -----: | -----: | --------: | -----------------: |",
      "| asap7      |       1 | 8.0 % |  7.0 % | 15.0 % | 20.0 % |     0.950 | 0.40 % (1 designs) |",
    ]);
  });
});

describe("designTable(result)", () => {
  it("says where most of the error is", () => {
    expect(designTable(GOOD).split("\n").at(-1)).toBe(
      "| core          |           200.0 |          190.0 | −5.0 % | reduce reduce_l4 (−4.0 %) |",
    );
  });
});
