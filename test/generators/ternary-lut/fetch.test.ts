import { describe, expect, it } from "vitest";
import { build } from "../../../generators/ternary-lut/table.ts";
import { fetch, keyBits, wordBits } from "../../../generators/ternary-lut/fetch.ts";
import { Random } from "../../../src/core/random.ts";
import { LANES, Simulator } from "../../../src/hdl/simulate.ts";
import { packWords } from "../../support/pack.ts";

describe("keyBits(groupSize)", () => {
  it("is ⌈log2(E + 1)⌉ index bits and a sign", () => {
    expect([1, 2, 3, 4, 5, 6].map(keyBits)).toEqual([2, 4, 5, 7, 8, 10]);
  });
});

describe("wordBits(groupSize, activationBits)", () => {
  it("is w + ⌈log2 µ⌉", () => {
    expect([1, 2, 3, 4, 5, 6].map((groupSize) => wordBits(groupSize, 8))).toEqual([8, 9, 10, 10, 11, 11]);
  });
});

/** Σ c_i·x_i, where index is the balanced-ternary value |Σ c_i·3^i|. */
function groupSum(index: number, activations: readonly number[]): number {
  let [rest, sum] = [index, 0];
  for (const activation of activations) {
    const digit = rest % 3 === 2 ? -1 : rest % 3;
    sum += digit * activation;
    rest = (rest - digit) / 3;
  }
  return sum;
}

describe("fetch({ groupSize }) of build({ groupSize })", () => {
  const cases = [1, 2, 3, 4].flatMap((groupSize) =>
    (["free", "gated"] as const).map((gating) => ({ groupSize, gating })),
  );

  it.each(cases)(
    "µ = $groupSize $gating: word + negate is the group's sum or its negative, for every key",
    ({ groupSize, gating }) => {
      const random = new Random(groupSize);
      const builder = new Simulator(build({ groupSize, activationBits: 4, adder: "ripple" }));
      const reader = new Simulator(fetch({ groupSize, activationBits: 4, gating }));
      const width = wordBits(groupSize, 4);
      const indices = 2 ** (keyBits(groupSize) - 1);
      const groups = Array.from({ length: LANES }, (_, lane) =>
        Array.from({ length: groupSize }, () => (lane === 0 ? -8 : random.integer(-8, 7))),
      );
      for (const [lane, group] of groups.entries()) builder.set("activations", packWords(group, 4), lane);
      builder.evaluate();
      for (let lane = 0; lane < LANES; lane++) reader.set("entries", builder.get("entries", lane), lane);
      for (let index = 0; index <= (3 ** groupSize - 1) / 2; index++) {
        for (const isNegative of [false, true]) {
          reader.set("key", BigInt(index + (isNegative ? indices : 0)));
          if (gating === "gated") reader.set("enable", 1n);
          reader.evaluate();
          for (const [lane, group] of groups.entries()) {
            // Offset binary: the word stands for its value less 2^(width−1).
            const value = Number(reader.get("word", lane)) - 2 ** (width - 1) + Number(reader.get("negate", lane));
            expect(value, `key ${index}, group ${group.join(" ")}`).toBe(
              isNegative ? 0 - groupSum(index, group) : groupSum(index, group),
            );
          }
        }
      }
    },
  );

  it("gated: reads zero while enable is low, whatever the key", () => {
    const reader = new Simulator(fetch({ groupSize: 2, activationBits: 4, gating: "gated" }));
    reader.set("entries", (1n << 18n) - 1n);
    reader.set("enable", 0n);
    for (let key = 0n; key < 16n; key++) {
      reader.set("key", key);
      reader.evaluate();
      expect(Number(reader.get("word")) - 16 + Number(reader.get("negate"))).toBe(0);
    }
  });
});
