import { describe, expect, it } from "vitest";
import { UNIT_PARAMETERS, unitShape } from "../../../generators/update-unit/parameters.ts";
import { registerFaults } from "../../../generators/update-unit/registers.ts";
import type { ParameterValues } from "../../../src/core/parameters.ts";
import { expectedOperations } from "../../../src/verify/update-unit/expected.ts";
import { OPERATION_CORNERS, operationAt } from "../../../src/verify/update-unit/operations.ts";

function shapeOf(changes: ParameterValues) {
  const usual = Object.fromEntries(UNIT_PARAMETERS.map(({ name, default: value }) => [name, value]));
  return unitShape({ ...usual, rows: 3, columns: 5, lanes: 2, ...changes });
}
const REFRESHED = { scheme: "pair-unidirectional", refresh: "open-loop", writeVerify: "on", adcBits: 4 };
const corner = (name: (typeof OPERATION_CORNERS)[number]) => OPERATION_CORNERS.indexOf(name);

describe("operationAt(shape, index, seed)", () => {
  it("draws settings that are legal", () => {
    for (const changes of [{}, REFRESHED, { rounding: "threshold" }, { product: "coincidence", encoding: "sign" }])
      for (let index = 0; index < 100; index++) {
        const shape = shapeOf(changes);
        expect(registerFaults(shape, operationAt(shape, index, 1).registers)).toEqual([]);
      }
  });

  it("draws numbers of the right widths, and every extreme", () => {
    const shape = shapeOf({ xBits: 3, xSign: "signed", deltaBits: 2 });
    const operations = Array.from({ length: 60 }, (_, index) => operationAt(shape, index, 1));
    const xs = new Set(operations.flatMap(({ x }) => Array.from(x)));
    const deltas = new Set(operations.flatMap(({ delta }) => Array.from(delta)));
    expect([...xs].toSorted((a, b) => a - b)).toEqual([-4, -3, -2, -1, 0, 1, 2, 3]);
    expect([...deltas].toSorted((a, b) => a - b)).toEqual([-2, -1, 0, 1]);
  });

  it("gives the same operation for the same seed", () => {
    const shape = shapeOf(REFRESHED);
    const codes = () => operationAt(shape, 30, 5).read(0, 0);
    expect(codes()).toEqual(codes());
    expect({ ...operationAt(shape, 30, 5), read: 0 }).toEqual({ ...operationAt(shape, 30, 5), read: 0 });
  });
});

describe("expectedOperations(shape, indices, seed)", () => {
  it("forces a refresh of every pair in one of the corners", () => {
    const shape = shapeOf({ scheme: "pair-unidirectional", refresh: "open-loop", adcBits: 4 });
    const [operation] = expectedOperations(shape, [corner("every pair is used up")], 1);
    expect(operation?.result.events.refreshed).toBe(3 * 3);
    expect(operation?.reads.map(({ row, batch }) => [row, batch])).toEqual(
      [0, 1, 2].flatMap((row) => [0, 1, 2].map((batch) => [row, batch])),
    );
  });

  it("gives no pulses for zeros, with no pulses allowed, and where sums are kept", () => {
    const shape = shapeOf({ accumulator: "cell", accumulatorBits: 20 });
    const quiet = ["all x and delta zero", "no pulses allowed", "sums are kept, not applied"] as const;
    for (const name of quiet) {
      const [operation] = expectedOperations(shape, [corner(name)], 1);
      expect(operation?.result.slots, name).toEqual([]);
    }
  });
});
