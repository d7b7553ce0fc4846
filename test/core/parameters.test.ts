import { describe, expect, it } from "vitest";
import {
  effectInWords,
  hasEffect,
  idleParameterFaults,
  withoutFormerDefaults,
  withUsual,
  isLegal,
  legalValues,
  type Parameter,
} from "../../src/core/parameters.ts";

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

/** Rounding, which means something to one type only. */
const ROUNDING: Parameter = {
  kind: "choice",
  name: "rounding",
  description: "how",
  choices: ["up", "down"],
  default: "up",
  onlyWith: { values: { activation: ["int4"] }, words: "activations of 4 bits" },
};
const WIDTH: Parameter = {
  ...GROUP_SIZE,
  name: "width",
  notWith: { values: { activation: ["int4"], rounding: ["down"] }, words: "4 bits rounded down" },
};

describe("hasEffect(parameter, values)", () => {
  it("is true without a condition, with onlyWith where it holds, with notWith where it does not", () => {
    expect(hasEffect(GROUP_SIZE, {})).toBe(true);
    expect([hasEffect(ROUNDING, { activation: "int4" }), hasEffect(ROUNDING, { activation: "int8" })]).toEqual([
      true,
      false,
    ]);
    const values = { activation: "int4", rounding: "down" };
    expect([hasEffect(WIDTH, values), hasEffect(WIDTH, { ...values, rounding: "up" })]).toEqual([false, true]);
  });
});

describe("effectInWords(parameter)", () => {
  it("says with what, or nothing", () => {
    expect([GROUP_SIZE, ROUNDING, WIDTH].map(effectInWords)).toEqual([
      "",
      "only with activations of 4 bits",
      "not with 4 bits rounded down",
    ]);
  });
});

describe("idleParameterFaults(schema, values)", () => {
  it("names what was stated in vain, not what has its default", () => {
    const schema = [ACTIVATION, ROUNDING, WIDTH];
    expect(idleParameterFaults(schema, { activation: "int8", rounding: "up", width: 3 })).toEqual([]);
    expect(idleParameterFaults(schema, { activation: "int8", rounding: "down", width: 4 })).toEqual([
      {
        path: "rounding",
        message: "got down, expected the default up, as it has no effect here (only with activations of 4 bits)",
      },
    ]);
  });
});

describe("withUsual(schema, stated)", () => {
  const schema: readonly Parameter[] = [
    ACTIVATION,
    { ...ROUNDING, defaultWhere: { cases: { activation: ["int8"] }, value: "down" } },
  ];
  it("takes the other default where its cases hold, unless the parameter is stated", () => {
    expect(withUsual(schema, {})).toEqual({ activation: "int8", rounding: "down" });
    expect(withUsual(schema, { activation: "int4" })).toEqual({ activation: "int4", rounding: "up" });
    expect(withUsual(schema, { activation: "int8", rounding: "up" })).toMatchObject({ rounding: "up" });
  });
});

describe("withoutFormerDefaults(schema, values)", () => {
  const schema: readonly Parameter[] = [ACTIVATION, { ...ROUNDING, formerDefault: "down" }];
  it("takes today's default where a former one has no effect, and leaves all else as it is stated", () => {
    const of = (activation: string, rounding: string) =>
      withoutFormerDefaults(schema, { activation, rounding })["rounding"];
    expect([of("int8", "down"), of("int8", "up"), of("int4", "down")]).toEqual(["up", "up", "down"]);
  });
});
