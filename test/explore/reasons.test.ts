import { describe, expect, it } from "vitest";

import { boundReason, conflictReason, groupOf, MOST_REASONS, ReasonCounts } from "../../src/explore/reasons.ts";

describe("boundReason(constraint, value)", () => {
  it("names the bound and not the value, so that points share it", () => {
    expect(boundReason({ metric: "areaUm2", maximum: 50_000 }, 50_001)).toBe("areaUm2 > 50000");
    expect(boundReason({ metric: "tops", minimum: 0.5 }, 0.4)).toBe("tops < 0.5");
  });

  it("is undefined inside the bounds, ends included", () => {
    expect(boundReason({ metric: "ge", minimum: 1, maximum: 2 }, 1)).toBeUndefined();
    expect(boundReason({ metric: "ge", minimum: 1, maximum: 2 }, 2)).toBeUndefined();
  });

  it("does not let a metric pass that is not known", () => {
    expect(boundReason({ metric: "ge", maximum: 2 }, Number.NaN)).toBe("ge is not known");
  });
});

describe("groupOf(reason)", () => {
  it("leaves out the offending value", () => {
    const reason = conflictReason([
      { path: "outputs", message: "got 8, expected at least 16" },
      { path: "tables", message: "got 9 tables, expected fewer" },
    ]);
    expect(reason).toBe("outputs: got 8, expected at least 16; tables: got 9 tables, expected fewer");
    expect(groupOf(reason)).toBe("outputs: expected at least 16; tables: expected fewer");
  });
});

describe("ReasonCounts.ranked", () => {
  it("puts the most frequent first, equals by name", () => {
    const counts = new ReasonCounts();
    for (const reason of ["b", "a", "c", "c"]) counts.add(reason);
    expect(Object.entries(counts.ranked())).toEqual([
      ["c", 2],
      ["a", 1],
      ["b", 1],
    ]);
  });

  it("joins what goes beyond MOST_REASONS, and loses no point", () => {
    const counts = new ReasonCounts();
    for (let reason = 0; reason < MOST_REASONS + 5; reason++) counts.add(`reason ${reason}`, 2);
    const ranked = counts.ranked();
    expect(Object.keys(ranked)).toHaveLength(MOST_REASONS + 1);
    expect(ranked["other reasons"]).toBe(10);
  });
});
