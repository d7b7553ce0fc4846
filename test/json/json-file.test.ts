import { writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { attempt } from "../../src/core/errors.ts";
import { parseJson, readJson } from "../../src/json/json-file.ts";
import { findSyntaxFaults } from "../../src/json/json-syntax.ts";
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

describe("findSyntaxFaults(text)", () => {
  it("finds none in what JSON.parse accepts", () => {
    for (const text of ["0", "-0.1E+2", '""', '"\\u00e9\\/"', "[]", "{}", ' { "a" : [ { } , [ ] ] } ', "true"]) {
      expect(() => JSON.parse(text)).not.toThrow();
      expect(findSyntaxFaults(text)).toEqual([]);
    }
  });
});

describe("parseJson(text, where) tells all faults of a text in one round", () => {
  const again = (key: string, line: number) =>
    `got the key "${key}" again (first in line ${line}), expected each key once`;
  const noKey = (found: string) => `got ${JSON.stringify(found)}, expected a key in double quotes`;
  const noValue = (found: string) => `got ${JSON.stringify(found)}, expected a value`;
  const comment = "got a comment, expected none: JSON has no comments";

  it.each<[title: string, text: string, messages: readonly string[]]>([
    [
      "keys that stand twice, each of them, in any object",
      '{"a": 1, "b": {"c": 1, "c": 2},\n"a": 3,\n"b": 4, "a": 5}',
      [
        `1:24: /b/c: ${again("c", 1)}`,
        `2:1: /a: ${again("a", 1)}`,
        `3:1: /b: ${again("b", 1)}`,
        `3:9: /a: ${again("a", 1)}`,
      ],
    ],
    [
      "keys that stand twice beside slips",
      "{a: 1, 'a': 2,}",
      [
        `1:2: ${noKey("a")}`,
        `1:8: ${noKey("'")}`,
        `1:8: /a: got the key 'a' again (first in line 1), expected each key once`,
        `1:15: ${noKey("}")}`,
      ],
    ],
    [
      "commas too many, a row of them once",
      '{"a": [1,,,2,], "b": [1,,],, "c": 3,,}',
      [
        `1:10: ${noValue(",")}`,
        `1:14: ${noValue("]")}`,
        `1:25: ${noValue(",")}`,
        `1:28: ${noKey(",")}`,
        `1:37: ${noKey(",")}`,
      ],
    ],
    [
      "commas missing",
      '{"a": [1 {}, "x" "y"] "b": 2\n c: 3}',
      [
        '1:10: got "{", expected "," or "]"',
        '1:18: got "\\"", expected "," or "]"',
        '1:23: got "\\"", expected "," or "}"',
        '2:2: got "c", expected "," or "}"',
        `2:2: ${noKey("c")}`,
      ],
    ],
    [
      "colons and values missing",
      '{"a" 1, "b", "c":, "d": }',
      ['1:6: got "1", expected ":"', '1:12: got ",", expected ":"', `1:18: ${noValue(",")}`, `1:25: ${noValue("}")}`],
    ],
    [
      "values that lack double quotes, or are none",
      "[True, 'it\\'s', asap7, .5, \"C:\\data\", 01]",
      [
        `1:2: ${noValue("True")}`,
        `1:8: ${noValue("'")}`,
        `1:17: ${noValue("asap7")}`,
        `1:24: ${noValue(".5")}`,
        `1:28: ${noValue('"')}`,
        `1:39: ${noValue("01")}`,
      ],
    ],
    [
      "comments, a block of them once",
      '# one\n// two\n{"a": /* , */ 1, // "b"\n "b": 2e999}\n#',
      [
        `1:1: ${comment}`,
        `3:7: ${comment}`,
        `3:18: ${comment}`,
        "4:7: /b: got 2e999, expected 0, or a number from 5e-324 to 1.7e308 of either sign",
        `5:1: ${comment}`,
      ],
    ],
  ])("%s", (_, text, messages) => {
    expect(attempt(() => parseJson(text, "F")).faults.map(({ path, message }) => `${path}: ${message}`)).toEqual(
      messages.map((message) => `F:${message}`),
    );
  });

  it.each([
    ['{"a": "x, "b": "y", "c": "z"}', '1:12: got "b", expected "," or "}"'],
    ['{"a: 1, "b": 2, "c": 3}', '1:10: got "b", expected ":"'],
    ['{"a": x", "b": "y"}', '1:7: got "x", expected a value'],
    ['["a", b", "c", "d"]', '1:7: got "b", expected a value'],
    ['["x, "1", 2]', '1:7: got "1", expected "," or "]"'],
    ["[1 2 3 4]", '1:4: got "2", expected "," or "]"'],
    ['[{"a": 1, {"a": 2}, {"a": 3}]', '1:11: got "{", expected a key in double quotes'],
    ['{"a": [1, 2, "b": 3, "c": 4}', '1:17: got ":", expected "," or "]"'],
    ['{"a": [1, 2}, "b": 3}', '1:12: got "}", expected "," or "]"'],
    ['{"a": "b": 1, "c": 2}', '1:10: got ":", expected "," or "}"'],
    ['{\'a: 1, "b": 2}', '1:2: got "\'", expected a key in double quotes'],
    ["name: s\nblocks: 3\n", '1:1: got "name", expected a value'],
    ["{} {} {}", '1:4: got "{", expected end of file'],
    ['{"a": 1, /* "b": 2,}', '1:10: got "/", expected a key in double quotes'],
  ])("tells one fault of %j, behind which nothing is certain", (text, message) => {
    expect(attempt(() => parseJson(text, "F")).faults.map((fault) => `${fault.path}: ${fault.message}`)).toEqual([
      `F:${message}`,
    ]);
  });

  it("tells fifty, and that there are more", () => {
    const { faults } = attempt(() => parseJson(`{${'"a": 1, '.repeat(1e5)}"b": 2}`, "F"));
    expect(faults).toHaveLength(51);
    expect(faults.at(-1)).toEqual({
      path: "F",
      message: "got more than 50 faults, expected none; the rest is not told",
    });
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

describe("findSyntaxFaults(text)", () => {
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
        expect(findSyntaxFaults(text).every(({ keys }) => keys !== undefined)).toBe(isJson);
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
