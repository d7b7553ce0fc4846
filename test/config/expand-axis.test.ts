import { describe, expect, it } from "vitest";
import { expandAxis } from "../../src/config/expand-axis.ts";

describe("expandAxis(axis)", () => {
  it.each([
    ["one value", 5, [5]],
    ["a list", [3, "x"], [3, "x"]],
    ["a range, by 1", { from: 2, to: 4 }, [2, 3, 4]],
    ["a range whose end is not met", { from: 1, to: 8, step: 3 }, [1, 4, 7]],
    ["a range by a factor", { from: 1, to: 9, factor: 2 }, [1, 2, 4, 8]],
  ] as const)("spells out %s", (_, axis, values) => {
    expect(expandAxis(axis)).toEqual({ kind: "list", values });
  });

  it("keeps a multiple, whose values depend on another parameter", () => {
    expect(expandAxis({ times: "tables", factors: [1, 2] })).toEqual({ kind: "times", of: "tables", factors: [1, 2] });
  });

  it("spells out both sides of a condition; without `otherwise` there is nothing elsewhere", () => {
    expect(expandAxis({ when: { a: 1, b: ["x", "y"] }, values: { from: 1, to: 2 } })).toEqual({
      kind: "split",
      when: { a: [1], b: ["x", "y"] },
      inside: { kind: "list", values: [1, 2] },
      otherwise: { kind: "list", values: [] },
    });
  });
});
