import { expect, it } from "vitest";
import { NumberPairs } from "../../../models/compiled/number-pairs.ts";

it("NumberPairs.of() numbers pairs in the order in which they come up", () => {
  const pairs = new NumberPairs();
  expect([pairs.of(1, 2), pairs.of(2, 1), pairs.of(1, 2), pairs.of(1, 2.5)]).toEqual([0, 1, 0, 2]);
  expect([pairs.of(Number.NaN, 0), pairs.of(Number.NaN, 0)]).toEqual([3, 3]);
});
