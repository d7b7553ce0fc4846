import { describe, expect, it } from "vitest";
import { synapsesOf, tilesOf } from "../../../models/update/tiles.ts";

const LAYERS = [
  { rows: 5, columns: 3 },
  { rows: 3, columns: 2 },
];

describe("tilesOf", () => {
  it("cuts each layer into arrays, the last ones partly empty", () => {
    expect(tilesOf(LAYERS, { rows: 4, columns: 3 })).toEqual([
      { layer: 0, firstRow: 0, lastRow: 4, firstColumn: 0, lastColumn: 3 },
      { layer: 0, firstRow: 4, lastRow: 5, firstColumn: 0, lastColumn: 3 },
      { layer: 1, firstRow: 0, lastRow: 3, firstColumn: 0, lastColumn: 2 },
    ]);
  });

  it("synapsesOf counts the weights of all layers", () => {
    expect(synapsesOf(LAYERS)).toBe(21);
  });
});
