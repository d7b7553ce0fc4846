import { describe, expect, it } from "vitest";

import { parseDesign } from "../../src/config/design.ts";
import { InputError } from "../../src/core/errors.ts";
import { GENERATORS } from "../explore/fake-generators.ts";
import { anyName } from "../support/any-name.ts";

function faultsOf(json: unknown): readonly string[] {
  try {
    parseDesign(json, "D.json", GENERATORS, anyName);
  } catch (error) {
    if (error instanceof InputError) return error.message.split("\n");
    throw error;
  }
  return [];
}

describe("parseDesign(json, where, generators)", () => {
  it("fills in the defaults, in the order of the schema", () => {
    const design = parseDesign({ generator: "plain", parameters: { outputs: 7 } }, "D.json", GENERATORS, anyName);
    expect(design).toEqual({
      generator: "plain",
      parameters: { tileInputs: 8, tileOutputs: 8, inputs: 256, outputs: 7 },
    });
    expect(Object.keys(design.parameters)).toEqual(["tileInputs", "tileOutputs", "inputs", "outputs"]);
  });

  it("needs no parameters at all", () => {
    expect(parseDesign({ generator: "plain" }, "D.json", GENERATORS, anyName).parameters).toMatchObject({
      tileInputs: 8,
    });
  });

  it.each<[unknown, string]>([
    [
      { generator: "lut", parameters: { groupSize: 9 } },
      "D.json: /parameters/groupSize: got 9, expected an integer from 1 to 6",
    ],
    [
      { generator: "lut", parameters: { tables: 2.5 } },
      "D.json: /parameters/tables: got 2.5, expected an integer from 1 to 256",
    ],
    [
      { generator: "lut", parameters: { tables: "8" } },
      'D.json: /parameters/tables: got "8", expected an integer from 1 to 256',
    ],
    [
      { generator: "lut", parameters: { activation: "int-8" } },
      'D.json: /parameters/activation: got "int-8", expected one of int8, int4, int16 (did you mean "int8"?)',
    ],
    [
      { generator: "plian" },
      'D.json: /generator: got "plian", expected one of lut, plain, broken (did you mean "plain"?)',
    ],
    [{}, 'D.json: got no "generator", expected one of lut, plain, broken'],
    [[], 'D.json: got [], expected an object {"generator": …, "parameters": {…}}'],
    [
      { generator: "plain", parameters: 3 },
      "D.json: /parameters: got 3, expected an object from parameter names to values",
    ],
    [
      { generator: "plain", params: {} },
      'D.json: got unknown key "params", expected one of generator, parameters (did you mean "parameters"?)',
    ],
  ])("explains %j", (json, message) => {
    expect(faultsOf(json)).toEqual([message]);
  });

  it("names the nearest parameter of the generator for an unknown one", () => {
    expect(faultsOf({ generator: "plain", parameters: { tileInput: 3 } })).toEqual([
      'D.json: /parameters: got unknown key "tileInput", expected one of tileInputs, tileOutputs, inputs, outputs (did you mean "tileInputs"?)',
    ]);
  });

  it("lists every fault, one line each", () => {
    const faults = faultsOf({ generator: "lut", parameters: { groupSize: 0, fetchers: 999, shape: "round" } });
    expect(faults.toSorted()).toEqual([
      "D.json: /parameters/fetchers: got 999, expected an integer from 1 to 256",
      "D.json: /parameters/groupSize: got 0, expected an integer from 1 to 6",
      'D.json: /parameters/shape: got "round", expected one of runtime, fixed',
    ]);
  });

  it("passes on what the generator says about combinations", () => {
    expect(faultsOf({ generator: "lut", parameters: { fetchers: 16, outputs: 8 } })).toEqual([
      "D.json: /parameters/outputs: got 8, expected at least as many as fetchers",
    ]);
  });
});
