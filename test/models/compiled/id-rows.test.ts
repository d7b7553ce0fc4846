import { describe, expect, it } from "vitest";
import { IdRows } from "../../../models/compiled/id-rows.ts";

describe("IdRows.of()", () => {
  it("numbers rows, equal ones alike", () => {
    const rows = new IdRows(3);
    const several = [Int32Array.of(1, 1, 2), Int32Array.of(1, 2, 2)];
    expect(several.map((ids) => rows.of(ids))).toEqual([0, 1]);
    expect(rows.of(Int32Array.of(2, 2, 2))).toBe(2);
    expect(rows.of(Int32Array.of(1, 1, 1))).toBe(3);
    expect([Int32Array.of(2, 2, 2), Int32Array.of(1, 1, 2)].map((ids) => rows.of(ids))).toEqual([2, 0]);
    expect(rows.size).toBe(4);
  });

  it("keeps what it was given, whatever becomes of the list", () => {
    const rows = new IdRows(2);
    const ids = Int32Array.of(4, -1);
    const row = rows.of(ids);
    ids.fill(9);
    expect([rows.at(row, 0), rows.at(row, 1), [...rows.list(row)]]).toEqual([4, -1, [4, -1]]);
    expect(rows.of(ids)).toBe(1);
    expect([...rows.list(1)]).toEqual([9, 9]);
  });
});

describe("IdRows.endAt()", () => {
  it("is where the run of equal ids ends", () => {
    const rows = new IdRows(4);
    const [one, several] = [rows.of(Int32Array.of(5, 5, 5, 5)), rows.of(Int32Array.of(5, 5, -1, 5))];
    expect([0, 3].map((place) => rows.endAt(one, place))).toEqual([4, 4]);
    expect([0, 1, 2, 3].map((place) => rows.endAt(several, place))).toEqual([2, 2, 3, 4]);
  });
});
