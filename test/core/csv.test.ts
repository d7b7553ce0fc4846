import { describe, expect, it } from "vitest";
import { csvRow } from "../../reports/client/csv.js";
import { csvComment, csvLine } from "../../src/core/csv.ts";

describe("csvLine(cells)", () => {
  it("quotes commas, quotes and blanks at the ends as RFC 4180", () => {
    expect(csvLine(["a,b", 'say "x"', " c", "d"])).toBe('"a,b","say ""x"""," c",d');
  });
  it.each(["=1+1", "+1", "-3.5", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201"])(
    "puts an apostrophe before the text %j, inside quotes",
    (text) => {
      expect(csvLine([text])).toBe(`"'${text.replaceAll(/[\t\r]/g, " ")}"`);
    },
  );
  it("leaves numbers numbers, in full, and nothing where there is none", () => {
    expect(csvLine([-3.5, 0.1 + 0.2, NaN, Infinity, undefined, 1e-9])).toBe("-3.5,0.30000000000000004,,,,1e-9");
  });
  it("is one line, whatever is in a cell", () => {
    expect(csvLine(["a\r\nb", "c\u2028d", "e\u0000f"])).toBe("a b,c d,e f");
  });
  it("quotes a formula that holds quotes so that it stays one cell", () => {
    expect(csvLine(['=HYPERLINK("x","y")', "z"])).toBe(`"'=HYPERLINK(""x"",""y"")",z`);
  });
});

describe("csvRow(cells) of the page's script", () => {
  it("writes what csvLine writes", () => {
    const cells = ["a", "=1", "-x", "a,b", 'q"q', "a\nb", " s", "\uff20x", -3.5, NaN, undefined, 2e21];
    expect(csvRow(cells)).toBe(csvLine(cells));
  });
});

describe("csvComment(text)", () => {
  it("is one line", () => {
    expect(csvComment("device a\nltp,1,2")).toBe("# device a ltp,1,2");
  });
});
