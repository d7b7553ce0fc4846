import { describe, expect, it } from "vitest";
import { adderTree, addWithCarry, signedBits, treeLevels } from "../../../generators/arithmetic/adder-tree.ts";
import { Random } from "../../../src/core/random.ts";
import { bit, ModuleBuilder, type Ports } from "../../../src/hdl/index.ts";
import { Simulator } from "../../../src/hdl/simulate.ts";

describe("signedBits(magnitude)", () => {
  it("holds −magnitude … magnitude − 1", () => {
    expect([1, 2, 3, 4, 5, 8, 24, 128].map(signedBits)).toEqual([1, 2, 3, 3, 4, 4, 6, 8]);
  });
});

describe("treeLevels(terms)", () => {
  it("is ⌈log2 terms⌉", () => {
    expect([1, 2, 3, 4, 5, 8, 9].map(treeLevels)).toEqual([0, 1, 2, 2, 3, 3, 4]);
  });
});

describe("adderTree(terms, carries, widthLimit)", () => {
  const cases = [1, 2, 3, 5, 8].flatMap((terms) =>
    [5, 6, 12].flatMap((limit) => (["ripple", "prefix"] as const).map((adder) => ({ terms, limit, adder }))),
  );

  it.each(cases)("$terms terms of −12 … 11 and as many carries, modulo 2^$limit, $adder", ({ terms, limit, adder }) => {
    const random = new Random(terms);
    const m = new ModuleBuilder<Ports>("tree");
    const inputs = Array.from({ length: terms }, (_, i) => m.input(`x${i}`, 5));
    const ones = m.input("ones", terms);
    const carries = Array.from({ length: terms }, (_, i) => bit(ones, i));
    const tree = adderTree(
      inputs.map((signal) => ({ signal, magnitude: 12 })),
      carries,
      limit,
      { adder },
    );
    expect(tree.carries.length).toBe(1);
    expect(tree.sum).toMatchObject({ magnitude: 12 * terms });
    const width = Math.min(limit, signedBits(12 * terms));
    expect(tree.sum.signal.width).toBe(terms === 1 ? 5 : width);
    m.output("sum", addWithCarry([tree.sum.signal], tree.carries[0], limit, "last_", adder));
    const simulator = new Simulator(m.build());
    for (let run = 0; run < 200; run++) {
      const values = inputs.map(() => (run === 0 ? -12 : run === 1 ? 11 : random.integer(-12, 11)));
      const bits = inputs.map(() => (run === 0 ? 0 : run === 1 ? 1 : random.bit()));
      values.forEach((value, i) => simulator.set(`x${i}`, BigInt.asUintN(5, BigInt(value))));
      simulator.set("ones", BigInt(`0b${bits.toReversed().join("")}`));
      simulator.evaluate();
      const sum = [...values, ...bits].reduce((total, value) => total + value, 0);
      expect(simulator.get("sum")).toBe(BigInt.asUintN(limit, BigInt(sum)));
    }
  });
});
