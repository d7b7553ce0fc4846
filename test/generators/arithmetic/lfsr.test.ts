import { describe, expect, it } from "vitest";
import {
  LFSR_TAPS,
  lfsrLeap,
  lfsrPeriod,
  lfsrStateAt,
  lfsrStep,
  lfsrTaps,
} from "../../../generators/arithmetic/lfsr.ts";
import { ModuleBuilder, type Ports } from "../../../src/hdl/index.ts";
import { Simulator } from "../../../src/hdl/simulate.ts";

const WIDTHS = Object.keys(LFSR_TAPS).map(Number);

/** Prime factors of 2^n − 1, by trial division: at most 46 341 divisors for 31 bits. */
function primeFactors(value: number): number[] {
  const factors: number[] = [];
  let rest = value;
  for (let p = 2; p * p <= rest; p++) {
    if (rest % p !== 0) continue;
    factors.push(p);
    while (rest % p === 0) rest /= p;
  }
  return rest > 1 ? [...factors, rest] : factors;
}

describe("LFSR_TAPS", () => {
  it.each(WIDTHS)(
    "of %i bits make a sequence of the full period: its order divides 2^n − 1 and nothing less",
    (bits) => {
      const period = lfsrPeriod(bits);
      expect(lfsrStateAt(bits, period)).toBe(1);
      for (const prime of primeFactors(period)) expect(lfsrStateAt(bits, period / prime), `${prime}`).not.toBe(1);
    },
  );

  it("say how many bits there are when asked for others", () => {
    expect(() => lfsrTaps(7)).toThrow("lfsr: got 7 bits, expected 8 to 31");
  });
});

describe("lfsrStep(state, bits)", () => {
  it("visits all 255 states of 8 bits before it comes back", () => {
    const seen = new Set<number>();
    for (let state = 1; !seen.has(state); state = lfsrStep(state, 8)) seen.add(state);
    expect(seen.size).toBe(255);
  });
});

describe("lfsrStateAt(bits, steps)", () => {
  it.each([8, 13, 16, 31])("of %i bits is as many single steps", (bits) => {
    let state = 1;
    for (let steps = 0; steps <= 70; steps++) {
      expect(lfsrStateAt(bits, steps)).toBe(state);
      state = lfsrStep(state, bits);
    }
  });
});

describe("lfsrLeap(state)", () => {
  it.each(WIDTHS)("of %i bits is as many steps in one cycle", (bits) => {
    const m = new ModuleBuilder<Ports>("leap");
    m.output("next", lfsrLeap(m.input("state", bits)));
    const simulator = new Simulator(m.build());
    for (const start of [1, 2 ** bits - 1, lfsrStateAt(bits, 1234)]) {
      let expected = start;
      for (let i = 0; i < bits; i++) expected = lfsrStep(expected, bits);
      simulator.set("state", BigInt(start));
      simulator.evaluate();
      expect(Number(simulator.get("next"))).toBe(expected);
    }
  });
});
