import { describe, expect, it } from "vitest";
import { countFeatures, withoutClockGates } from "../../../models/cost/features.ts";
import { FEATURES, REFINED_FROM, type RefinedPart } from "../../../models/technology/prices.ts";
import { calibrationModules } from "../../support/calibration-modules.ts";
import {
  add,
  and,
  bit,
  choose,
  concat,
  constant,
  eq,
  fullAdder,
  ltu,
  ModuleBuilder,
  named,
  or,
  replicate,
  slice,
  sub,
  xor,
  type Signal,
  type Ports,
} from "../../../src/hdl/index.ts";
import { countModule } from "../../../src/hdl/ledger.ts";

const PARTS = Object.keys(REFINED_FROM) as readonly RefinedPart[];

/** The features that are not zero of a module with inputs a and b of 8 bits and s of one. */
function features(result: (a: Signal, b: Signal, s: Signal) => Signal, name = "sample"): Record<string, number> {
  const m = new ModuleBuilder<Ports>(name);
  m.output("y", result(m.input("a", 8), m.input("b", 8), m.input("s", 1)));
  return Object.fromEntries(Object.entries(countFeatures(m.build())).filter(([, count]) => count !== 0));
}

describe("countFeatures(module)", () => {
  it("tells the two end bits of a word adder from the six between", () => {
    expect(features((a, b) => add(a, b))).toEqual({ adderBits: 6, adderEndBits: 2 });
  });

  it("tells adders of a constant from adders of two words, and what takes it away from what adds it", () => {
    expect(features((a) => add(a, constant(8, 3)))).toEqual({ constantAdderBits: 8 });
    expect(features((a) => sub(a, constant(8, 3)))).toEqual({ constantSubBits: 8 });
    const carried = (a: Signal, _: Signal, s: Signal) => add(a, concat(constant(7, 0), s));
    expect(features(carried)).toEqual({ constantAdderBits: 7, adderEndBits: 1 });
  });

  it("tells comparisons with constants, bit by bit, from those of two words", () => {
    expect(features((a, b) => ltu(a, b))).toEqual({ compareBits: 8 });
    expect(features((a) => ltu(constant(8, 99), a))).toEqual({ constantCompareBits: 8 });
    expect(features((a, b) => eq(concat(constant(3, 0), slice(a, 0, 5)), b))).toEqual({
      constantEqualBits: 3,
      equalBits: 5,
    });
  });

  it("tells masks from other ANDs; a selection of one value is a mask", () => {
    expect(features((a, b) => and(a, b))).toEqual({ andBits: 8 });
    expect(features((a, _, s) => and(a, replicate(s, 8)))).toEqual({ maskBits: 8 });
    expect(features((a, _, s) => choose([s], [a]))).toEqual({ maskBits: 8 });
  });

  it("tells XORs of words from those of single bits and from words flipped by one bit", () => {
    expect(features((a, b) => xor(a, b))).toEqual({ wordXorBits: 8 });
    expect(features((a, b) => xor(bit(a, 0), bit(b, 0)))).toEqual({ xorBits: 1 });
    expect(features((a, _, s) => xor(a, replicate(s, 8)))).toEqual({ flipBits: 8 });
  });

  it("tells carries and sums of a prefix adder from other gates, where synthesis leaves them as they are", () => {
    const adder = (a: Signal, b: Signal, s: Signal) => {
      const carry = named("c1_to0_generate", or(bit(b, 0), named("passed", and(bit(a, 0), s))));
      return concat(xor(bit(a, 1), carry), carry);
    };
    const gates = { andBits: 1, xorBits: 1, orBits: 1 };
    expect(features(adder)).toEqual(gates);
    expect(features(adder, "build_u2_w8_prefix")).toEqual(gates);
    expect(features(adder, "reduce_l2_w8_prefix")).toEqual({ andBits: 1, spanSumBits: 1, spanBits: 1 });
    const others = (a: Signal, b: Signal, s: Signal) => xor(bit(a, 1), or(bit(b, 0), xor(bit(a, 0), s)));
    expect(features(others, "reduce_l2_w8_prefix")).toEqual({ xorBits: 2, orBits: 1 });
  });

  it("counts the result of a selection besides its choices", () => {
    expect(features((a, b, s) => choose([s, bit(a, 0)], [a, b]))).toEqual({ chooseBits: 16, chosenBits: 8 });
  });

  it("counts the outputs that adders drive: here the sum and not the input beside it", () => {
    const half = (a: Signal, b: Signal, s: Signal) => concat(fullAdder("f", bit(a, 0), bit(b, 0), s).sum, bit(a, 1));
    expect(features(half)).toEqual({ fullAdders: 1, sumPortBits: 1 });
  });

  it("splits the ledger and loses none of it, in every training module", () => {
    for (const module of calibrationModules()) {
      const [parts, whole] = [countFeatures(module), countModule(module)];
      expect(Object.values(parts).every((count) => count >= 0)).toBe(true);
      // Selections of one value are masks, so these two kinds are split together.
      const splitOf = (kinds: readonly string[]): number =>
        [
          ...kinds.map((kind) => parts[kind as keyof typeof parts]),
          ...PARTS.map((part) => (kinds.includes(REFINED_FROM[part]) ? parts[part] : 0)),
        ].reduce((sum, count) => sum + count, 0);
      expect(splitOf(["andBits", "chooseBits"])).toBe(whole.andBits + whole.chooseBits);
      for (const kind of ["adderBits", "compareBits", "equalBits", "muxBits", "orBits", "xorBits"] as const)
        expect(splitOf([kind])).toBe(whole[kind]);
    }
  });
});

describe("withoutClockGates(counts, clock)", () => {
  const counts = (): ReturnType<typeof countFeatures> => {
    const m = new ModuleBuilder<Ports>("held");
    const run = m.input("run", 1);
    m.output("y", m.registered("y_q", m.input("a", 4), { enable: run }));
    m.output("z", m.registered("z_q", m.input("b", 3), { enable: run, reset: 1 }));
    m.output("free", m.registered("free_q", m.input("c", 2)));
    m.gateHeldRegisters(1);
    return countFeatures(m.build());
  };

  it("makes flip-flops with enable of gated ones, and only of these", () => {
    expect(counts()).toMatchObject({ clockGates: 2, plainFlipFlops: 6, resetFlipFlops: 3, gatedFlipFlops: 4 });
    const enables = withoutClockGates(counts(), "own");
    const expected = {
      clockGates: 0,
      plainFlipFlops: 2,
      enableFlipFlops: 4,
      enableResetFlipFlops: 3,
      resetFlipFlops: 0,
    };
    expect(enables).toMatchObject(expected);
  });

  it("gives every flip-flop of a module an enable whose clock is gated from outside", () => {
    expect(withoutClockGates(counts(), "gated")).toMatchObject({ plainFlipFlops: 0, enableFlipFlops: 6 });
  });
});

describe("FEATURES", () => {
  it("names everything that countFeatures(module) counts, once, but for clock gates", () => {
    const counted = calibrationModules()
      .slice(0, 1)
      .flatMap((module) => Object.keys(countFeatures(module)));
    expect([...FEATURES, "clockGates", "gatedFlipFlops", "gatedResetFlipFlops"].toSorted()).toEqual(counted.toSorted());
  });
});
