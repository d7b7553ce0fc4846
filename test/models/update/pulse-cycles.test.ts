import { describe, expect, it } from "vitest";
import { UNIT_PARAMETERS, unitShape } from "../../../generators/update-unit/parameters.ts";
import { pulseCycles } from "../../../models/update/pulse-cycles.ts";

const DEFAULTS = Object.fromEntries(UNIT_PARAMETERS.map(({ name, default: usual }) => [name, usual]));
const PULSES = {
  minimumS: 1e-6,
  maximumS: 1e-5,
  ltp: { voltageV: 1, widthNs: 75 },
  ltd: { voltageV: -1, widthNs: 1e6 },
};

describe("pulseCycles", () => {
  it("rounds widths up to whole cycles", () => {
    const fits = pulseCycles(unitShape({ ...DEFAULTS, widthBits: 20 }), PULSES, 100);
    expect(fits).toEqual({ kind: "fits", cycles: { ltpWidth: 8, ltdWidth: 100_000, resetWidth: 100_000, gap: 0 } });
  });

  it("says by name which pulse the counter cannot time", () => {
    expect(pulseCycles(unitShape(DEFAULTS), PULSES, 1000)).toEqual({
      kind: "too-long",
      reason: "ltd pulse of 1 ms at 1000 MHz needs 1000000 cycles, widthBits 12 holds 4095",
    });
  });

  it("names the width to four digits, in units of its size", () => {
    const reasonOf = (widthNs: number) => {
      const result = pulseCycles(unitShape(DEFAULTS), { ...PULSES, ltp: { voltageV: 1, widthNs } }, 100_000);
      return result.kind === "fits" ? result.kind : result.reason;
    };
    expect(reasonOf(500)).toContain("ltp pulse of 500 ns at");
    expect(reasonOf(1234)).toContain("ltp pulse of 1.234 µs at");
    expect(reasonOf(2.5e9)).toContain("ltp pulse of 2.5 s at");
  });

  it("asks nothing of depression where a scheme does not depress", () => {
    const shape = unitShape({ ...DEFAULTS, scheme: "pair-unidirectional" });
    expect(pulseCycles(shape, PULSES, 1000).kind).toBe("fits");
  });
});
