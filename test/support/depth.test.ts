import { describe, expect, it } from "vitest";
import { adderLevels, depth } from "./depth.ts";
import {
  add,
  and,
  concat,
  eq,
  fullAdder,
  ltu,
  ModuleBuilder,
  mux,
  not,
  slice,
  sub,
  xor,
  type Signal,
  type Ports,
} from "../../src/hdl/index.ts";

function moduleOf(build: (m: ModuleBuilder<Ports>, a: Signal, b: Signal) => Signal) {
  const m = new ModuleBuilder<Ports>("path");
  m.output("y", build(m, m.input("a", 8), m.input("b", 8)));
  return m.build();
}

describe("depth(module)", () => {
  it("is zero for wires and inverters", () => {
    expect(depth(moduleOf((_m, a, b) => concat(not(a), slice(b, 1, 2))))).toBe(0);
  });

  it("adds up along the longest path", () => {
    // xor 1, then two muxes of 2; the other branch has an and.
    const module = moduleOf((_m, a, b) => {
      const select = slice(b, 0, 1);
      return mux(select, mux(select, xor(a, b), a), and(a, b));
    });
    expect(depth(module)).toBe(5);
  });

  it("charges a word adder its ripple and an equality its tree", () => {
    expect(depth(moduleOf((_m, a, b) => add(a, b)))).toBe(9);
    expect(depth(moduleOf((_m, a, b) => ltu(a, b)))).toBe(9);
    expect(depth(moduleOf((_m, a, b) => eq(a, b)))).toBe(4);
  });

  it("charges an adder leaf two levels, also when both outputs meet again", () => {
    const module = moduleOf((_m, a, b) => {
      const { sum, carry } = fullAdder("fa", slice(a, 0, 1), slice(a, 1, 1), slice(b, 0, 1));
      return fullAdder("fb", sum, carry, carry).carry;
    });
    expect(depth(module)).toBe(4);
  });

  it("starts and ends at registers and at children", () => {
    const child = new ModuleBuilder<Ports>("child");
    const deep = child.build({ y: add(child.input("a", 8), child.input("b", 8)) });
    const module = moduleOf((m, a, b) => {
      const register = m.registered("r_q", xor(and(a, b), b));
      return m.instance("u", deep, { a: xor(register, a), b }).y;
    });
    expect(depth(module)).toBe(2);
  });
});

describe("depth(module, adderLevels)", () => {
  it("counts word adders and subtractors only", () => {
    expect(
      depth(
        moduleOf((_m, a, b) => sub(add(add(a, b), b), xor(a, b))),
        adderLevels,
      ),
    ).toBe(3);
  });
});
