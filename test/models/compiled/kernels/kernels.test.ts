import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RowMemory, Terms, type RowList } from "../../../../models/compiled/kernels/row-memory.ts";
import { assembledPlace, assembleKernels, KERNELS } from "../../../support/assemble-kernels.ts";

const memory = new RowMemory();
const { kernels } = memory;

/** Whole numbers, so that sums do not depend on their order; some are not known. */
const number = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -1000, max: 1000 }) }, fc.constant(Number.NaN));
const listsAndRange = fc
  .record({ length: fc.integer({ min: 1, max: 40 }), lists: fc.integer({ min: 0, max: 4 }) })
  .chain(({ length, lists }) =>
    fc.record({
      lists: fc.array(fc.array(number, { minLength: length, maxLength: length }), {
        minLength: lists + 1,
        maxLength: lists + 1,
      }),
      factors: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: lists + 1, maxLength: lists + 1 }),
      from: fc.integer({ min: 0, max: length }),
      to: fc.integer({ min: 0, max: length }),
    }),
  );

describe("kernels", () => {
  it.each(KERNELS)("of %s are what the text says: else `npm run kernels`", async (path) => {
    expect(Buffer.from(await assembleKernels(path)).equals(readFileSync(assembledPlace(path)))).toBe(true);
  });
});

describe("sum", () => {
  it("is a plain sum at the places that are asked for, and touches no other", () => {
    fc.assert(
      fc.property(listsAndRange, fc.integer(), fc.integer({ min: -9, max: 9 }), (given, single, copied) => {
        const { lists, factors, from, to } = given;
        const [copies, ...others] = lists.map((each) => memory.listOf(each));
        const terms = new Terms(memory);
        for (const [i, list] of others.entries()) terms.add(list, factors[i]!);
        const out = memory.listOf(copies!.numbers.map(() => -1));
        kernels.sum(out.at, from, to, single, copied, copies!.at, terms.at, terms.count);
        const plain = [...copies!.numbers].map((each, k) =>
          k < from || k >= to
            ? -1
            : others.reduce((sum, { numbers }, i) => sum + factors[i]! * numbers[k]!, single + copied * each),
        );
        expect([...out.numbers]).toEqual(plain);
      }),
    );
  });
});

describe("longest", () => {
  it("is the largest of some sums; what is not known, and −∞, is no longer than anything", () => {
    fc.assert(
      fc.property(listsAndRange, fc.integer({ min: -1000, max: 1000 }), ({ lists, factors, from, to }, least) => {
        const [by, ...others] = lists.map((each) => memory.listOf(each.map((one) => (one > 900 ? -Infinity : one))));
        const terms = new Terms(memory);
        for (const [i, list] of others.entries()) terms.add(list, factors[i]!, by!);
        const out = memory.listOf(by!.numbers.map(() => 7));
        kernels.longest(out.at, from, to, least, terms.at, terms.count);
        const plain = [...by!.numbers].map((also, k) => {
          if (k < from || k >= to) return 7;
          let longest = least;
          for (const [i, { numbers }] of others.entries())
            if (factors[i]! + numbers[k]! + also > longest) longest = factors[i]! + numbers[k]! + also;
          return longest;
        });
        expect([...out.numbers]).toEqual(plain);
      }),
    );
  });
});

describe("keep", () => {
  const kept = memory.places(40);
  const counts = memory.places(2);
  const keep = (area: RowList, path: RowList, from: number, to: number): number =>
    kernels.keep(area.at, path.at, from, to, 50, 60, kept.at, counts.at);

  it("lists places that are small and fast enough, and counts the others: too large first", () => {
    const positive = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(positive, positive, fc.integer({ min: 0, max: 30 }), (areas, paths, from) => {
        const left = keep(memory.listOf(areas), memory.listOf(paths), from, 30);
        const places = [...areas.keys()].slice(from);
        const small = places.filter((k) => areas[k]! <= 50);
        expect([...kept.places.subarray(0, left)]).toEqual(small.filter((k) => paths[k]! <= 60));
        expect([...counts.places]).toEqual([places.length - small.length, small.length - left]);
      }),
    );
  });

  it.each([
    [0, 5],
    [5, 0],
    [Number.NaN, 5],
    [5, Number.NaN],
  ])("leaves a row to others in which a design has area %d and path %d", (area, path) => {
    keep(memory.listOf([5, area, 5]), memory.listOf([5, path, 5]), 0, 3);
    expect(counts.places[0]).toBe(-1);
  });
});
