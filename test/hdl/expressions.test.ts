import { describe, expect, it } from "vitest";
import { NetlistError } from "../../src/core/errors.ts";
import {
  add,
  and,
  bit,
  bits,
  choose,
  concat,
  constant,
  eq,
  fullAdder,
  halfAdder,
  ltu,
  mux,
  named,
  not,
  or,
  replicate,
  signExtend,
  slice,
  sub,
  xor,
  zeroExtend,
  type Signal,
} from "../../src/hdl/index.ts";

const input = (name: string, width: number): Signal => ({ kind: "input", name, width });
const a = input("a", 8);
const b = input("b", 8);
const narrow = input("narrow", 4);
const one = input("one", 1);

describe("constructors of wrong width", () => {
  it.each<[string, () => unknown, RegExp]>([
    ["constant(0, 0)", () => constant(0, 0), /constant: got width 0, expected a width of at least 1/],
    ["constant(1.5, 0)", () => constant(1.5, 0), /got width 1.5/],
    ["constant(4, 16)", () => constant(4, 16), /constant: got 16, expected a value that fits 4 bits/],
    ["constant(4, -9)", () => constant(4, -9), /got -9/],
    ["and(8, 4)", () => and(a, narrow), /and: got input a of 8 bits and input narrow of 4 bits, expected equal widths/],
    ["or(8, 4)", () => or(a, narrow), /^or: /],
    ["xor(8, 4)", () => xor(a, narrow), /^xor: /],
    ["add(8, 4)", () => add(a, narrow), /^add: /],
    ["sub(8, 4)", () => sub(a, narrow), /^sub: /],
    ["eq(8, 4)", () => eq(a, narrow), /^eq: /],
    ["ltu(8, 4)", () => ltu(a, narrow), /^ltu: /],
    ["xor()", () => xor(), /xor: got no operand, expected at least one/],
    ["mux(8, …)", () => mux(a, b, b), /mux select: got input a of 8 bits, expected 1 bits/],
    ["mux(1, 8, 4)", () => mux(one, a, narrow), /mux: got .*, expected equal widths/],
    ["choose([], [])", () => choose([], []), /choose: got 0 hits and 0 values/],
    ["choose([1], [])", () => choose([one], []), /got 1 hits and 0 values/],
    ["choose([8], [8])", () => choose([a], [b]), /choose hit: /],
    ["choose([1, 1], [8, 4])", () => choose([one, one], [a, narrow]), /choose value: /],
    ["concat()", () => concat(), /concat: got no part/],
    [
      "slice(a, 5, 4)",
      () => slice(a, 5, 4),
      /slice: got bits 5 to 8 of input a of 8 bits, expected a range inside 0 to 7/,
    ],
    ["slice(a, -1, 2)", () => slice(a, -1, 2), /bits -1 to 0/],
    ["slice(a, 0, 0)", () => slice(a, 0, 0), /slice: /],
    ["bit(a, 8)", () => bit(a, 8), /bits 8 to 8/],
    ["replicate(a, 2)", () => replicate(a, 2), /replicate: got input a of 8 bits, expected 1 bits/],
    ["signExtend(a, 7)", () => signExtend(a, 7), /signExtend: got width 7, expected at least 8/],
    ["zeroExtend(a, 7)", () => zeroExtend(a, 7), /zeroExtend: got width 7, expected at least 8/],
    ["fullAdder('fa', 1, 1, 8)", () => fullAdder("fa", one, one, a), /full adder fa: got input a of 8 bits/],
    ["halfAdder('ha', 8, 1)", () => halfAdder("ha", a, one), /half adder ha: got input a/],
  ])("%s throws a NetlistError that says what it got", (_call, make, message) => {
    expect(make).toThrow(NetlistError);
    expect(make).toThrow(message);
  });
});

