import { describe, expect, it } from "vitest";
import { parseBooleanFunction, replaceNames } from "../../src/core/boolean-function.ts";

/** Values for A, B = 00, 01, 10, 11. */
function table(text: string): string | undefined {
  const read = parseBooleanFunction(text);
  if (read === undefined) return undefined;
  const of = (a: boolean, b: boolean): string =>
    read.evaluate(
      new Map([
        ["A", a],
        ["B", b],
      ]),
    )
      ? "1"
      : "0";
  return of(false, false) + of(false, true) + of(true, false) + of(true, true);
}

describe("parseBooleanFunction(text)", () => {
  it.each([
    ["A * B", "0001"],
    ["A B", "0001"],
    ["A + B", "0111"],
    ["A ^ B", "0110"],
    ["A ^ B ^ 1", "1001"],
    ["!A + B'", "1110"],
    ["!(A & B)'", "0001"],
    ["A'' | 0", "0011"],
    ["A B + A' B'", "1001"],
    ["A * B ^ A", "0010"],
  ])("%s is %s", (text, expected) => expect(table(text)).toBe(expected));

  it("names what it refers to, in order and once", () => {
    expect(parseBooleanFunction("B * (A + B) * C$1")?.names).toEqual(["B", "A", "C$1"]);
  });

  it.each([
    "",
    "(A",
    "A)",
    "A +",
    "* A",
    "A;B",
    "A # B",
    '"A"',
    "A /* x */",
    "A\nB",
    "2A B)",
    "A`B",
    "A\u202eB",
    "$(A)",
  ])("refuses %j", (text) => expect(parseBooleanFunction(text)).toBeUndefined());

  it("takes 255 parentheses inside each other and a million-letter text not at all", () => {
    const nested = (depth: number): string => "(".repeat(depth) + "A" + ")".repeat(depth);
    expect(parseBooleanFunction(nested(255))?.names).toEqual(["A"]);
    expect(parseBooleanFunction(nested(256))).toBeUndefined();
    expect(parseBooleanFunction(nested(30_000))).toBeUndefined();
    expect(parseBooleanFunction("!".repeat(60_000) + "A")).toBeUndefined();
    expect(parseBooleanFunction("A".repeat(1_000_000))).toBeUndefined();
  });

  it("evaluates a sum of 20000 terms", () => {
    expect(table(Array(20_000).fill("A").join("+"))).toBe("0011");
  });
});

it("replaceNames(text, meaning) replaces whole names", () => {
  expect(replaceNames("A1*(A + B')", (name) => (name === "A" ? "(x)" : name))).toBe("A1*((x) + B')");
});
