import { describe, expect, it } from "vitest";
import { SpareWords } from "../../src/core/spare-words.ts";

describe("SpareWords", () => {
  it("gives lists of zeros of the length that is asked for, also of memory that was in use", () => {
    const spare = new SpareWords();
    for (const length of [0, 1, 4095, 4096, 5000, 4097, 70_000, 5000]) {
      const words = spare.take(length);
      expect([words.length, words.every((each) => each === 0)]).toEqual([length, true]);
      spare.give(words.fill(-1));
    }
  });

  it("gives memory again that was given back, and none that is in use", () => {
    const spare = new SpareWords();
    const first = spare.take(5000);
    expect(spare.take(5000).buffer).not.toBe(first.buffer);
    spare.give(first);
    const again = spare.take(8000);
    expect(again.buffer).toBe(first.buffer);
    expect(spare.take(5000).buffer).not.toBe(first.buffer);
  });
});
