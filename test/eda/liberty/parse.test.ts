import { describe, expect, it } from "vitest";
import { groupsOf, parseLiberty } from "../../../src/eda/liberty/index.ts";

const TEXT = `/* header
   comment */
library ("my lib") { // to the end of the line
  delay_model : table_lookup ;
  capacitive_load_unit (1, "pf");
  define (a, library, string)
  voltage : VDD * 0.9
  comment : "brackets } and ; inside";
  table (x) { values ("1, 2", \\
                      "3, 4"); }
  cell (INV) { area : 1.5; pin (A, B) { direction : input; } }
}
`;

describe("parseLiberty(text)", () => {
  const library = parseLiberty(TEXT, "my.lib");

  it("reads simple attributes, quoted or bare, with or without a semicolon", () => {
    expect(library.attributes.get("delay_model")).toBe("table_lookup");
    expect(library.attributes.get("voltage")).toBe("VDD * 0.9");
    expect(library.attributes.get("comment")).toBe("brackets } and ; inside");
  });

  it("reads complex attributes over continued lines", () => {
    expect(library.complex.get("capacitive_load_unit")).toEqual(["1", "pf"]);
    expect(library.complex.get("define")).toEqual(["a", "library", "string"]);
    expect(groupsOf(library, "table")[0]?.complex.get("values")).toEqual(["1, 2", "3, 4"]);
  });

  it("reads nested groups with their arguments and lines", () => {
    const [cell] = groupsOf(library, "cell");
    expect([cell?.args, cell?.line, cell?.attributes.get("area")]).toEqual([["INV"], 11, "1.5"]);
    expect(cell?.groups[0]?.args).toEqual(["A", "B"]);
  });

  it.each([
    [
      "a truncated file",
      "library (x) {\n cell (INV) {\n area : 1;\n",
      "my.lib:4: got end of file, expected } of cell (INV) opened at line 2",
    ],
    ["an open string", 'library (x) {\n date : "2020;\n}\n', "my.lib:2: text is not closed"],
    ["an open comment", "library (x) {\n/* no end", "my.lib:2: comment is not closed"],
    ["a missing colon", "library (x) {\n area 5;\n}", 'my.lib:2: got "5", expected : or ( after "area"'],
    ["an empty file", "", "my.lib:1: got end of file, expected library"],
    ["text after the library", "library (x) { }\n}", 'my.lib:2: got "}", expected the end of the file'],
    ["a missing value", "library (x) { area : ; }", 'my.lib:1: got ";", expected a value of area'],
  ])("names file and line of %s", (_, text, message) => {
    expect(() => parseLiberty(text, "my.lib")).toThrow(message);
  });
});
