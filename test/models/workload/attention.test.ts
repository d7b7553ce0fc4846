import { describe, expect, it } from "vitest";
import { contextShape, positionsAttended } from "../../../models/workload/attention.ts";
import type { BlockGroup, Mixer } from "../../../models/workload/model/model.ts";
import { loadWorkload } from "../../../models/workload/workload.ts";

function blocks(mixer: Mixer, count: number): readonly BlockGroup[] {
  return [{ count, mixer, feedForward: { kind: "gated", hidden: 8 } }];
}

/** Multiplications of one token at a position, head by head, position by position, value by value. */
function plainAttention(shape: { heads: number; headDimension: number; blocks: number }, position: number): number {
  let macs = 0;
  for (let block = 0; block < shape.blocks; block++)
    for (let head = 0; head < shape.heads; head++)
      for (let key = 0; key <= position; key++) for (let value = 0; value < shape.headDimension; value++) macs += 2; // q·k, p·v
  return macs;
}

describe("contextShape(model)", () => {
  it("counts keys and values by their own heads, MACs by those of the queries", () => {
    const grouped = blocks({ kind: "attention", heads: 6, keyValueHeads: 2, headDimension: 5 }, 3);
    expect(contextShape({ blocks: grouped })).toEqual({
      cachedValues: 60, // 3 blocks, k and v, 2 heads, 5 values
      macsPerPosition: 180, // 3 blocks, q·k and p·v, 6 heads, 5 values
      stateValues: 0,
      stateMacs: 0,
    });
  });

  it("of BitNet b1.58-2B-4T: 38 400 cached values and 153 600 MACs a position", () => {
    const { model } = loadWorkload("bitnet-b1.58-2b-4t");
    if (model === undefined) throw new Error("no model");
    // 30 blocks · 2 · 5 heads · 128; 30 blocks · 2 · 20 heads · 128.
    expect(contextShape(model)).toMatchObject({ cachedValues: 38_400, macsPerPosition: 153_600, stateValues: 0 });
  });

  it("has a constant state of a gated delta net and of a gated recurrence, and nothing that grows", () => {
    const net: Mixer = {
      kind: "gated-delta-net",
      keyHeads: 2,
      valueHeads: 4,
      keyHeadDimension: 3,
      valueHeadDimension: 5,
    };
    // A 3 × 5 matrix for each of 4 value heads; decay, S·k, outer product, S·q.
    expect(contextShape({ blocks: blocks(net, 2) })).toEqual({
      cachedValues: 0,
      macsPerPosition: 0,
      stateValues: 120,
      stateMacs: 480,
    });
    const recurrence: Mixer = { kind: "gated-recurrence", inner: 7 };
    expect(contextShape({ blocks: blocks(recurrence, 3) })).toMatchObject({ stateValues: 21, stateMacs: 21 });
  });

  it("adds the blocks of a hybrid: 48 linear ones and 16 with attention", () => {
    const { model } = loadWorkload("ternary-bonsai-27b");
    if (model === undefined) throw new Error("no model");
    expect(contextShape(model)).toEqual({
      cachedValues: 16 * 2 * 4 * 256,
      macsPerPosition: 16 * 2 * 24 * 256,
      stateValues: 48 * 48 * 128 * 128,
      stateMacs: 4 * 48 * 48 * 128 * 128,
    });
  });
});

describe("positionsAttended(before, tokens)", () => {
  const shape = { heads: 4, headDimension: 3, blocks: 2 };
  const { macsPerPosition } = contextShape({
    blocks: blocks({ kind: "attention", heads: 4, keyValueHeads: 2, headDimension: 3 }, shape.blocks),
  });

  it.each([
    [0, 1],
    [0, 7],
    [5, 1],
    [5, 4],
    [100, 13],
  ])("is what loops over heads and positions count: %i before, %i tokens", (before, tokens) => {
    let macs = 0;
    for (let i = 0; i < tokens; i++) macs += plainAttention(shape, before + i);
    expect(macsPerPosition * positionsAttended(before, tokens)).toBe(macs);
  });

  it("of no tokens is 0", () => {
    expect(positionsAttended(9, 0)).toBe(0);
  });
});
