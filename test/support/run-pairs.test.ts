import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { add, ModuleBuilder, type Ports } from "../../src/hdl/index.ts";
import { PairRunner, transpose } from "./run-pairs.ts";

describe("transpose(words)", () => {
  it("puts bit j of word i into bit i of word j", () => {
    const random = new Random(1);
    const words = Int32Array.from({ length: 32 }, () => Math.floor(random.next() * 2 ** 32));
    const turned = words.slice();
    transpose(turned);
    for (let i = 0; i < 32; i++)
      for (let j = 0; j < 32; j++) {
        expect(((turned[j] as number) >>> i) & 1).toBe(((words[i] as number) >>> j) & 1);
      }
  });
});

describe("PairRunner.run(pairs)", () => {
  const random = new Random(2);
  const word = (): number => Math.floor(random.next() * 2 ** 32);
  const pairs = { a: Uint32Array.from({ length: 70 }, word), b: Uint32Array.from({ length: 70 }, word) };
  const sums = pairs.a.map((a, i) => a + (pairs.b[i] as number));

  it("adds 70 pairs of 32 bits", () => {
    const m = new ModuleBuilder<Ports>("sum");
    m.output("sum", add(m.input("a", 32), m.input("b", 32)));
    expect(new PairRunner(m.build(), 0).run(pairs)).toEqual(sums);
  });

  it("gives the same from behind a register", () => {
    const m = new ModuleBuilder<Ports>("staged_sum");
    const enable = m.input("advance", 1);
    m.output("sum", m.registered("sum_q", add(m.input("a", 32), m.input("b", 32)), { enable }));
    expect(new PairRunner(m.build(), 1).run(pairs)).toEqual(sums);
  });
});
