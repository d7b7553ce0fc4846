import { describe, expect, it } from "vitest";
import { valueAt } from "../../src/json/value-at.ts";

describe("valueAt(json, ...keys)", () => {
  it("finds what stands there, in objects and lists, and nothing that a file did not say", () => {
    const json: unknown = JSON.parse('{ "list": [1, { "deep": true }], "none": null, "__proto__": 3 }');
    expect(valueAt(json)).toBe(json);
    expect([valueAt(json, "list", 0), valueAt(json, "list", "1", "deep"), valueAt(json, "none")]).toEqual([
      1,
      true,
      null,
    ]);
    expect(valueAt(json, "__proto__")).toBe(3);
    for (const keys of [["list", "length"], ["list", 2], ["toString"], ["none", "x"], ["list", 0, "x"]])
      expect(valueAt(json, ...keys)).toBeUndefined();
  });
});
