import { describe, expect, it } from "vitest";
import { unitShape } from "../../../generators/update-unit/parameters.ts";
import {
  EVENT_COUNTERS,
  registerFaults,
  registerFields,
  resetRegisters,
} from "../../../generators/update-unit/registers.ts";
import { mostRewritePulses, slotBits } from "../../../generators/update-unit/shape.ts";
import { randomUnits, unitOf } from "../../support/random-unit.ts";

const shapeOf = (changes: Parameters<typeof unitOf>[0]) => unitShape(unitOf(changes));

describe("registerFields(shape)", () => {
  it("gives every register an address of its own, apart from the counters", () => {
    for (const values of randomUnits(60, 5)) {
      const addresses = [...registerFields(unitShape(values)), ...EVENT_COUNTERS].map(({ address }) => address);
      expect(new Set(addresses).size).toBe(addresses.length);
    }
  });

  it("has the registers of the options that a unit has, and no others", () => {
    const names = (changes: Parameters<typeof unitOf>[0]) => registerFields(shapeOf(changes)).map(({ name }) => name);
    expect(names({})).toEqual(["ltpWidth", "ltdWidth", "gap", "pulses", "shift"]);
    expect(names({ product: "coincidence", encoding: "sign" })).toEqual(["ltpWidth", "ltdWidth", "gap", "threshold"]);
    expect(names({ scheme: "pair-unidirectional", refresh: "verified" })).not.toContain("ltdWidth");
  });

  it("resets refresh to the thresholds of AIHWKit, 3/4 and 1/4 of the range", () => {
    const { refreshUpper, refreshLower } = resetRegisters(
      shapeOf({ scheme: "pair-unidirectional", refresh: "open-loop" }),
    );
    expect([refreshUpper, refreshLower]).toEqual([48, 16]);
  });
});

describe("registerFaults(shape, registers)", () => {
  it("is silent about the values after reset", () => {
    for (const values of randomUnits(30, 6))
      expect(registerFaults(unitShape(values), resetRegisters(unitShape(values)))).toEqual([]);
  });

  it("refuses more pulses than the counter holds", () => {
    const shape = shapeOf({ maxPulses: 15 });
    expect(registerFaults(shape, { ...resetRegisters(shape), pulses: 16 })).toEqual([
      {
        path: "pulses",
        message: "got 16, expected an integer from 0 to 15: the pulse counter holds no more (maxPulses)",
      },
    ]);
  });

  it("refuses thresholds in the wrong order", () => {
    const shape = shapeOf({ scheme: "pair-unidirectional", refresh: "open-loop" });
    const [fault] = registerFaults(shape, { ...resetRegisters(shape), refreshLower: 50 });
    expect(fault?.message).toBe("got 50, expected less than refreshUpper = 48");
  });

  it("refuses a width that the timer does not hold", () => {
    const shape = shapeOf({ widthBits: 6 });
    const [fault] = registerFaults(shape, { ...resetRegisters(shape), ltpWidth: 64 });
    expect(fault).toEqual({ path: "ltpWidth", message: "got 64, expected an integer from 0 to 63" });
  });
});

describe("slotBits(shape)", () => {
  it("holds the most slots of any phase: pulses of an update, or of a rewrite", () => {
    expect(slotBits(shapeOf({ maxPulses: 127 }))).toBe(7);
    const shape = shapeOf({ maxPulses: 7, scheme: "pair-unidirectional", refresh: "open-loop", adcBits: 8 });
    expect(mostRewritePulses(shape)).toBe(3 * 255 + 127 + 63);
    expect(2 ** slotBits(shape)).toBeGreaterThan(mostRewritePulses(shape));
  });
});
