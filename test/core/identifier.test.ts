import { describe, expect, it } from "vitest";
import { isIdentifier, isLibraryName } from "../../src/core/identifier.ts";

describe("isIdentifier(name)", () => {
  it.each(["A", "_x", "CLK_N", "sky130_fd_sc_hd__nand2_1", "FAx1_ASAP7_75t_R", "A$1", "x".repeat(255)])(
    "is true of %s",
    (name) => expect(isIdentifier(name)).toBe(true),
  );

  it.each([
    ["the empty name", ""],
    ["a digit in front", "2NAND"],
    ["a blank", "L HI"],
    ["a command", "x;touch"],
    ["a comment", "L_HI/*"],
    ["a new line at the end", "A\n"],
    ["a dollar sign in front", "$_DFF_P_"],
    ["a bus bit", "A[0]"],
    ["a letter that is not ASCII", "Ä"],
    ["a keyword of Verilog", "module"],
    ["a property of every object", "__proto__"],
    ["another one", "constructor"],
    ["256 letters", "x".repeat(256)],
  ])("is false of %s", (_, name) => expect(isIdentifier(name)).toBe(false));
});

describe("isLibraryName(name)", () => {
  it("is true of names of corners, with dots and dashes", () => {
    for (const name of ["asap7", "tt_025C_1.80v", "tcbn65lp-tt", "7nm"]) expect(isLibraryName(name)).toBe(true);
  });

  it("is false of paths, options and anything with blanks or marks", () => {
    for (const name of ["", "../x", "-x", ".x", "a b", "a;b", "a)", 'a"', "a\n"])
      expect(isLibraryName(name)).toBe(false);
  });
});
