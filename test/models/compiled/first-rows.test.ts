import { describe, expect, it } from "vitest";
import { DerivedCell, Digit } from "../../../models/compiled/cells.ts";
import { FirstRows } from "../../../models/compiled/first-rows.ts";
import { RowMemory } from "../../../models/compiled/kernels/row-memory.ts";
import type { NarrowTop } from "../../../models/compiled/narrow-top.ts";
import { NetRows } from "../../../models/compiled/net-rows.ts";
import { Walk } from "../../../models/compiled/walk.ts";
import type { Profile, Shape } from "../../../models/cost/delay/profile.ts";

const [FLAT, STEEP] = [0, 1].map((id) => ({ id, bits: new Float64Array(2) })) as [Shape, Shape];
const NET = { id: 0, instance: "control", port: "step" };

/** A row of three tops that drive a net so, or cannot be worked out. */
function rowOf(profiles: readonly (Profile | null | "unknown" | Error)[]): FirstRows {
  const along = new Digit(new Walk(), profiles.length, undefined);
  const cell = new DerivedCell<NarrowTop>({
    length: profiles.length,
    inputs: [along],
    make: (place) => {
      const profile = profiles[place];
      if (profile instanceof Error) throw profile;
      return { pathPs: 10 * place, profileOf: () => profile } as unknown as NarrowTop;
    },
    keyOf: ({ pathPs }) => pathPs,
  });
  const memory = new RowMemory();
  return new FirstRows(cell, new NetRows({} as never, memory.listOf(profiles.map(() => 1)), memory));
}

const at = (latestPs: number, shape: Shape): Profile => ({ latestPs, shape });

describe("FirstRows", () => {
  it("gives arrivals and paths along a row of one shape", () => {
    const row = rowOf([at(5, FLAT), at(7, FLAT), at(6, FLAT)]);
    const { hasOneShape, isAlike, arrivals } = row.net(NET);
    expect([hasOneShape, isAlike, row.hasErrors()]).toEqual([true, true, false]);
    expect([...arrivals.numbers, arrivals.most]).toEqual([5, 7, 6, 7]);
    expect([...row.paths().numbers]).toEqual([0, 10, 20]);
  });

  it("tells shapes that differ from nets that only some designs drive", () => {
    const shapes = rowOf([at(5, FLAT), at(5, STEEP), at(5, FLAT)]);
    expect(shapes.net(NET)).toMatchObject({ hasOneShape: false, isAlike: true });
    expect([0, 1].map((place) => shapes.shapeAt(NET, place))).toEqual([FLAT, STEEP]);
    const some = rowOf([at(5, FLAT), null, at(5, FLAT)]);
    expect(some.net(NET)).toMatchObject({ hasOneShape: false, isAlike: false });
    expect([...some.net(NET).arrivals.numbers]).toEqual([5, -Infinity, 5]);
    expect(rowOf(["unknown", "unknown", "unknown"]).net(NET)).toMatchObject({ hasOneShape: true, isAlike: true });
  });

  it("says so where the instances of a design cannot be worked out", () => {
    const row = rowOf([at(5, FLAT), new Error("no such counter"), at(5, FLAT)]);
    expect(row.hasErrors()).toBe(true);
    expect([0, 1, 2].map((place) => row.isSoundAt(place))).toEqual([true, false, true]);
  });
});
