import { describe, expect, it } from "vitest";
import { Digit } from "../../../../models/compiled/cells.ts";
import { Levels } from "../../../../models/compiled/boxes/levels.ts";
import { Walk } from "../../../../models/compiled/walk.ts";

const SIZES = [2, 5, 1, 3];

/** The least of a function of some digits, and how often it was asked. */
function levelsOf(of: (states: readonly number[]) => number, positions: readonly number[]) {
  const walk = new Walk();
  const digits = SIZES.map((size, position) => new Digit(walk, size, position));
  let asked = 0;
  const exact = (): number => {
    asked++;
    return of(digits.map(({ state }) => state));
  };
  const levels = new Levels(
    walk,
    positions.map((position) => digits[position]!),
    exact,
    Math.min,
  );
  return { digits, levels, asked: () => asked };
}

describe("new Levels(walk, digits, exact, join).at(box)", () => {
  const of = ([a = 0, b = 0, , d = 0]: readonly number[]): number => (a * 31 + b * 17 + d * 23) % 29;

  it("is what all rows of the box come to, whatever digits stand where", () => {
    const { digits, levels } = levelsOf(of, [3, 0, 1]);
    digits[0]!.state = 1;
    digits[3]!.state = 2;
    const rows = (b: readonly number[]) => Math.min(...b.flatMap((each) => [0, 1, 2].map((d) => of([1, each, 0, d]))));
    expect(levels.at({ position: 1, from: 2, to: 5 })).toBe(rows([2, 3, 4]));
    expect(levels.at({ position: 1, from: 0, to: 2 })).toBe(rows([0, 1]));
    digits[1]!.state = 4;
    expect(levels.at({ position: 3, from: 1, to: 2 })).toBe(of([1, 4, 0, 1]));
    expect(levels.at({ position: 2, from: 0, to: 1 })).toBe(rows([4]));
    expect(digits.map(({ state }) => state)).toEqual([1, 4, 0, 2]);
  });

  it("asks for each row once, and not for digits that do not matter", () => {
    const { levels, asked } = levelsOf(([, b = 0]) => b, [1]);
    expect(levels.at({ position: 0, from: 0, to: 1 })).toBe(0);
    expect(levels.at({ position: 0, from: 0, to: 2 })).toBe(0);
    expect(levels.at({ position: 1, from: 3, to: 5 })).toBe(3);
    expect(asked()).toBe(5);
  });
});
