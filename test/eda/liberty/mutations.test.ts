import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/core/errors.ts";
import { Random } from "../../../src/core/random.ts";
import { importLibertyText, parseLiberty } from "../../../src/eda/liberty/index.ts";
import { tinyLibrary } from "./tiny-library.ts";

const TEXT = tinyLibrary();
const MARKS = [
  "{",
  "}",
  "(",
  ")",
  '"',
  ";",
  ":",
  ",",
  "\\",
  "/*",
  "*/",
  "//",
  "\0",
  "-1",
  "1e999",
  "NaN",
  "'",
  "!",
  "\n",
  " ",
];

/** What an import throws that is no InputError with FILE or FILE:LINE and one line; undefined if all is well. */
function surprise(text: string): unknown {
  try {
    importLibertyText(text, "x.lib");
    return undefined;
  } catch (error) {
    if (!(error instanceof InputError)) return error;
    return error.faults.find(({ path, message }) => !/^x\.lib(:\d+)?(: \/\S+)?$/.test(path) || message.includes("\n"));
  }
}

describe("importLibertyText(text, file) of a damaged file", () => {
  it("takes it or says FILE:LINE in one line, wherever it is cut off", () => {
    for (let length = 0; length < TEXT.length; length += 7) expect(surprise(TEXT.slice(0, length))).toBeUndefined();
  }, 60_000);

  it("does so for 400 random changes: marks put in, pieces left out or doubled", () => {
    const random = new Random(1);
    for (let i = 0; i < 400; i++) {
      const [at, to] = [random.integer(0, TEXT.length), random.integer(0, 30)];
      const mark = MARKS[random.integer(0, MARKS.length - 1)] as string;
      const changed = [
        TEXT.slice(0, at) + mark + TEXT.slice(at),
        TEXT.slice(0, at) + mark + TEXT.slice(at + mark.length),
        TEXT.slice(0, at) + TEXT.slice(at + to),
        TEXT.slice(0, at + to) + TEXT.slice(at),
      ][i % 4] as string;
      expect(surprise(changed), JSON.stringify(changed.slice(at - 20, at + 40))).toBeUndefined();
    }
  }, 60_000);
});

describe("parseLiberty(text, file) of a bomb", () => {
  it("refuses groups nested deeper than 32", () => {
    const nested = (depth: number): string => "library (x) {" + "a () {".repeat(depth - 1) + "}".repeat(depth);
    expect(parseLiberty(nested(32), "x.lib").kind).toBe("library");
    expect(() => parseLiberty(nested(33), "x.lib")).toThrow("x.lib:1: got groups nested deeper than 32");
    expect(() => parseLiberty(nested(100_000), "x.lib")).toThrow("x.lib:1: got groups nested deeper than 32");
  });

  it("reads a million blank lines in front of a library at once", () => {
    const started = performance.now();
    expect(surprise("\n".repeat(1_000_000) + TEXT)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe("importLibertyText(text, file) skips a cell, saying why,", () => {
  it.each([
    [
      "whose table has too many entries",
      `("${Array(70).fill("1").join(",")}")`,
      /has 4900 entries, expected at most 4096/,
    ],
    ["whose table has a number beyond all measure", '("1e300")', /got "1e300", expected numbers/],
  ])("%s", (_, values, reason) => {
    const axis = Array.from({ length: 70 }, (_, i) => String(i)).join(", ");
    const template = `lu_table_template (big) { variable_1 : input_net_transition; variable_2 : total_output_net_capacitance;
      index_1 ("${axis}"); index_2 ("${axis}"); }`;
    const rows = `(${Array(70).fill(values.slice(1, -1)).join(", ")})`;
    const table = values.includes("e300") ? `(scalar) { values ${values}; }` : `(big) { values ${rows}; }`;
    const library = TEXT.replace("cell (INV)", `${template} cell (INV)`).replace(
      /(cell \(NAND2X4\).*?cell_rise) \(scalar\) \{ values \("0\.01"\); \}/,
      `$1 ${table}`,
    );
    expect(library).not.toBe(TEXT);
    const { skipped } = importLibertyText(library, "x.lib");
    expect(skipped).toEqual([{ name: "NAND2X4", reason: expect.stringMatching(reason) }]);
  });
});
