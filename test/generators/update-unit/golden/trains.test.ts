import { describe, expect, it } from "vitest";
import type { UpdateOperation } from "../../../../generators/contract/index.ts";
import { GoldenUnit } from "../../../../generators/update-unit/golden/index.ts";
import { scatteredPlace } from "../../../../generators/update-unit/golden/trains.ts";
import { unitShape } from "../../../../generators/update-unit/parameters.ts";
import { resetRegisters } from "../../../../generators/update-unit/registers.ts";
import { unitOf } from "../../../support/random-unit.ts";

const ONE = { rows: 1, columns: 1, lanes: 1, product: "coincidence" };

function operate(changes: Parameters<typeof unitOf>[0], x: number, delta: number): UpdateOperation {
  const shape = unitShape(unitOf({ ...ONE, ...changes }));
  const input = { x: [x], delta: [delta], apply: true, registers: resetRegisters(shape) };
  return new GoldenUnit(shape).operate({ ...input, read: () => ({ plus: [0], minus: [0] }) });
}

describe("GoldenUnit(shape).operate(input), by coincidences", () => {
  it("gives the smaller of two counts for aligned trains", () => {
    // The highest 4 bits of 8 and of 7: counts 12 and 5.
    expect(operate({ encoding: "binary-count" }, 200, 42).slots).toHaveLength(5);
    expect(operate({ encoding: "binary-count" }, 32, 127).slots).toHaveLength(2);
  });

  it("gives round(cx·cd/2^B) for mean counts, whatever the two are", () => {
    for (let cx = 0; cx <= 16; cx++)
      for (let cd = 0; cd <= 15; cd++) {
        const { slots } = operate({ encoding: "mean-count", maxPulses: 16 }, Math.min(255, cx * 16), cd * 8);
        expect(slots.length, `${cx}·${cd}`).toBe(Math.floor((cx * cd) / 16 + 0.5));
      }
  });

  it("gives 2^B·x·delta within a slot and a half for deterministic trains", () => {
    for (let x = 0; x < 256; x += 15)
      for (let delta = 0; delta < 128; delta += 7) {
        const { slots } = operate({ encoding: "deterministic", maxPulses: 16 }, x, delta);
        expect(Math.abs(slots.length - (16 * x * delta) / 256 / 128), `${x}, ${delta}`).toBeLessThan(1.8);
      }
  });

  it("lowers the weight where the signs differ, and keeps still at 0", () => {
    expect(operate({ encoding: "sign" }, 1, -1).slots).toMatchObject([{ rows: [0], lines: { ltd: [0] } }]);
    expect(operate({ encoding: "sign" }, 0, -1).slots).toEqual([]);
  });
});

describe("scatteredPlace(slot, exponent)", () => {
  it("takes every place once", () => {
    for (const exponent of [1, 2, 3, 6]) {
      const places = Array.from({ length: 2 ** exponent }, (_, slot) => scatteredPlace(slot, exponent));
      expect(new Set(places).size).toBe(2 ** exponent);
    }
    expect([0, 1, 2, 3].map((slot) => scatteredPlace(slot, 2))).toEqual([1, 3, 0, 2]);
  });
});
