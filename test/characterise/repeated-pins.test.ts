import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allPins, repeatedPins } from "../../src/characterise/repeated-pins.ts";

describe("repeatedPins(pins)", () => {
  it("is one number where all bits are alike, and one word where words are", () => {
    expect(repeatedPins([2, 2, 2])).toEqual([2]);
    expect(repeatedPins([1, 1, 9, 1, 1, 9])).toEqual([1, 1, 9]);
    expect(repeatedPins([1, 2, 1])).toEqual([1, 2, 1]);
    expect(repeatedPins([7])).toEqual([7]);
  });

  it("gives every bit back, and nothing shorter does", () => {
    const some = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 4 }), (word, count) => {
        const pins = Array.from({ length: word.length * count }, (_, bit) => word[bit % word.length] ?? 0);
        const kept = repeatedPins(pins);
        expect(allPins(kept, pins.length)).toEqual(pins);
        expect(kept.length).toBeLessThanOrEqual(word.length);
      }),
      { seed: 1 },
    );
  });
});
