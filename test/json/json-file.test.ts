import { writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { parseJson, readJson } from "../../src/json/json-file.ts";
import { findSyntaxFault } from "../../src/json/json-syntax.ts";
import { scratchFolder } from "../support/command-line.ts";

const scratch = scratchFolder();

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

describe("parseJson(text, where), of JSON that says two things or none", () => {
  it.each([
    ['{"a": {"b": 1,\n"b": 2}}', 'F:2:1: /a/b: got the key "b" again (first in line 1), expected each key once'],
    ['{"a": 1, "\\u0061": 2}', 'F:1:10: /a: got the key "\\u0061" again (first in line 1), expected each key once'],
    ['[{"a": 1}, {"__proto__": 1}]', 'F:1:13: /1/__proto__: got the key "__proto__", expected another key'],
    ['{"nand2AreaUm2": 1e999}', "F:1:18: /nand2AreaUm2: got 1e999, expected 0, or a number from 5e-324 to 1.7e308"],
    ["[0, [-1e-999]]", "F:1:6: /1/0: got -1e-999, expected 0, or a number from 5e-324 to 1.7e308 of either sign"],
    [`${"[".repeat(65)}${"]".repeat(65)}`, "F:1:65: got level 65, expected at most 64 levels of lists and objects"],
    [`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`, "F:1:321: got level 65, expected at most 64 levels"],
    ["[".repeat(50_000), "F:1:65: got level 65, expected at most 64 levels of lists and objects"],
  ])("refuses %.40j", (text, message) => {
    expect(() => parseJson(text, "F")).toThrow(message);
  });

  it("takes the same key in different objects, zeros of any spelling, and 64 levels", () => {
    expect(parseJson('[{"a": 1}, {"a": 2}]', "F")).toEqual([{ a: 1 }, { a: 2 }]);
    expect(parseJson("[0.0e5, -0, 0e-999]", "F")).toEqual([0, -0, 0]);
    expect(() => parseJson(`${"[".repeat(64)}${"]".repeat(64)}`, "F")).not.toThrow();
  });

  it("takes a string of ten million escapes and refuses a number of ten million digits, without recursion", () => {
    expect(parseJson(`"${"\\n".repeat(1e7)}"`, "F")).toHaveLength(1e7);
    expect(() => parseJson("1".repeat(1e7), "F")).toThrow("F:1:1: got");
  });
});

describe("findSyntaxFault(text)", () => {
  it("finds none in exactly what JSON.parse accepts, for random texts of JSON's characters", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      '"',
      "a",
      "\\",
      "u0041",
      "1",
      "-",
      "0",
      ".",
      "e5",
      " ",
      "\n",
      "null",
      "true",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        // What is JSON and yet refused must be refused for a key, a number or depth; here only keys can repeat.
        const fault = findSyntaxFault(text);
        expect(fault === undefined || fault.keys !== undefined).toBe(isJson);
      }),
      { seed: 1, numRuns: 20_000 },
    );
  });
});

describe("readJson(file)", () => {
  it("says that a file does not exist", () => {
    expect(() => readJson("/no/such.json")).toThrow("/no/such.json: got no such file, expected a readable JSON file");
  });

  it("says that a folder is no file", () => {
    expect(() => readJson("/")).toThrow("/: got a folder, expected a readable JSON file");
  });

  it("says that a file is no UTF-8", () => {
    const file = scratch.path("utf16.json");
    writeFileSync(file, Buffer.from("\uFEFF{}", "utf16le"));
    expect(() => readJson(file)).toThrow(`${file}: got bytes that are no UTF-8, expected a JSON file`);
  });

  it("does not read what has no end", () => {
    expect(() => readJson("/dev/zero")).toThrow("/dev/zero: got a device, expected a readable JSON file");
  });
});
