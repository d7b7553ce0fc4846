import { describe, expect, it } from "vitest";
import { slotCycles } from "../../../../models/training/record/slot-cycles.ts";
import { device, unit } from "../units.ts";

const electrical = {
  minimumS: 1e-9,
  maximumS: 1e-8,
  ltp: { voltageV: 3, widthNs: 101 },
  ltd: { voltageV: -3, widthNs: 50 },
};

describe("slotCycles(shape, device, clockMhz)", () => {
  it("rounds widths up to cycles; a reset is as long as an LTD pulse unless the device says otherwise", () => {
    // 10 ns a cycle.
    const usual = slotCycles(unit({ widthBits: 4 }), device({ electrical }), 100);
    expect(usual).toEqual({ ltpWidth: 11, ltdWidth: 5, resetWidth: 5, gap: 0 });
    const reset = { ...electrical, reset: { voltageV: -3, widthNs: 70 } };
    expect(slotCycles(unit({ widthBits: 4 }), device({ electrical: reset }), 100).resetWidth).toBe(7);
  });

  it("takes one cycle of a device that states no widths", () => {
    expect(slotCycles(unit({}), device(), 100)).toEqual({ ltpWidth: 1, ltdWidth: 1, resetWidth: 1, gap: 0 });
  });

  it("names every pulse that the counter is too short for", () => {
    expect(() => slotCycles(unit({ widthBits: 3 }), device({ electrical }), 200)).toThrow(
      /widthBits: got 3, expected at least 5, or prescale 3: LTP pulse of 101 ns is 21 cycles.*\nwidthBits: got 3, expected at least 4, or prescale 2: LTD/,
    );
  });
});
