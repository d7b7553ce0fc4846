import { describe, expect, it } from "vitest";
import { trainReference } from "../../../../models/training/index.ts";
import { firstOf, resized, shuffled } from "../../../../models/training/data/data-set.ts";
import { builtInDigits, drawDigits } from "../../../../models/training/data/digits.ts";
import { Random } from "../../../../src/core/random.ts";
import { PLAIN_TRAINING } from "../../../support/plain-training.ts";

describe("drawDigits(count, side, seed)", () => {
  it("draws the same digits for the same seed, others for another", () => {
    expect(drawDigits(20, 14, 3)).toEqual(drawDigits(20, 14, 3));
    expect(drawDigits(20, 14, 4).pixels).not.toEqual(drawDigits(20, 14, 3).pixels);
  });

  it("draws all ten digits, on mostly empty paper, none of them twice", () => {
    const { pixels, labels, inputs } = drawDigits(300, 20, 1);
    expect(new Set(labels).size).toBe(10);
    const inked = pixels.filter((pixel) => pixel > 0).length / pixels.length;
    expect(inked).toBeGreaterThan(0.08);
    expect(inked).toBeLessThan(0.35);
    const pictures = Array.from({ length: 300 }, (_, e) => pixels.subarray(e * inputs, (e + 1) * inputs).join());
    expect(new Set(pictures).size).toBe(300);
  });

  it("makes a task that a hidden layer solves better than a linear classifier", () => {
    const data = builtInDigits({ training: 2500, testing: 500, side: 14 }, 1);
    const task = {
      data,
      activation: "sigmoid",
      epochs: 4,
      examples: 2500,
      batch: 1,
      learningRate: 0.2,
      weightRange: 1,
      deltaScale: "fixed",
      ...PLAIN_TRAINING,
    } as const;
    const accuracy = (layers: readonly number[]): number =>
      trainReference({ ...task, layers }, 1).accuracies.at(-1) ?? 0;
    const [linear, deep] = [accuracy([196, 10]), accuracy([196, 50, 10])];
    expect(deep).toBeGreaterThan(0.85);
    expect(deep - linear).toBeGreaterThan(0.06);
  });
});

describe("resized(examples, inputs, where)", () => {
  const picture = {
    count: 1,
    inputs: 16,
    pixels: Uint8Array.from({ length: 16 }, (_, i) => i),
    labels: Uint8Array.of(1),
  };

  it("takes means of blocks", () => {
    expect([...resized(picture, 4, "layers").pixels]).toEqual([3, 5, 11, 13].map((each) => Math.round(each - 0.5)));
  });

  it("takes the middle where no block fits", () => {
    const six = {
      count: 1,
      inputs: 36,
      pixels: Uint8Array.from({ length: 36 }, (_, i) => i),
      labels: Uint8Array.of(1),
    };
    expect([...resized(six, 16, "layers").pixels].slice(0, 4)).toEqual([7, 8, 9, 10]);
  });

  it("refuses a size that is no square, or larger than the images", () => {
    for (const inputs of [5, 25])
      expect(() => resized(picture, inputs, "layers")).toThrow(`layers: got ${inputs} inputs`);
  });
});

describe("data sets", () => {
  it("shuffled(count, random) has every number once", () => {
    expect([...shuffled(50, new Random(1))].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });

  it("firstOf(examples, count) takes the first, or all", () => {
    const set = drawDigits(5, 8, 1);
    expect(firstOf(set, 2).pixels).toEqual(set.pixels.subarray(0, 128));
    expect(firstOf(set, 9).count).toBe(5);
  });
});
