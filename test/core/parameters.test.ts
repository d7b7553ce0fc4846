import { describe, expect, it } from "vitest";
import { isLegal, legalValues, type Parameter } from "../../src/core/parameters.ts";

const GROUP_SIZE: Parameter = {
  kind: "integer",
  name: "groupSize",
  description: "µ",
  unit: "activation",
  minimum: 1,
  maximum: 6,
  default: 3,
};
const ACTIVATION: Parameter = {
  kind: "choice",
  name: "activation",
  description: "type",
  choices: ["int4", "int8"],
  default: "int8",
};

describe("isLegal(parameter, value)", () => {
  it.each([1, 3, 6])("takes %j as an integer from 1 to 6", (value) => {
    expect(isLegal(GROUP_SIZE, value)).toBe(true);
  });

  it.each([0, 7, 2.5, Number.NaN, Infinity, "3", null, undefined, [3], true])("refuses %j", (value) => {
    expect(isLegal(GROUP_SIZE, value)).toBe(false);
  });

  it("takes a choice of the list only", () => {
    expect(["int4", "int8", "int5", 4, "INT8", ""].map((value) => isLegal(ACTIVATION, value))).toEqual(
      [true, true, false, false, false, false], // prettier-ignore
    );
  });
});

describe("legalValues(parameter)", () => {
  it("says what is legal in words", () => {
    expect(legalValues(GROUP_SIZE)).toBe("an integer from 1 to 6");
    expect(legalValues(ACTIVATION)).toBe("one of int4, int8");
  });
});