describe("folding", () => {
  it("constant(4, -1) is taken modulo 16", () => {
    expect(constant(4, -1)).toEqual({ kind: "constant", width: 4, value: 15n });
  });

  it("slice(slice(a, 2, 5), 1, 2) is slice(a, 3, 2)", () => {
    expect(slice(slice(a, 2, 5), 1, 2)).toEqual({ kind: "slice", width: 2, a, low: 3 });
  });

  it("slice(a, 0, 8) is a itself", () => {
    expect(slice(a, 0, 8)).toBe(a);
  });

  it("slice(named('n', slice(a, 2, 4)), 1, 2) is slice(a, 3, 2), because a named slice is no net", () => {
    expect(slice(named("n", slice(a, 2, 4)), 1, 2)).toEqual({ kind: "slice", width: 2, a, low: 3 });
    expect(bit(named("m", named("n", slice(a, 2, 4))), 1)).toEqual({ kind: "slice", width: 1, a, low: 3 });
  });

  it("slice(constant(8, 0xa5), 4, 4) is constant(4, 0xa)", () => {
    expect(slice(constant(8, 0xa5), 4, 4)).toEqual(constant(4, 0xa));
  });

  it("slice(concat(narrow, a), 4, 8) is a; a slice over a border stays one", () => {
    expect(slice(concat(narrow, a), 4, 8)).toBe(a);
    expect(slice(concat(narrow, a), 5, 2)).toEqual({ kind: "slice", width: 2, a, low: 1 });
    expect(slice(concat(narrow, a), 3, 2)).toMatchObject({ kind: "slice", low: 3, a: { kind: "concat" } });
  });

  it("concat(...bits(a)) is a, and neighbouring slices join", () => {
    expect(concat(...bits(a))).toBe(a);
    expect(concat(slice(a, 1, 2), slice(a, 3, 4))).toEqual({ kind: "slice", width: 6, a, low: 1 });
    expect(concat(bit(a, 1), bit(a, 0))).toMatchObject({ kind: "concat", width: 2 });
  });

  it("concat(constant(2, 1), constant(2, 2)) is constant(4, 9), least significant first", () => {
    expect(concat(constant(2, 1), constant(2, 2))).toEqual(constant(4, 9));
  });

  it("concat(a, concat(b, narrow)) is one flat concatenation", () => {
    expect(concat(a, concat(b, narrow))).toEqual({ kind: "concat", width: 20, parts: [a, b, narrow] });
  });

  it("not(not(a)) is a, not(constant(4, 5)) is constant(4, 10)", () => {
    expect(not(not(a))).toBe(a);
    expect(not(constant(4, 5))).toEqual(constant(4, 10));
  });

  it("and(a, ones) is a, and(a, zeros) is zeros; or the other way round", () => {
    const [zeros, ones] = [constant(8, 0), constant(8, 255)];
    expect([and(a, ones), or(a, zeros)]).toEqual([a, a]);
    expect([and(a, zeros), or(a, ones)]).toEqual([zeros, ones]);
    expect([and(ones, ones), or(zeros, zeros)]).toEqual([ones, zeros]);
  });

  it("and(a, b, c, d) is a balanced tree", () => {
    const leaf = { kind: "binary", operator: "and", a: { kind: "input" }, b: { kind: "input" } };
    expect(and(a, b, a, b)).toMatchObject({ kind: "binary", a: leaf, b: leaf });
  });

  it("mux(constant(1, 1), a, b) is a, mux(constant(1, 0), a, b) is b", () => {
    expect([mux(constant(1, 1), a, b), mux(constant(1, 0), a, b)]).toEqual([a, b]);
  });

  it("signExtend(narrow, 6) repeats the top bit twice, zeroExtend(narrow, 6) appends two zeros", () => {
    const top = bit(narrow, 3);
    expect(signExtend(narrow, 6)).toEqual({ kind: "concat", width: 6, parts: [narrow, top, top] });
    expect(zeroExtend(narrow, 6)).toEqual({ kind: "concat", width: 6, parts: [narrow, constant(2, 0)] });
    expect([signExtend(narrow, 4), zeroExtend(narrow, 4)]).toEqual([narrow, narrow]);
  });
});
