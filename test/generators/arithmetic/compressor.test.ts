import { describe, expect, it } from "vitest";
import { compress, compressBits, type Adder } from "../../../generators/arithmetic/compressor.ts";
import { Random } from "../../../src/core/random.ts";
import { depth } from "../../support/depth.ts";
import { bit, constant, ModuleBuilder, type Module, type Signal, type Ports } from "../../../src/hdl/index.ts";
import { countModule } from "../../../src/hdl/ledger.ts";
import { Simulator } from "../../../src/hdl/simulate.ts";

/** A heap of bits: `heights[i]` of weight 2^i, and a constant. */
interface Heap {
  readonly heights: readonly number[];
  readonly addend: bigint;
}

function heapModule({ heights, addend }: Heap, adder: Adder = "ripple"): Module {
  const m = new ModuleBuilder<Ports>("heap");
  const count = heights.reduce((sum, height) => sum + height, 0);
  const all = m.input("a", count);
  let next = 0;
  const columns = heights.map((height) => Array.from({ length: height }, (): Signal => bit(all, next++)));
  m.output("sum", compressBits(columns, addend, heights.length, { adder }));
  return m.build();
}

function randomHeap(random: Random): Heap {
  const heights = Array.from({ length: random.integer(2, 8) }, () => random.integer(0, 6));
  heights[0] = Math.max(1, heights[0] ?? 0);
  return { heights, addend: BigInt(random.integer(-300, 300)) };
}

describe("compressBits(columns, constantTerm, width)", () => {
  it.each(["ripple", "prefix"] as const)("%s: is the sum of all bits modulo 2^width, for 200 random heaps", (adder) => {
    const random = new Random(1);
    for (let run = 0; run < 200; run++) {
      const heap = randomHeap(random);
      const simulator = new Simulator(heapModule(heap, adder));
      const weights = heap.heights.flatMap((height, i) => Array.from({ length: height }, () => 1n << BigInt(i)));
      const lanes = Array.from({ length: 32 }, () => Uint8Array.from(weights, () => random.bit()));
      for (const [lane, bits] of lanes.entries()) simulator.setBits("a", bits, lane);
      simulator.evaluate();
      for (const [lane, bits] of lanes.entries()) {
        const sum = weights.reduce((total, weight, i) => total + (bits[i] === 1 ? weight : 0n), heap.addend);
        expect(simulator.get("sum", lane), JSON.stringify(heap.heights)).toBe(BigInt.asUintN(heap.heights.length, sum));
      }
    }
  });

  it("has one full adder for every bit that vanishes", () => {
    // Five bits of weight 1 give a sum of three bits: two vanish in full adders. The top column needs no carry.
    const ledger = countModule(heapModule({ heights: [5, 0, 0], addend: 0n }));
    expect(ledger).toMatchObject({ fullAdders: 2, halfAdders: 1, xorBits: 0 });
  });

  it("adds two 4-bit words with a ripple of one half adder, two full adders and a three-input XOR", () => {
    const ledger = countModule(heapModule({ heights: [2, 2, 2, 2], addend: 0n }));
    expect(ledger).toMatchObject({ halfAdders: 1, fullAdders: 2, xorBits: 2 });
  });

  it("full adders = bits of all columns but the top, less one or two that each column keeps, for 100 random heaps", () => {
    const random = new Random(2);
    for (let run = 0; run < 100; run++) {
      const { heights } = randomHeap(random);
      // A column of h bits (with the carries from below) takes ⌊(h−1)/2⌋ full adders, and a half adder if h is even.
      let [full, half, carries] = [0, 0, 0];
      for (const height of heights.slice(0, -1)) {
        const bits = height + carries;
        const [f, h] = bits === 0 ? [0, 0] : [Math.floor((bits - 1) / 2), bits % 2 === 0 ? 1 : 0];
        [full, half, carries] = [full + f, half + h, f + h];
      }
      expect(countModule(heapModule({ heights, addend: 0n }))).toMatchObject({ fullAdders: full, halfAdders: half });
    }
  });

  it.each(["ripple", "prefix"] as const)("%s: of no bits at all is the constant", (adder) => {
    expect(compressBits([], 5n, 4, { adder })).toEqual({ kind: "constant", width: 4, value: 5n });
    expect(compressBits([], -1n, 4, { adder })).toEqual({ kind: "constant", width: 4, value: 15n });
  });

  it.each(["ripple", "prefix"] as const)("%s: constants among the bits join the constant term", (adder) => {
    const [one, zero] = [constant(1, 1), constant(1, 0)];
    // 1 + 1·2 + 1·2 + 3 = 8
    expect(compressBits([[one, zero], [one, one], [zero], [zero]], 3n, 4, { adder })).toEqual(constant(4, 8)); // prettier-ignore
  });

  it("prefix: 13 words of 8 bits take five levels of full adders, then one adder", () => {
    const words = { heights: Array.from({ length: 12 }, (_, i) => (i < 8 ? 13 : 0)), addend: 0n };
    // Heights 13, 9, 6, 4, 3, 2: 10 gate levels; 11 columns hand on carries: 4 cells of 2 levels between two XORs.
    expect(depth(heapModule(words, "prefix"))).toBeLessThanOrEqual(10 + 1 + 8 + 1);
    expect(depth(heapModule(words))).toBeGreaterThan(24);
  });

  it("prefix: brings three words of 4 bits to two rows with a half adder, a full adder and XORs on top", () => {
    // Column 0 keeps three bits (a full adder as carry input); 1 is one too high, 2 is two too high with its carry.
    const ledger = countModule(heapModule({ heights: [3, 3, 3, 3], addend: 0n }, "prefix"));
    expect(ledger).toMatchObject({ fullAdders: 1 + 1, halfAdders: 1 });
  });
});

describe("compress(words, constantTerm, width)", () => {
  it("adds 3 words of 4 bits and −7, all values of two of them", () => {
    const m = new ModuleBuilder<Ports>("words");
    const words = ["a", "b", "c"].map((name) => m.input(name, 4));
    m.output("sum", compress(words, -7n, 6));
    const simulator = new Simulator(m.build());
    for (let a = 0n; a < 16n; a++)
      for (let b = 0n; b < 16n; b++) {
        simulator.set("a", a);
        simulator.set("b", b);
        simulator.set("c", 15n);
        simulator.evaluate();
        expect(simulator.get("sum")).toBe(BigInt.asUintN(6, a + b + 8n));
      }
  });
});
