import { describe, expect, it } from "vitest";
import { PairIds } from "../../../models/compiled/pair-ids.ts";

describe("PairIds.of(first, second)", () => {
  it("numbers pairs in the order in which they come", () => {
    const ids = new PairIds();
    expect([ids.of(3, 4), ids.of(4, 3), ids.of(3, 4), ids.of(0, 0)]).toEqual([0, 1, 0, 2]);
    expect(ids.size).toBe(3);
  });

  it("keeps the numbers of thousands of pairs, as a map of texts does", () => {
    const ids = new PairIds();
    const texts = new Map<string, number>();
    for (let i = 0; i < 20_000; i++) {
      const [first, second] = [(i * 7919) % 211, (i * 104_729) % 1009];
      const text = `${first} ${second}`;
      if (!texts.has(text)) texts.set(text, texts.size);
      if (ids.of(first, second) !== texts.get(text)) expect(ids.of(first, second)).toBe(texts.get(text));
    }
    expect(ids.size).toBe(texts.size);
  });
});
