import { describe, expect, it } from "vitest";
import { generationPasses, meanPass, prefillPasses, type Pass, type Stretch } from "../../../models/token/pass.ts";
import { sumOfLargest } from "../../../models/token/sum-of-largest.ts";

/** Every pass by itself. */
function passesOf(stretches: readonly Stretch[]): readonly Pass[] {
  return stretches.flatMap(({ pass, count }) =>
    Array.from({ length: count }, (_, i) => ({ ...pass, before: pass.before + i * pass.tokens })),
  );
}

describe("generationPasses({ before, tokens, perPass })", () => {
  it("follow each other, the last one smaller", () => {
    const passes = passesOf(generationPasses({ sequences: 2, before: 10, tokens: 7, perPass: 3 }));
    expect(passes.map(({ before, tokens }) => [before, tokens])).toEqual([
      [10, 3],
      [13, 3],
      [16, 1],
    ]);
  });

  it.each([
    [0, 1, 1],
    [0, 9, 2],
    [1, 9, 1],
    [3, 2, 5],
  ])("bring %i tokens forward by %i, %i a pass, none twice", (before, tokens, perPass) => {
    let at = before;
    for (const pass of passesOf(generationPasses({ sequences: 1, before, tokens, perPass }))) {
      expect(pass.before).toBe(at);
      at += pass.tokens;
    }
    expect(at).toBe(before + tokens);
  });
});

describe("prefillPasses(sequences, tokens, perPass)", () => {
  it("is one pass where the prompt is read at once", () => {
    expect(prefillPasses(3, 40, 40)).toEqual([{ pass: { sequences: 3, tokens: 40, before: 0, logits: 1 }, count: 1 }]);
  });

  it("in chunks has logits in the last alone", () => {
    const passes = passesOf(prefillPasses(1, 10, 4));
    expect(passes.map(({ before, tokens, logits }) => [before, tokens, logits])).toEqual([
      [0, 4, 0],
      [4, 4, 0],
      [8, 2, 1],
    ]);
    expect(passesOf(prefillPasses(1, 8, 4)).map(({ logits }) => logits)).toEqual([0, 1]);
  });
});

describe("meanPass(stretch)", () => {
  it("stands in the middle: count times its `before` is the sum of all", () => {
    const stretch = { pass: { sequences: 1, tokens: 3, before: 5, logits: 3 }, count: 4 };
    const sum = passesOf([stretch]).reduce((total, { before }) => total + before, 0);
    expect(4 * meanPass(stretch).before).toBe(sum);
  });
});

describe("sumOfLargest(level, line, count)", () => {
  const CASES = [
    { level: 10, start: 1, slope: 2, count: 20 },
    { level: 10, start: 10, slope: 2, count: 5 },
    { level: 10, start: 11, slope: 0, count: 5 },
    { level: 10, start: 3, slope: 0, count: 5 },
    { level: 100, start: 3, slope: 1, count: 5 },
    { level: 0, start: 3, slope: 1, count: 1 },
    { level: 7.5, start: 0.25, slope: 0.5, count: 1000 },
  ];
  it.each(CASES)("is what a loop adds up: %o", ({ level, start, slope, count }) => {
    let sum = 0;
    for (let j = 0; j < count; j++) sum += Math.max(level, start + slope * j);
    expect(sumOfLargest(level, { start, slope }, count)).toBeCloseTo(sum, 8);
  });
});
