import { describe, expect, it } from "vitest";
import type { Adder } from "../../../generators/arithmetic/compressor.ts";
import { multiplySigned } from "../../../generators/arithmetic/multiplier.ts";
import { Random } from "../../../src/core/random.ts";
import { ModuleBuilder, type Ports } from "../../../src/hdl/index.ts";
import { LANES, Simulator } from "../../../src/hdl/simulate.ts";

function multiplier(width: number, form: "twos-complement" | "offset", adder: Adder = "ripple"): Simulator {
  const m = new ModuleBuilder<Ports>("multiplier");
  m.output("product", multiplySigned(m.input("a", width), m.input("b", width), form, adder));
  return new Simulator(m.build());
}

function product(simulator: Simulator, width: number, pairs: readonly (readonly [number, number])[]): bigint[] {
  for (const [lane, [a, b]] of pairs.entries()) {
    simulator.set("a", BigInt.asUintN(width, BigInt(a)), lane);
    simulator.set("b", BigInt.asUintN(width, BigInt(b)), lane);
  }
  simulator.evaluate();
  return pairs.map((_, lane) => simulator.get("product", lane));
}

describe("multiplySigned(a, b, form)", () => {
  it.each(["twos-complement", "offset"] as const)("4 x 4 bits, %s: all 256 products", (form) => {
    const simulator = multiplier(4, form);
    for (let a = -8; a < 8; a++) {
      const pairs = Array.from({ length: 16 }, (_, i) => [a, i - 8] as const);
      const offset = form === "offset" ? 128n : 0n;
      expect(product(simulator, 4, pairs)).toEqual(pairs.map(([x, y]) => BigInt.asUintN(8, BigInt(x * y) + offset)));
    }
  });

  const cases = [8, 16].flatMap((width) => (["ripple", "prefix"] as const).map((adder) => ({ width, adder })));

  it.each(cases)("$width bits, $adder: extremes and 1000 random products", ({ width, adder }) => {
    const random = new Random(width);
    const [low, high] = [-(2 ** (width - 1)), 2 ** (width - 1) - 1];
    const simulator = multiplier(width, "twos-complement", adder);
    for (let run = 0; run < 32; run++) {
      const pairs = Array.from(
        { length: LANES },
        () => [random.integer(low, high), random.integer(low, high)] as const,
      );
      const all = run === 0 ? [[low, low], [low, high], [high, high], [low, -1], [0, low]] as const : pairs; // prettier-ignore
      expect(product(simulator, width, all)).toEqual(
        all.map(([a, b]) => BigInt.asUintN(2 * width, BigInt(a) * BigInt(b))),
      );
    }
  });
});
