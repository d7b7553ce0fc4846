import { describe, expect, it } from "vitest";
import type { UnitRegisters } from "../../../../generators/contract/index.ts";
import { GoldenUnit } from "../../../../generators/update-unit/golden/index.ts";
import { unitShape } from "../../../../generators/update-unit/parameters.ts";
import { resetRegisters } from "../../../../generators/update-unit/registers.ts";
import { unitOf } from "../../../support/random-unit.ts";

/** One synapse, x · delta = 2, so two pulses up. */
function twoPulses(prescale: number, settings: Partial<UnitRegisters>) {
  const shape = unitShape(unitOf({ rows: 1, columns: 1, lanes: 1, prescale }));
  const registers = { ...resetRegisters(shape), ...settings };
  const read = () => ({ plus: [0], minus: [0] });
  return new GoldenUnit(shape).operate({ x: [1], delta: [2], apply: true, registers, read });
}

describe("GoldenUnit(shape).operate(input) with a prescaler", () => {
  it("a pulse of W ticks lasts W · prescale cycles", () => {
    for (const prescale of [1, 3, 1000])
      expect(twoPulses(prescale, { ltpWidth: 4 }).slots.map(({ widths }) => widths)).toEqual([
        { ltp: 4 * prescale },
        { ltp: 4 * prescale },
      ]);
  });

  it("a width of 0 is one tick", () => {
    expect(twoPulses(7, { ltpWidth: 0 }).slots[0]?.widths).toEqual({ ltp: 7 });
  });

  it("a slot takes a cycle, and the ticks of pulse and gap", () => {
    // Load 1, row 1, multiply and round 2, both phases end 2, done 1; two slots of 1 + 5 · (4 + 3).
    expect(twoPulses(5, { ltpWidth: 4, gap: 3 }).cycles).toBe(7 + 2 * 36);
  });
});
