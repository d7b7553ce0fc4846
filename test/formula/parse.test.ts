import { describe, expect, it } from "vitest";
import { InputError } from "../../src/core/errors.ts";
import { compile } from "../../src/formula/expression.ts";
import { LONGEST_FORMULA, parseFormula } from "../../src/formula/parse.ts";

const VALUES: Readonly<Record<string, number>> = { a: 3, b: 5, areaUm2: 100 };

function valueOf(text: string): number | undefined {
  return compile<undefined>(parseFormula(text, "f"), (name) => () => VALUES[name] ?? Number.NaN)?.(undefined);
}

function faultOf(text: string): string {
  try {
    parseFormula(text, "f");
    return "none";
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

describe("parseFormula(text, path)", () => {
  it.each<[string, number]>([
    ["a", 3],
    ["a + b * 2", 13],
    ["(a + b) * 2", 16],
    ["a - b - 1", -3],
    ["100 / b / 2", 10],
    ["2 ^ a ^ 2", 512],
    ["2 ** a ** 2", 512],
    ["-2 ^ 2", -4],
    ["(-2) ^ 2", 4],
    ["2 ^ -1", 0.5],
    ["2 ^ -a * 8", 1],
    ["-a * b", -15],
    ["a - -b", 8],
    ["- - a", 3],
    ["1.5e2 + .5 + 2. + 1E-1", 152.6],
    ["min(a, b, 1 + 1)", 2],
    ["max(a, b) * 2", 10],
    ["abs(a - b)", 2],
    ["sqrt(areaUm2)", 10],
    ["exp(0) + log2(8) + log10(areaUm2)", 6],
    ["  a*b ", 15],
  ])("%s is %d", (text, value) => expect(valueOf(text)).toBe(value));

  it.each<[string, string]>([
    ["", 'column 1: got the end, expected a metric, a number, a function, "-" or "("'],
    ["a +* b", 'column 4: got "*", expected a metric, a number, a function, "-" or "("'],
    ["+a", 'column 1: got "+", expected a metric, a number, a function, "-" or "("'],
    ["2 a", 'column 3: got "a", expected an operator or the end'],
    ["2e", 'column 2: got "e", expected an operator or the end'],
    ["0x10", 'column 2: got "x10", expected an operator or the end'],
    ["a × b", 'column 3: got "×", expected an operator or the end'],
    ["a 😀", 'column 3: got "😀", expected an operator or the end'],
    ["a)", 'column 2: got ")", expected an operator or the end'],
    ["(a", 'column 3: got the end, expected an operator or ")"'],
    ["(a, b)", 'column 3: got ",", expected an operator or ")"'],
    ["a[0]", 'column 2: got "[", expected an operator or the end'],
    ["a.b", 'column 2: got ".", expected an operator or the end'],
    ["sqrt(a, b)", 'column 7: got ",", expected an operator or ")"'],
    ["min(a)", 'column 6: got ")", expected an operator or ",": min takes two operands or more'],
    ["min(a, b", 'column 9: got the end, expected an operator, "," or ")"'],
    ["eval(a)", 'column 1: got "eval", expected a function: min, max, abs, sqrt, exp, log2, log10'],
    ["constructor(a)", 'column 1: got "constructor", expected a function: min, max, abs, sqrt, exp, log2, log10'],
    ["1e999", 'column 1: got "1e999", expected a number of at most 1.7976931348623157e+308'],
  ])("refuses %j", (text, message) => expect(faultOf(text)).toBe(`f: ${message}`));

  it("takes as many characters as may be, and not one more", () => {
    const longest = `a${"+a".repeat(LONGEST_FORMULA / 2 - 1)} `;
    expect(longest).toHaveLength(LONGEST_FORMULA);
    expect(valueOf(longest)).toBe(3 * (LONGEST_FORMULA / 2));
    expect(faultOf(`${longest} `)).toBe("f: got 1001 characters, expected at most 1000");
  });

  it.each(["(", "-", "2^", "abs("])("goes a hundred deep, and no deeper: %s", (opening) => {
    const closing = opening.endsWith("(") ? ")" : "";
    const nested = (depth: number): string => `${opening.repeat(depth)}a${closing.repeat(depth)}`;
    expect(faultOf(nested(99))).toBe("none");
    expect(faultOf(nested(100))).toMatch(
      /^f: column \d+: got "a", expected no more than 100 operands within each other$/,
    );
  });
});
