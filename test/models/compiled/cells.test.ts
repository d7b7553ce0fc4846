import { describe, expect, it } from "vitest";
import { DerivedCell, Digit, UNUSED } from "../../../models/compiled/cells.ts";
import { Walk } from "../../../models/compiled/walk.ts";
import { RowMemory } from "../../../models/compiled/kernels/row-memory.ts";
import { Column } from "../../../models/compiled/columns.ts";

/** Two digits and a row of four: a cell of the slow digit and the row, and how often it was worked out. */
function example(isUsed?: (place: number) => boolean) {
  const walk = new Walk();
  const [slow, fast, along] = [new Digit(walk, 3, 0), new Digit(walk, 2, 1), new Digit(walk, 4, undefined)];
  const made: string[] = [];
  const sum = new DerivedCell({
    length: 4,
    inputs: [slow, along],
    make: (place) => {
      made.push(`${slow.state} ${place}`);
      if (slow.state === 2 && place === 3) throw new Error("too much");
      return slow.state + place;
    },
    keyOf: (value) => value,
    ...(isUsed === undefined ? {} : { isUsed }),
  });
  return { slow, fast, along, sum, made };
}

describe("DerivedCell", () => {
  it("is worked out once for each combination of what it reads", () => {
    const { slow, fast, sum, made } = example();
    for (slow.state = 0; slow.state < 2; slow.state++)
      for (fast.state = 0; fast.state < 2; fast.state++)
        expect([0, 1, 2, 3].map((place) => sum.at(place))).toEqual([0, 1, 2, 3].map((place) => slow.state + place));
    expect(made).toHaveLength(8);
    expect(sum.values).toEqual([0, 1, 2, 3, 4]);
  });

  it("knows its digits, and whether it changes along the row", () => {
    const { slow, fast, sum } = example();
    expect([sum.digits, sum.isRow]).toEqual([[slow], true]);
    const next = new DerivedCell({ length: 4, inputs: [fast, slow], make: () => 0, keyOf: (value) => value });
    expect([next.digits, next.isRow]).toEqual([[fast, slow], false]);
  });

  it("is worked out when it is asked for, not before", () => {
    const { slow, sum, made } = example();
    slow.state = 1;
    expect(made).toEqual([]);
    expect(sum.at(0)).toBe(1);
    expect(made).toHaveLength(4);
  });

  it("works on the states of what it reads where its digits have too many combinations to keep", () => {
    const walk = new Walk();
    const digits = [new Digit(walk, 2000, 0), new Digit(walk, 2000, 1)] as const;
    let made = 0;
    const cell = new DerivedCell({
      length: 1,
      inputs: digits,
      make: () => {
        made++;
        return digits[0].state + digits[1].state;
      },
      keyOf: (value) => value,
    });
    for (const state of [1999, 0, 1999]) {
      digits[0].state = digits[1].state = state;
      expect(cell.at(0)).toBe(2 * state);
    }
    expect(made).toBe(2);
  });

  it("keeps an error like a value, and throws it where it is asked for", () => {
    const { slow, sum } = example();
    slow.state = 2;
    expect(sum.at(2)).toBe(4);
    expect(() => sum.at(3)).toThrow("too much");
  });

  it("leaves out places that are not used", () => {
    const { sum, made } = example((place) => place !== 1);
    expect(sum.idAt(1)).toBe(UNUSED);
    expect(made).toEqual(["0 0", "0 2", "0 3"]);
  });
});

describe("Column.current()", () => {
  it("reads a number of each place off a cell; NaN where there is none", () => {
    const { slow, sum } = example((place) => place !== 1);
    const column = new Column(sum, { length: 4, memory: new RowMemory() }, (value) => 10 * value);
    expect([...column.now().row]).toEqual([0, Number.NaN, 20, 30]);
    slow.state = 2;
    expect([...column.now().row]).toEqual([20, Number.NaN, 40, Number.NaN]);
  });
});
