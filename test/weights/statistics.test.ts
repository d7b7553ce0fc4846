import { describe, expect, it } from "vitest";
import type { Layer } from "../../src/weights/index.ts";
import { combined, layerStatistics, rowQuantile, zeroBlockPart } from "../../src/weights/statistics.ts";

/** A layer of these rows, with one scale for each. */
function layerOf(rows: readonly (readonly number[])[], scales: readonly number[]): Layer {
  const inputs = rows[0]?.length ?? 0;
  const facts = {
    name: "l",
    type: "q",
    format: "TQ2_0",
    outputs: rows.length,
    inputs,
    bytes: 0,
    grain: { per: "row" },
  } as const;
  return {
    ...facts,
    *rows() {
      for (const [i, row] of rows.entries())
        yield { trits: Int8Array.from(row), scales: Float64Array.of(scales[i] ?? 0) };
    },
  };
}

const FIRST = layerOf(
  [
    [0, 0, 0, 0, 0, 1, -1, 0, 1],
    [1, -1, -1, 0, 0, 0, 0, 0, 0],
  ],
  [0.5, -2],
);

describe("layerStatistics(layer)", () => {
  it("counts zeros, +1, -1, scales, and zeros of blocks; what is left of a row is in no block", () => {
    expect(layerStatistics(FIRST)).toMatchObject({
      zeros: 12,
      plus: 3,
      minus: 3,
      scales: { count: 2, minimum: -2, maximum: 0.5 },
      blocks: [
        { length: 4, byZeros: [0, 1, 1, 0, 2] }, // 0000 | 01-10, 1--0 | 0000
        { length: 5, byZeros: [0, 0, 1, 0, 0, 1] }, // 00000, 1--00
        { length: 8, byZeros: [0, 0, 0, 0, 0, 1, 1, 0, 0] },
        { length: 16, byZeros: Array.from({ length: 17 }, () => 0) },
      ],
      rowZeros: Float64Array.of(6 / 9, 6 / 9),
      // sha256 of the bytes 00 00 00 00 00 01 ff 00 01 01 ff ff 00 00 00 00 00 00
      sha256: "345e93a0d40549d77d89a0587e3da4d149cb97fd5fd7d01f19f5947e4702fe78",
    });
  });

  it("zeroBlockPart(statistics, length) is undefined where rows are shorter", () => {
    const statistics = layerStatistics(FIRST);
    expect([zeroBlockPart(statistics, 4), zeroBlockPart(statistics, 8), zeroBlockPart(statistics, 16)]).toEqual([
      0.5,
      0,
      undefined,
    ]);
  });
});

describe("combined(statistics)", () => {
  it("adds what is counted, and sorts rows of layers of any width together", () => {
    const second = layerStatistics(layerOf([[1, 0, 0, 0], [1, 1, 1, 1], [0, 1, 1, 1]], [3, 4, 5])); // prettier-ignore
    const both = combined([layerStatistics(FIRST), second]);
    expect(both).toMatchObject({
      zeros: 16,
      plus: 11,
      minus: 3,
      scales: { count: 5, minimum: -2, maximum: 5 },
      rowZeros: Float64Array.of(0, 0.25, 6 / 9, 6 / 9, 0.75),
    });
    expect(both.blocks[0]).toEqual({ length: 4, byZeros: [1, 2, 1, 1, 2] });
    expect([0, 0.2, 0.21, 0.5, 1].map((part) => rowQuantile(both, part))).toEqual([0, 0, 0.25, 6 / 9, 0.75]);
  });
});
