import { describe, expect, it } from "vitest";
import { unitConflicts } from "../../../generators/update-unit/conflicts.ts";
import { UNIT_PARAMETERS } from "../../../generators/update-unit/parameters.ts";
import { withoutFormerDefaults, withUsual, type ParameterValues } from "../../../src/core/parameters.ts";
import { unitOf } from "../../support/random-unit.ts";

const faultsOf = (changes: Parameters<typeof unitOf>[0]): string[] =>
  unitConflicts(unitOf(changes)).map(({ path, message }) => `${path}: ${message}`);

describe("unitConflicts(values)", () => {
  it("is silent about the defaults", () => {
    expect(faultsOf({})).toEqual([]);
  });

  it("names lanes beyond the columns", () => {
    expect(faultsOf({ columns: 4 })).toEqual(["lanes: got 8, expected at most columns = 4"]);
  });

  it("names encodings that only coincidences can make", () => {
    expect(faultsOf({ encoding: "stochastic" })).toEqual([
      "product: got multiplier, expected coincidence with encoding stochastic",
    ]);
    expect(faultsOf({ encoding: "mean-count", product: "min", maxPulses: 16 })).toEqual([
      "product: got min, expected multiplier or coincidence with encoding mean-count",
    ]);
  });

  it("names a number of slots that is no power of two where trains need one", () => {
    expect(faultsOf({ encoding: "deterministic", product: "coincidence" })).toEqual([
      "maxPulses: got 15, expected a power of two from 2 to 64 with encoding deterministic",
    ]);
  });

  it("refuses an LFSR whose period is shorter than the stream of an update", () => {
    const [fault] = faultsOf({
      encoding: "stochastic",
      product: "coincidence",
      lfsrBits: 8,
      maxPulses: 127,
      columns: 64,
      lanes: 1,
    });
    expect(fault).toBe("lfsrBits: got 8, expected more bits: 255 words until they repeat, an update takes 16256");
  });

  it("refuses more lines than there are phases of an LFSR of their own", () => {
    const changes = {
      encoding: "stochastic",
      product: "coincidence",
      randomSource: "per-line",
      lfsrBits: 8,
      rows: 300,
    };
    expect(faultsOf(changes)).toEqual([
      "lfsrBits: got 8, expected at least 9, so that 308 lines have streams of their own",
    ]);
  });

  it("refuses an accumulator that the first product would fill", () => {
    expect(faultsOf({ accumulator: "cell", accumulatorBits: 15 })).toEqual([
      "accumulatorBits: got 15, expected more than the 15 bits of a product",
    ]);
  });

  it("refuses values that would be ignored", () => {
    expect(
      faultsOf({ rounding: "round", lfsrBits: 20, adcBits: 4, phases: "simultaneous", scheme: "pair-unidirectional" }),
    ).toEqual([
      "lfsrBits: got 20, expected the default 27, as it has no effect here (only with encoding or rounding stochastic)",
      "phases: got simultaneous, expected the default two-phase, as it has no effect here (not with scheme pair-unidirectional)",
      "adcBits: got 4, expected the default 6, as it has no effect here (only with refresh or writeVerify)",
    ]);
  });

  it("designs of older versions, which state what rounding and lfsrBits were, are read as they are", () => {
    const old = (values: ParameterValues) =>
      withoutFormerDefaults(
        UNIT_PARAMETERS,
        withUsual(UNIT_PARAMETERS, { rounding: "round", lfsrBits: 16, ...values }),
      );
    expect(old({})).toMatchObject({ rounding: "round", lfsrBits: 27 });
    expect(old({ rounding: "stochastic" })).toMatchObject({ rounding: "stochastic", lfsrBits: 16 });
    const trains = old({ product: "coincidence", encoding: "deterministic", maxPulses: 16 });
    expect(unitConflicts(trains)).toEqual([]);
  });

  it("rounds at random by default, but sums to the nearest: they keep the rest", () => {
    const usual = (values: ParameterValues) => withUsual(UNIT_PARAMETERS, values)["rounding"];
    expect([usual({}), usual({ accumulator: "cell" })]).toEqual(["stochastic", "round"]);
  });
});
