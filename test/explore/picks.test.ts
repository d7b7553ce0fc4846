import { describe, expect, it } from "vitest";
import { picksOf } from "../../src/explore/picks.ts";
import { frontOf, OBJECTIVES } from "./small-front.ts";
import { PLAIN } from "../support/plain-metrics.ts";

describe("picksOf(front, objectives, labels, metrics)", () => {
  const front = frontOf([1, 90], [4, 30], [5, 9], [50, 3], [50, 3]);

  it("takes the ends of the front for smallest and largest", () => {
    expect(picksOf(front, OBJECTIVES, ["smallest areaUm2", "smallest latencyUs", "largest latencyUs"], PLAIN)).toEqual([
      { place: 0, label: "smallest areaUm2, largest latencyUs" },
      { place: 3, label: "smallest latencyUs" },
    ]);
  });

  it("settles a tie by the objectives in their order", () => {
    // All have a `ge` of 1; the smallest area among them is at place 0.
    expect(picksOf(front, OBJECTIVES, ["largest ge"], PLAIN)).toEqual([{ place: 0, label: "largest ge" }]);
  });

  it("takes nothing from an empty front", () => {
    expect(picksOf(frontOf(), OBJECTIVES, ["knee", "smallest ge"], PLAIN)).toEqual([]);
  });
});
