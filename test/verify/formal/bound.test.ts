import { describe, expect, it } from "vitest";
import { synapseUpdate } from "../../../generators/synapse-update/index.ts";
import type { UnitRegisters } from "../../../generators/contract/index.ts";
import { largestValues, longestUpdate } from "../../../src/verify/formal/bound.ts";
import { operationAt } from "../../../src/verify/update-unit/operations.ts";
import { randomUnits, unitOf } from "../../support/random-unit.ts";

/** The unit with its registers as large as can be, and data that make it pulse as often as can be. */
function longestOperation(changes: Parameters<typeof unitOf>[0]) {
  const unit = synapseUpdate.unit(unitOf(changes));
  const { shape } = unit;
  const most = largestValues(shape, {});
  const registers = Object.fromEntries(unit.fields.map(({ name }) => [name, most(name)]));
  const settings: UnitRegisters = { ...unit.resetRegisters, ...registers, shift: 0, threshold: 0 };
  const x = Array.from({ length: shape.rows }, () => 2 ** shape.xBits - 1);
  // Both directions in every batch, so that both phases are long.
  const delta = Array.from(
    { length: shape.columns },
    (_, i) => (i % 2 === 0 ? 1 : -1) * (2 ** (shape.deltaBits - 1) - 1),
  );
  const codes = Array.from({ length: shape.lanes }, () => 0);
  const read = () => ({ plus: codes, minus: codes });
  return { shape, ...unit.golden().operate({ x, delta, apply: true, registers: settings, read }) };
}

describe("longestUpdate(shape, limits)", () => {
  it("is no less than what any operation takes", () => {
    for (const values of randomUnits(80, 3)) {
      const { shape } = synapseUpdate.unit(values);
      const golden = synapseUpdate.unit(values).golden();
      for (let index = 0; index < 30; index++)
        expect(golden.operate(operationAt(shape, index, 1)).cycles).toBeLessThanOrEqual(longestUpdate(shape, {}));
    }
  });

  it.each([
    ["row by row", { lanes: 2, columns: 4, rows: 3 }],
    ["one direction", { lanes: 2, columns: 4, rows: 3, scheme: "pair-unidirectional" }],
    ["sums", { lanes: 2, columns: 4, rows: 3, accumulator: "cell", accumulatorBits: 17 }],
    ["ticks of three cycles", { lanes: 2, columns: 4, rows: 3, prescale: 3 }],
    ["trains", { lanes: 2, columns: 4, rows: 3, product: "coincidence" }],
  ])("is what the longest operation takes: %s", (_, changes) => {
    const { shape, cycles } = longestOperation({ ...changes, xBits: 4, widthBits: 3, maxPulses: 7 });
    expect(cycles).toBe(longestUpdate(shape, {}));
  });
});
