import { describe, expect, it } from "vitest";
import { magnitudesOf, Operands } from "../../../../models/training/planners/operands.ts";
import { unit } from "../units.ts";

const SHAPE = unit({ rows: 3, columns: 5, lanes: 2, xBits: 3, xSign: "signed", deltaBits: 4 });

describe("Operands", () => {
  it("load(x, delta): magnitudes, signs, and the lines that are not zero, batch by batch", () => {
    const operands = new Operands(SHAPE);
    operands.load(Int16Array.of(-4, 0, 2), Int16Array.of(0, -8, 3, 0, 1));
    // The lowest code has the magnitude of the one above it.
    expect([...operands.x]).toEqual([3, 0, 2]);
    expect([...operands.xNegative]).toEqual([1, 0, 0]);
    expect([...operands.delta]).toEqual([0, 7, 3, 0, 1]);
    expect([...operands.rows.subarray(0, operands.rowCount)]).toEqual([0, 2]);
    expect([...operands.starts]).toEqual([0, 1, 2, 3]);
    expect([...operands.columns.subarray(0, 3)]).toEqual([1, 2, 4]);
    expect([...operands.largest]).toEqual([7, 3, 1]);
  });

  it("load(x, delta) of another size throws", () => {
    expect(() => new Operands(SHAPE).load(new Int16Array(2), new Int16Array(5))).toThrow(
      "got 2 x 5 codes, expected 3 x 5",
    );
  });
});

describe("magnitudesOf(shape)", () => {
  it("counts what a magnitude can be: signed numbers lose a bit, one bit is always 1", () => {
    expect(magnitudesOf(SHAPE)).toEqual([4, 8]);
    expect(magnitudesOf(unit({ xBits: 3, xSign: "unsigned", deltaBits: 1 }))).toEqual([8, 2]);
  });
});
