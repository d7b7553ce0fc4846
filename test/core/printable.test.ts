import { describe, expect, it } from "vitest";

import { isPrintable, printable, printableJson, printableLines, shortened } from "../../src/core/printable.ts";

describe("printable(text)", () => {
  it.each([
    ["BitNet b1.58, µm², Δ, 東京, 🙂", "BitNet b1.58, µm², Δ, 東京, 🙂"],
    ["red \u001b[31m", "red \\u{1b}[31m"],
    ["two\nlines\r\tand a tab", "two\\nlines\\r\\tand a tab"],
    ["user\u202Egpj.exe", "user\\u{202e}gpj.exe"],
    ["C1 control \u009b31m", "C1 control \\u{9b}31m"],
    ["hidden \u200b\u2066\ufeff\u{e0041}", "hidden \\u{200b}\\u{2066}\\u{feff}\\u{e0041}"],
    ["lines \u2028\u2029", "lines \\u{2028}\\u{2029}"],
    ["half \ud800", "half \\u{d800}"],
  ])("%j", (text, expected) => {
    expect(printable(text)).toBe(expected);
  });
});

describe("printableLines(text)", () => {
  it("keeps lines", () => {
    expect(printableLines("a\u0007\nb")).toBe("a\\u{7}\nb");
  });
});

describe("printableJson(value)", () => {
  it("is the same value, with nothing hidden in it", () => {
    const value = { "k\u202e": ["\u009b31m", "\u{e0041}", "line\nline"], n: [1, null] };
    const text = printableJson(value);
    expect(JSON.parse(text)).toEqual(value);
    expect(text.split("\n").every(isPrintable)).toBe(true);
  });
});

describe("shortened(text, most)", () => {
  it("cuts what is longer", () => {
    expect(shortened("1234567890", 10)).toBe("1234567890");
    expect(shortened("12345678901", 10)).toBe("1234567…");
  });
});
