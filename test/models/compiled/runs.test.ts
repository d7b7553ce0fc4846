import { describe, expect, it } from "vitest";
import { Runs } from "../../../models/compiled/runs.ts";

describe("Runs", () => {
  it("joins runs that touch and share an id", () => {
    const runs = new Runs(10);
    for (const [begin, end, id] of [
      [0, 2, 7],
      [2, 3, 7],
      [3, 4, 8],
      [5, 6, 8],
    ] as const)
      runs.add(begin, end, id);
    const found = Array.from({ length: runs.count }, (_, run) => [runs.begins[run], runs.ends[run]]);
    expect(found).toEqual([
      [0, 3],
      [3, 4],
      [5, 6],
    ]);
    runs.clear();
    expect(runs.count).toBe(0);
  });
});
