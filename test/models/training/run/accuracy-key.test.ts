import { describe, expect, it } from "vitest";
import { UNIT_PARAMETERS, unitShape } from "../../../../generators/update-unit/parameters.ts";
import { accuracyKey, trainedUnit } from "../../../../models/training/run/accuracy-key.ts";
import type { ParameterValues } from "../../../../src/core/parameters.ts";

const DEFAULTS: ParameterValues = Object.fromEntries(UNIT_PARAMETERS.map(({ name, default: usual }) => [name, usual]));
const keyOf = (values: ParameterValues, device = "epiram") =>
  accuracyKey(unitShape({ ...DEFAULTS, ...values }), device);

describe("accuracyKey", () => {
  it("is the same where only area, time or energy differ", () => {
    for (const values of [{ lanes: 2 }, { rows: 3 }, { columns: 9 }, { widthBits: 3 }, { phases: "simultaneous" }])
      expect(keyOf(values), JSON.stringify(values)).toBe(keyOf({}));
    for (const values of [
      { pulseLength: "fixed" },
      { counters: "events" },
      { prescale: 7 },
      { clockGating: "waiting" },
    ])
      expect(keyOf(values), JSON.stringify(values)).toBe(keyOf({}));
  });

  it("differs where pulses differ, and from device to device", () => {
    for (const values of [{ maxPulses: 3 }, { scheme: "pair-fixed" }, { deltaBits: 4 }, { rounding: "round" }])
      expect(keyOf(values), JSON.stringify(values)).not.toBe(keyOf({}));
    expect(keyOf({}, "gst-pcm")).not.toBe(keyOf({}));
  });

  it("takes the generator of random words into account only where words are drawn", () => {
    const plain = { rounding: "round" };
    expect(keyOf({ lfsrBits: 9 })).not.toBe(keyOf({}));
    expect(keyOf({ ...plain, lfsrBits: 9 })).toBe(keyOf(plain));
  });

  it("trainedUnit is a unit of its own key", () => {
    const unit = trainedUnit(unitShape({ ...DEFAULTS, lanes: 2, maxPulses: 3 }));
    expect(accuracyKey(unit, "epiram")).toBe(keyOf({ maxPulses: 3 }));
  });
});
