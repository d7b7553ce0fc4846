import { describe, expect, it } from "vitest";
import { RowMemory } from "../../../models/compiled/kernels/row-memory.ts";
import { RowSum } from "../../../models/compiled/row-sum.ts";

describe("RowSum", () => {
  it("adds what stands once, what is copied along the row, and lists", () => {
    const memory = new RowMemory();
    const sum = new RowSum(memory, memory.listOf([10, 20, 30]));
    sum.addSame(7, false);
    sum.addSame(5, true);
    const list = memory.listOf([1, 2, 3]);
    for (let i = 1; i <= 7; i++) sum.add(list, i);
    const sums = memory.list(3);
    sum.into(sums, 0, 3);
    expect([...sums.numbers]).toEqual([7 + 50 + 28, 7 + 100 + 56, 7 + 150 + 84]);
    sum.clear();
    sum.into(sums, 0, 1);
    expect([...sums.numbers]).toEqual([0, 7 + 100 + 56, 7 + 150 + 84]);
  });
});
