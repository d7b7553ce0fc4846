import { describe, expect, it } from "vitest";

import { parseJson, readJson } from "../../src/json/json-file.ts";
import { findSyntaxFault } from "../../src/json/json-syntax.ts";

describe("parseJson(text, where)", () => {
  it("gives the value", () => {
    expect(parseJson('{"a": [1, -2.5e3, "x\\n", true, null]}', "F")).toEqual({ a: [1, -2500, "x\n", true, null] });
  });

  it("accepts a byte order mark", () => {
    expect(parseJson("\uFEFF[1]", "F")).toEqual([1]);
  });

  it.each([
    ['{\n  "a": 1,\n}', 'F:3:1: got "}", expected a key in double quotes'],
    ['{"a" 1}', 'F:1:6: got "1", expected ":"'],
    ["[1, 2", 'F:1:6: got end of file, expected "," or "]"'],
    ["", "F:1:1: got end of file, expected a value"],
    ["[1] x", 'F:1:5: got "x", expected end of file'],
    ["{\n  'a': 1 }", 'F:2:3: got "\'", expected a key in double quotes'],
    ["[01]", 'F:1:2: got "01", expected a value'],
    ["[1,]", 'F:1:4: got "]", expected a value'],
    ["[tru]", 'F:1:2: got "tru", expected a value'],
    ['["a\nb"]', 'F:1:2: got "\\"", expected a value'],
    ['{"a": 1 "b": 2}', 'F:1:9: got "\\"", expected "," or "}"'],
  ])("names line and column of the mistake in %j", (text, message) => {
    expect(() => parseJson(text, "F")).toThrow(message);
  });
});

describe("findSyntaxFault(text)", () => {
  it("finds none in what JSON.parse accepts", () => {
    for (const text of ["0", "-0.1E+2", '""', '"\\u00e9\\/"', "[]", "{}", ' { "a" : [ { } , [ ] ] } ', "true"]) {
      expect(() => JSON.parse(text)).not.toThrow();
      expect(findSyntaxFault(text)).toBeUndefined();
    }
  });
});

describe("readJson(file)", () => {
  it("says that a file does not exist", () => {
    expect(() => readJson("/no/such.json")).toThrow("/no/such.json: got no such file, expected a readable JSON file");
  });

  it("says that a folder is no file", () => {
    expect(() => readJson("/")).toThrow("/: got a folder, expected a readable JSON file");
  });
});
