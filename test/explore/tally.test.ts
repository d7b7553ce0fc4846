import { describe, expect, it } from "vitest";
import { Tally } from "../../src/explore/tally.ts";

describe("Tally.add(points, feasible, front)", () => {
  it("counts for all that share it", () => {
    const tally = new Tally();
    tally.add(10, 3, 2);
    new Tally(tally.shared).add(5, 1, 4);
    expect([tally.judged, tally.feasible, tally.front]).toEqual([15, 4, 4]);
  });

  it("goes on above 2³² points, few or many at a time", () => {
    const tally = new Tally();
    tally.add(2 ** 32 - 1, 2 ** 31, 1);
    tally.add(1, 2 ** 31, 1);
    expect([tally.judged, tally.feasible]).toEqual([2 ** 32, 2 ** 32]);
    tally.add(7, 0, 1);
    tally.add(5 * 2 ** 40 + 3, 2 ** 50 + 1, 1);
    expect([tally.judged, tally.feasible]).toEqual([5 * 2 ** 40 + 2 ** 32 + 10, 2 ** 50 + 2 ** 32 + 1]);
  });

  it("never seems to go back, also between the two words of another thread's carry", () => {
    const tally = new Tally();
    tally.add(2 ** 32 - 1, 0, 0);
    expect(tally.judged).toBe(2 ** 32 - 1);
    // The lower word is over, and nothing is carried yet.
    Atomics.store(new Uint32Array(tally.shared), 0, 3);
    expect(tally.judged).toBe(2 ** 32 - 1);
    Atomics.add(new Uint32Array(tally.shared), 1, 1);
    expect(tally.judged).toBe(2 ** 32 + 3);
  });
});
