import { describe, expect, it } from "vitest";
import { Digit } from "../../../models/compiled/cells.ts";
import { Walk } from "../../../models/compiled/walk.ts";

describe("Walk.setOf()", () => {
  it("numbers the combinations of its digits, those apart that cannot move", () => {
    const walk = new Walk();
    const [slow, still, fast] = [new Digit(walk, 2, 0), new Digit(walk, 1, 1), new Digit(walk, 3, 2)];
    const set = walk.setOf([fast, still, slow, fast]);
    expect(set.size).toBe(6);
    const found: number[] = [];
    for (slow.state = 0; slow.state < 2; slow.state++)
      for (fast.state = 0; fast.state < 3; fast.state++) found.push(set.index);
    expect(found).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("gives one set for the same digits", () => {
    const walk = new Walk();
    const digits = [new Digit(walk, 2, 0), new Digit(walk, 3, 1)];
    expect(walk.setOf(digits)).toBe(walk.setOf(digits.toReversed()));
    expect(walk.setOf(digits.slice(1)).size).toBe(3);
    expect(walk.setOf([]).index).toBe(0);
  });
});
