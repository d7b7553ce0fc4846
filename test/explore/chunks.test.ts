import { describe, expect, it } from "vitest";
import type { Part } from "../../src/config/points.ts";
import { chunksOf } from "../../src/explore/chunks.ts";
import type { SweepContext } from "../../src/explore/context.ts";

/** Where chunks begin, of parts of so many points; those with a block and a unit are worked out in rows. */
function starts(...sizes: readonly (readonly [size: number, block?: number, unit?: number])[]): readonly number[] {
  let count = 0;
  const parts = sizes.map(([size]): Pick<Part, "start" | "size"> => ({ start: (count += size) - size, size }));
  const rowsOf = (part: Pick<Part, "start" | "size">) => {
    const [, block, unit] = sizes[parts.indexOf(part)] ?? [0];
    return block === undefined ? undefined : { block, unit };
  };
  return chunksOf({ points: { count, parts }, rowsOf } as unknown as SweepContext);
}

describe("chunksOf(context)", () => {
  it("cuts designs that are worked out one by one into 64 to 1024 points", () => {
    expect(starts([100])).toEqual([0, 64]);
    expect(starts([5000]).slice(0, 3)).toEqual([0, 128, 256]);
    expect(starts([2 ** 20]).slice(0, 3)).toEqual([0, 1024, 2048]);
  });

  it("cuts rows between blocks, and makes larger pieces of them", () => {
    const many = starts([3_000_000, 3000, 10]);
    expect(many.every((start) => start % 3000 === 0)).toBe(true);
    expect(many[1]).toBe(66_000);
  });

  it("cuts blocks where there are few", () => {
    expect(starts([3000, 1500, 10]).slice(0, 3)).toEqual([0, 70, 140]);
    expect(starts([3000, 3000, 1]).slice(0, 3)).toEqual([0, 64, 128]);
  });

  it("begins a chunk with each part", () => {
    expect(starts([70], [70, 70])).toEqual([0, 64, 70]);
  });
});
