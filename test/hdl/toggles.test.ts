import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import {
  add,
  and,
  constant,
  fullAdder,
  ltu,
  ModuleBuilder,
  not,
  replicate,
  xor,
  type Ports,
} from "../../src/hdl/index.ts";
import { countToggles, popcount, type ToggleCounts } from "../../src/hdl/toggles.ts";

const CYCLES = 400;
const random = new Random(17);
const words = (width: number, draw = (): number => random.integer(-(2 ** 31), 2 ** 31 - 1)): Int32Array =>
  Int32Array.from({ length: CYCLES * width }, draw);
const ONE_CLASS = new Uint8Array(CYCLES);

function only(classes: ReadonlyMap<number, ToggleCounts>): ToggleCounts {
  expect([...classes.keys()]).toEqual([0]);
  return classes.get(0) as ToggleCounts;
}

describe("countToggles(module, stimulus, classes)", () => {
  it("finds that inputs and the XOR of two random bits toggle in half of the cycles", () => {
    const m = new ModuleBuilder<Ports>("parity");
    m.output("y", xor(m.input("a", 1), m.input("b", 1)));
    const { classes, flipFlops } = countToggles(
      m.build(),
      { cycles: CYCLES, inputs: { a: words(1), b: words(1) } },
      ONE_CLASS,
    );
    const { toggles, reads, cycles } = only(classes);
    expect(toggles.xor).toBeCloseTo(0.5, 1);
    expect(toggles.input).toBeCloseTo(1, 1);
    expect(reads).toBeCloseTo(1, 1);
    expect([cycles, flipFlops, toggles.register]).toEqual([CYCLES - 1, 0, 0]);
  });

  it("finds 2 − 2^(1−n) transitions a cycle in a counter of n bits, one of them in the lowest", () => {
    const counter = (bits: number): ToggleCounts => {
      const m = new ModuleBuilder<Ports>(`counter${bits}`);
      const count = m.register("count_q", bits);
      m.drive(count, add(count, constant(bits, 1)));
      m.output("y", count);
      const { classes, flipFlops } = countToggles(m.build(), { cycles: 257, inputs: {} }, new Uint8Array(257));
      expect(flipFlops).toBe(bits);
      return only(classes);
    };
    expect(counter(1).toggles.register).toBe(1);
    expect(counter(4).toggles.register).toBeCloseTo(2 - 2 ** -3, 10);
  });

  it("leaves inverters out and counts their readers on the net itself", () => {
    const m = new ModuleBuilder<Ports>("inverted");
    const a = m.input("a", 1);
    m.output("y", xor(not(a), m.input("b", 1)));
    const all = Int32Array.from({ length: CYCLES }, (_, cycle) => (cycle % 2 === 0 ? 0 : -1));
    const { toggles, reads } = only(countToggles(m.build(), { cycles: CYCLES, inputs: { a: all } }, ONE_CLASS).classes);
    expect([toggles.xor, toggles.input, toggles.gate, reads]).toEqual([1, 1, 0, 1]);
  });

  it("tells sum and carry of a full adder apart; with random inputs each toggles in half of the cycles", () => {
    const m = new ModuleBuilder<Ports>("adder");
    const { sum, carry } = fullAdder("fa", m.input("a", 1), m.input("b", 1), m.input("c", 1));
    m.output("sum", sum);
    m.output("carry", carry);
    const inputs = { a: words(1), b: words(1), c: words(1) };
    const { toggles } = only(countToggles(m.build(), { cycles: CYCLES, inputs }, ONE_CLASS).classes);
    // Both are 1 in half of the eight states.
    expect(toggles.sum).toBeCloseTo(0.5, 1);
    expect(toggles.carry).toBeCloseTo(0.5, 1);
  });

  it("tells words masked or flipped by one bit apart from gates, and from what makes that bit", () => {
    const m = new ModuleBuilder<Ports>("masked");
    const [a, b, on] = [m.input("a", 4), m.input("b", 1), m.input("on", 1)];
    const bit = and(b, on);
    m.output("mask", and(a, replicate(bit, 4)));
    m.output("flip", xor(a, replicate(not(bit), 4)));
    // All inputs rise and fall together: so do the AND of two bits and four of the mask; a flipped by not(a) stays.
    const all = Int32Array.from({ length: CYCLES * 4 }, (_, i) => (Math.floor(i / 4) % 2 === 0 ? 0 : -1));
    const one = all.filter((_, i) => i % 4 === 0);
    const inputs = { a: all, b: one, on: Int32Array.from({ length: CYCLES }, () => -1) };
    const { toggles, reads } = only(countToggles(m.build(), { cycles: CYCLES, inputs }, ONE_CLASS).classes);
    expect([toggles.gate, toggles.mask, toggles.xor, toggles.flip, toggles.input]).toEqual([1, 4, 0, 0, 5]);
    // Bits of a are read twice, b once, the AND by four bits of each word.
    expect(reads).toBe(8 + 1 + 8);
  });

  it("finds the carries of a comparison, of a sum no last one, and no sums that nobody reads", () => {
    const m = new ModuleBuilder<Ports>("compared");
    const [a, b] = [m.input("a", 4), m.input("b", 4)];
    m.output("less", ltu(a, b));
    const inputs = { a: words(4), b: words(4) };
    const { toggles } = only(countToggles(m.build(), { cycles: CYCLES, inputs }, ONE_CLASS).classes);
    expect([toggles.sum, toggles.carry]).toEqual([0, 0]);
    // Each of the four is 1 in about half of all cases.
    expect(toggles.compare).toBeCloseTo(2, 0);
    const added = new ModuleBuilder<Ports>("added");
    added.output("y", add(added.input("a", 2), added.input("b", 2)));
    const rising = Int32Array.of(0, 0, 0, 0, -1, -1, -1, -1);
    const sums = only(
      countToggles(added.build(), { cycles: 4, inputs: { a: rising, b: rising } }, new Uint8Array(4)).classes,
    ).toggles;
    // 0 + 0 → 3 + 3 = 6: the lowest sum and the lowest carry are an XOR and an AND, and bit 1 is the only full adder.
    expect([sums.sum, sums.carry, sums.gate].map((each) => each * 3)).toEqual([1, 0, 1]);
  });

  it("keeps classes of cycles apart", () => {
    const m = new ModuleBuilder<Ports>("follower");
    m.output("y", m.registered("state_q", m.input("a", 1)));
    // a rises in cycle 2 and falls in cycle 4; the register follows one cycle later.
    const a = Int32Array.of(0, 0, -1, -1, 0, 0, 0, 0);
    const classes = Uint8Array.of(0, 0, 7, 7, 7, 7, 0, 0);
    const found = countToggles(m.build(), { cycles: 8, inputs: { a } }, classes).classes;
    expect([found.get(0)?.toggles.register, found.get(0)?.cycles]).toEqual([0, 3]);
    expect([found.get(7)?.toggles.register, found.get(7)?.toggles.input, found.get(7)?.cycles]).toEqual([0.5, 0.5, 4]);
  });
});

describe("popcount(word)", () => {
  it("counts ones, the sign bit among them", () => {
    expect([0, 1, -1, 0x0f0f0f0f, -(2 ** 31)].map(popcount)).toEqual([0, 1, 32, 16, 1]);
  });
});
