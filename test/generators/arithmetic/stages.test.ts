import { describe, expect, it } from "vitest";
import { compressTimed, type Adder } from "../../../generators/arithmetic/compressor.ts";
import { bankInputs } from "../../../generators/arithmetic/bank-enables.ts";
import { inStages } from "../../../generators/arithmetic/stages.ts";
import { Random } from "../../../src/core/random.ts";
import { depth } from "../../support/depth.ts";
import { ModuleBuilder, type Module, type Ports } from "../../../src/hdl/index.ts";
import { Simulator } from "../../../src/hdl/simulate.ts";

const WORDS = 9;
const WIDTH = 14;

/** The sum of 9 words of 10 bits less 1000, in stages. */
function sumInStages(cuts: number, adder: Adder): Module {
  const m = new ModuleBuilder<Ports>("sum");
  const words = Array.from({ length: WORDS }, (_, i) => m.input(`x${i}`, 10));
  const sum = inStages(m, cuts, bankInputs(m, cuts), (schedule) =>
    compressTimed(words, -1000n, WIDTH, { adder }, schedule),
  );
  m.output("sum", sum);
  return m.build();
}

const cases = (["ripple", "prefix"] as const).flatMap((adder) => [1, 2, 3, 4].map((cuts) => ({ adder, cuts })));

describe("inStages(m, cuts, enables, build)", () => {
  it.each(cases)("$adder, $cuts cuts: one sum per enabled cycle, $cuts enabled cycles late", ({ adder, cuts }) => {
    const random = new Random(cuts);
    const simulator = new Simulator(sumInStages(cuts, adder));
    const taken: number[] = [];
    for (let cycle = 0; cycle < 200; cycle++) {
      const values = Array.from({ length: WORDS }, () => random.integer(0, 1023));
      const isEnabled = random.bit();
      values.forEach((value, i) => simulator.set(`x${i}`, BigInt(value)));
      simulator.set("enter", BigInt(isEnabled));
      if (cuts > 1) simulator.set("advance", BigInt(isEnabled));
      simulator.evaluate();
      const expected = taken.at(-cuts);
      if (expected !== undefined && taken.length >= cuts)
        expect(simulator.get("sum")).toBe(BigInt.asUintN(WIDTH, BigInt(expected) - 1000n));
      simulator.clock();
      if (isEnabled === 1) taken.push(values.reduce((sum, value) => sum + value));
    }
  });

  it.each(["ripple", "prefix"] as const)("%s: each stage is at most two levels above the even split", (adder) => {
    const total = depth(sumInStages(0, adder));
    for (const cuts of [1, 2, 3]) {
      expect(depth(sumInStages(cuts, adder))).toBeLessThanOrEqual(Math.ceil(total / (cuts + 1)) + 2);
    }
  });

  it("more cuts than cells: the rest are registers in a row", () => {
    const m = new ModuleBuilder<Ports>("deep");
    const words = [m.input("a", 1), m.input("b", 1)];
    const build = inStages(m, 3, bankInputs(m, 3), (schedule) => compressTimed(words, 0n, 1, {}, schedule));
    m.output("sum", build);
    const { registers } = m.build();
    expect(registers.map(({ name, width }) => [name, width])).toEqual([["stage1_q", 1], ["stage2_q", 1], ["stage3_q", 1]]); // prettier-ignore
  });

  it("without cuts is plain logic", () => {
    expect(sumInStages(0, "ripple")).toMatchObject({ registers: [], isClocked: false });
  });
});
