import { describe, expect, it } from "vitest";
import { literal, truthTable } from "../../../models/technology/truth-table.ts";

describe("truthTable(function, inputs)", () => {
  it.each([
    ["!A", ["A"], "10"],
    ["(A B)'", ["A", "B"], "1110"],
    ["A' + B & !C", ["A", "B", "C"], "10111010"],
    ["A | B ^ C", ["A", "B", "C"], "01111101"],
    ["A ^ B * C", ["A", "B", "C"], "00000110"], // Liberty: exclusive or binds tighter than and
    ["(!S*A0)+(S*A1)", ["A0", "A1", "S"], "01010011"],
    ["1", [], "1"],
  ])("of %s is right in every state", (text, inputs, table) => {
    expect(truthTable(text, inputs)).toBe(table);
  });

  it("is undefined for a malformed function or an unknown pin", () => {
    expect(truthTable("(A * B", ["A", "B"])).toBeUndefined();
    expect(truthTable("A +", ["A"])).toBeUndefined();
    expect(truthTable("", [])).toBeUndefined();
    expect(truthTable("A * Z", ["A", "B"])).toBeUndefined();
  });
});

it("literal(function) finds a single pin and its polarity", () => {
  expect(literal("(RESET_B')")).toEqual({ pin: "RESET_B", inverted: true });
  expect(literal("D")).toEqual({ pin: "D", inverted: false });
  expect(literal("D & EN")).toBeUndefined();
});
