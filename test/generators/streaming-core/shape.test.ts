import { describe, expect, it } from "vitest";
import { countBits, exactSumBits } from "../../../generators/streaming-core/shape.ts";
import { ternaryLut } from "../../../generators/ternary-lut/index.ts";
import { parametersOf } from "../../support/random-design.ts";

describe("exactSumBits(activationBits, inputs)", () => {
  const cases = [4, 8, 16, 28].flatMap((activationBits) =>
    [1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 257, 6912, 65_536].map((inputs) => ({ activationBits, inputs })),
  );

  it.each(cases)(
    "($activationBits, $inputs): N·2^(w−1) just fits, one bit fewer does not hold it",
    ({ activationBits, inputs }) => {
      const bits = exactSumBits(activationBits, inputs);
      const largest = BigInt(inputs) * 2n ** BigInt(activationBits - 1);
      // All activations −2^(w−1), all weights −1: the sum is +N·2^(w−1).
      expect(BigInt.asIntN(bits, largest)).toBe(largest);
      expect(BigInt.asIntN(bits, -largest)).toBe(-largest);
      expect(BigInt.asIntN(bits - 1, largest)).not.toBe(largest);
    },
  );
});

describe("countBits(maximum)", () => {
  it("holds 0 … maximum", () => {
    expect([1, 2, 3, 4, 7, 8, 65_535, 65_536].map(countBits)).toEqual([1, 2, 2, 3, 3, 4, 16, 17]);
  });
});

describe("ternaryLut.conflicts(values)", () => {
  it("is empty for the defaults", () => {
    expect(ternaryLut.conflicts(parametersOf(ternaryLut, {}))).toEqual([]);
  });

  it("names a register in front of entries that nobody stores", () => {
    const values = parametersOf(ternaryLut, { tableStorage: "combinational", pipelineTable: 1 });
    expect(ternaryLut.conflicts(values)).toEqual([
      { path: "pipelineTable", message: "got 1, expected 0 with combinational tables: they store no entries" },
    ]);
  });

  it("names ports that no tool would take", () => {
    const values = parametersOf(ternaryLut, { activation: "int16", groupSize: 6, tables: 1024, fetchers: 1024 });
    expect(ternaryLut.conflicts({ ...values, inputs: 65_536 })).toEqual([
      { path: "tables", message: "got 98304 activation bits per tile, expected at most 65536" },
      { path: "fetchers", message: "got 10485760 key bits per step, expected at most 65536" },
    ]);
  });
});
