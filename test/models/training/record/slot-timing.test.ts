import { describe, expect, it } from "vitest";
import { UNIT_PARAMETERS, unitShape } from "../../../../generators/update-unit/parameters.ts";
import { slotTiming } from "../../../../models/training/record/slot-cycles.ts";

const DEFAULTS = Object.fromEntries(UNIT_PARAMETERS.map(({ name, default: usual }) => [name, usual]));
const PULSES = {
  minimumS: 1e-6,
  maximumS: 1e-5,
  ltp: { voltageV: 1, widthNs: 75 },
  ltd: { voltageV: -1, widthNs: 1e6 },
};
const unit = (changes: Readonly<Record<string, number | string>>) => unitShape({ ...DEFAULTS, ...changes });
const faultsOf = (...call: Parameters<typeof slotTiming>): string[] =>
  slotTiming(...call).faults.map(({ path, message }) => `${path}: ${message}`);

describe("slotTiming(shape, electrical, clockMhz)", () => {
  it("rounds widths up to whole cycles", () => {
    expect(slotTiming(unit({ widthBits: 20 }), PULSES, 100)).toEqual({
      cycles: { ltpWidth: 8, ltdWidth: 100_000, resetWidth: 100_000, gap: 0 },
      faults: [],
    });
  });

  it("rounds them up to whole ticks of a prescaler, and says how long they then last", () => {
    const slow = { ...PULSES, ltp: { voltageV: 1, widthNs: 99_500 } };
    // 9 950 and 100 000 cycles: 10 and 100 ticks of 1000, of which 12 bits count 4095.
    expect(slotTiming(unit({ prescale: 1000 }), slow, 100)).toEqual({
      cycles: { ltpWidth: 10_000, ltdWidth: 100_000, resetWidth: 100_000, gap: 0 },
      faults: [],
    });
  });

  it("says which pulse the counter cannot time, and the width or the prescaler that could", () => {
    // 1 000 000 / 4095 = 244.2: ticks of 245 cycles are 4082.
    expect(faultsOf(unit({}), PULSES, 1000)).toEqual([
      "widthBits: got 12, expected at least 20, or prescale 245: LTD pulse of 1 ms is 1000000 cycles at 1000 MHz",
    ]);
    expect(faultsOf(unit({ prescale: 245 }), { ...PULSES, ltp: PULSES.ltd }, 1000)).toEqual([]);
    expect(faultsOf(unit({ prescale: 100 }), { ...PULSES, ltp: PULSES.ltd }, 1000)[0]).toBe(
      "widthBits: got 12, expected at least 14, or prescale 245: LTP pulse of 1 ms is 1000000 cycles at 1000 MHz, 10000 ticks of 100",
    );
  });

  it("advises a prescaler that meets the width where few ticks would miss it", () => {
    // 101 cycles in at most 3 ticks: of 34 it would be 102, 1 % more.
    const pulse = { voltageV: 1, widthNs: 101 };
    expect(faultsOf(unit({ widthBits: 2 }), { ...PULSES, ltp: pulse, ltd: pulse }, 1000)[0]).toContain(
      "or prescale 34:",
    );
    // Of 7 or less ticks of 15 it would be 105: 17 makes 102.
    expect(faultsOf(unit({ widthBits: 3 }), { ...PULSES, ltp: pulse, ltd: pulse }, 1000)[0]).toContain(
      "or prescale 17:",
    );
  });

  it("refuses ticks that make a pulse more than 1 % longer", () => {
    expect(faultsOf(unit({ prescale: 1000 }), PULSES, 1000)).toEqual([
      "prescale: got 1000, expected ticks that make no pulse more than 1 % longer: LTP pulse of 75 ns is 75 cycles at 1000 MHz, 1 ticks of 1000",
    ]);
    expect(faultsOf(unit({ prescale: 25, widthBits: 16 }), PULSES, 1000)).toEqual([]);
  });

  it("names the width to four digits, in units of its size", () => {
    const faultOf = (widthNs: number) => faultsOf(unit({}), { ...PULSES, ltp: { voltageV: 1, widthNs } }, 100_000)[0];
    expect(faultOf(500)).toContain("LTP pulse of 500 ns is");
    expect(faultOf(1234)).toContain("LTP pulse of 1.234 µs is");
    expect(faultOf(2.5e9)).toContain("LTP pulse of 2.5 s is");
  });

  it("asks nothing of depression where a scheme does not depress", () => {
    expect(faultsOf(unit({ scheme: "pair-unidirectional" }), PULSES, 1000)).toEqual([]);
  });
});
