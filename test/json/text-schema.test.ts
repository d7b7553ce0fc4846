import { describe, expect, it } from "vitest";
import { isPrintable } from "../../src/core/printable.ts";
import { compileSchema } from "../../src/json/json-schema.ts";
import { identifierSchema, libraryNameSchema, nameSchema, printableTextSchema } from "../../src/json/text-schema.ts";

const accepts = (schema: Parameters<typeof compileSchema>[0]) => {
  const door = compileSchema<string>(schema);
  return (text: string): boolean => {
    try {
      return door(text, "x") === text;
    } catch {
      return false;
    }
  };
};

describe("printableTextSchema(what, most)", () => {
  it("takes exactly what isPrintable(text) takes, for every character of the basic plane", () => {
    const takes = accepts(printableTextSchema("a text"));
    const differing = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
      (character) => takes(character) !== isPrintable(character),
    );
    expect(differing).toEqual([]);
  });

  it("refuses the empty text and what is longer than its limit, and says the limit", () => {
    const door = compileSchema<string>(printableTextSchema("a title", 3));
    expect(door("abc", "x")).toBe("abc");
    expect(() => door("", "x")).toThrow('x: got "", expected a title: one line of 1 to 3 printable characters');
    expect(() => door("abcd", "x")).toThrow("x: got");
  });
});

describe("nameSchema(what)", () => {
  it.each(["x", "bitnet-b1.58-2b-4t", "weight-update units on eight synapse devices", "größe (2)", "7"])(
    "takes %s",
    (name) => expect(accepts(nameSchema("a name"))(name)).toBe(true),
  );

  it.each(["", " x", "x ", "../x", "-x", "a;b", "a/b", "a\nb", "<b>", "$(x)", "`x`", '"', "x".repeat(101)])(
    "refuses %j",
    (name) => expect(accepts(nameSchema("a name"))(name)).toBe(false),
  );
});

it("identifierSchema and libraryNameSchema follow src/core/identifier.ts", () => {
  expect(["A_1", "module", "1A", "a-b"].map(accepts(identifierSchema("a pin")))).toEqual([true, false, false, false]);
  expect(["A_1", "module", "1A", "a-b", ".a"].map(accepts(libraryNameSchema("a library")))).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
});
