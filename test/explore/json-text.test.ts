import { describe, expect, it } from "vitest";
import { jsonText } from "../../src/explore/json-text.ts";

describe("jsonText(value, levels)", () => {
  it("indents the outermost levels; what lies deeper is on one line", () => {
    const value = { name: "a", front: [{ x: [1, 2] }, { y: {} }], none: undefined, empty: [] };
    expect(jsonText(value)).toBe(`{
  "name": "a",
  "front": [
    {"x":[1,2]},
    {"y":{}}
  ],
  "empty": []
}
`);
  });

  it("is JSON that reads back the same, at any level", () => {
    const value = { a: [1, "two", null, true, { b: { c: [] } }] };
    for (const levels of [0, 1, 3, Infinity]) expect(JSON.parse(jsonText(value, levels))).toEqual(value);
    expect(jsonText(value, 0)).toBe(`${JSON.stringify(value)}\n`);
  });

  it("makes null of what JSON has no word for", () => {
    expect(jsonText([Number.NaN, undefined])).toBe("[\n  null,\n  null\n]\n");
  });
});
