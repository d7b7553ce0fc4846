import { describe, expect, it } from "vitest";
import { RowMemory, Terms } from "../../../../models/compiled/kernels/row-memory.ts";

describe("RowMemory", () => {
  it("gives each list bytes of its own, which it keeps when the memory grows", () => {
    const memory = new RowMemory();
    const first = memory.listOf([1, 2, 3]);
    const second = memory.list(5);
    expect([...second.numbers]).toEqual([0, 0, 0, 0, 0]);
    second.numbers.fill(9);
    memory.list(1_000_000).numbers.fill(7); // many pages
    expect([...first.numbers]).toEqual([1, 2, 3]);
    memory.kernels.sum(second.at, 0, 1, 0, 1, first.at, 0, 0); // what the kernels see is what the lists show
    expect([...second.numbers]).toEqual([1, 9, 9, 9, 9]);
  });
});

describe("Terms", () => {
  it("holds as many as are added", () => {
    const memory = new RowMemory();
    const terms = new Terms(memory, 2);
    const ones = memory.listOf([1]);
    for (let i = 1; i <= 50; i++) terms.add(ones, i);
    const sum = memory.list(1);
    memory.kernels.sum(sum.at, 0, 1, 0, 0, ones.at, terms.at, terms.count);
    expect(sum.numbers[0]).toBe((50 * 51) / 2);
    terms.clear();
    memory.kernels.sum(sum.at, 0, 1, 3, 0, ones.at, terms.at, terms.count);
    expect(sum.numbers[0]).toBe(3);
  });
});
