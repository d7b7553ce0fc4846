import { describe, expect, it } from "vitest";
import { DerivedCell, Digit, UNUSED } from "../../../models/compiled/cells.ts";
import { Column } from "../../../models/compiled/columns.ts";

/** Two digits and a row of four: a cell of the slow digit and the row, and how often it was worked out. */
function example(isUsed?: (place: number) => boolean) {
  const [slow, fast, along] = [new Digit(3, 0), new Digit(2, 1), new Digit(4, undefined)];
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
      for (fast.state = 0; fast.state < 2; fast.state++) {
        sum.update();
        expect([0, 1, 2, 3].map((place) => sum.at(place))).toEqual([0, 1, 2, 3].map((place) => slow.state + place));
      }
    expect(made).toHaveLength(8);
    expect(sum.values).toEqual([0, 1, 2, 3, 4]);
  });

  it("knows its fastest digit, and that it changes along the row", () => {
    const { slow, fast, sum } = example();
    expect([sum.fastest, sum.isRow]).toEqual([0, true]);
    const next = new DerivedCell({ length: 4, inputs: [fast, slow], make: () => 0, keyOf: (value) => value });
    expect([next.fastest, next.isRow]).toEqual([1, false]);
  });

  it("keeps an error like a value, and throws it where it is asked for", () => {
    const { slow, sum } = example();
    slow.state = 2;
    sum.update();
    expect(sum.at(2)).toBe(4);
    expect(() => sum.at(3)).toThrow("too much");
  });

  it("leaves out places that are not used", () => {
    const { sum, made } = example((place) => place !== 1);
    sum.update();
    expect(sum.idAt(1)).toBe(UNUSED);
    expect(made).toEqual(["0 0", "0 2", "0 3"]);
  });
});

describe("Column.current()", () => {
  it("reads a number of each place off a cell; NaN where there is none", () => {
    const { slow, sum } = example((place) => place !== 1);
    const column = new Column(sum, 4, (value) => 10 * value);
    sum.update();
    expect([...column.current()]).toEqual([0, Number.NaN, 20, 30]);
    slow.state = 2;
    sum.update();
    expect([...column.current()]).toEqual([20, Number.NaN, 40, Number.NaN]);
  });
});
