import { describe, expect, it } from "vitest";
import { findGenerator, GENERATORS } from "../../generators/registry.ts";
import { isLegal } from "../../src/core/parameters.ts";
import { parametersOf } from "../support/random-design.ts";

describe("GENERATORS", () => {
  it("have defaults that are legal and do not conflict", () => {
    for (const generator of GENERATORS) {
      for (const parameter of generator.schema)
        expect(isLegal(parameter, parameter.default), parameter.name).toBe(true);
      expect(generator.conflicts(parametersOf(generator, {})), generator.name).toEqual([]);
    }
  });

  it("describe every parameter in one sentence that begins in lower case (or with its symbol) and has no full stop", () => {
    for (const { description } of GENERATORS.flatMap((generator) => generator.schema))
      expect(description).toMatch(/^([a-z]|[A-Zµ], ).*[^.]$/);
  });
});

describe("findGenerator(name)", () => {
  it("finds each by its name, and nothing else", () => {
    expect(GENERATORS.map(({ name }) => findGenerator(name))).toEqual(GENERATORS);
    expect(findGenerator("systolic")).toBeUndefined();
  });
});
