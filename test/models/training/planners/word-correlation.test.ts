import { describe, expect, it } from "vitest";
import { lfsrStep } from "../../../../generators/arithmetic/lfsr.ts";
import { wordCorrelation } from "../../../../models/training/planners/word-correlation.ts";
import { periodWarning, wordPeriod } from "../../../../models/training/planners/word-period.ts";
import { unit } from "../units.ts";

describe("wordPeriod(shape)", () => {
  it("counts words of a whole update and until they repeat, as an LFSR that leaps by its length does", () => {
    const shape = unit({ rows: 6, columns: 5, lanes: 2, lfsrBits: 12 });
    // 6 rows · 3 batches; 4095 / gcd(4095, 12) words.
    expect(wordPeriod(shape)).toEqual({ wordsPerUpdate: 18, words: 1365, updates: 75 });
    let [state, words] = [1, 0];
    do {
      for (let k = 0; k < 12; k++) state = lfsrStep(state, 12);
      words++;
    } while (state !== 1);
    expect(words).toBe(1365);
  });

  it("of trains: slots of all passes; 273 updates for 240 words of 16 bits", () => {
    const shape = unit({ product: "coincidence", encoding: "stochastic", columns: 64, lfsrBits: 16 });
    expect(wordPeriod(shape)).toEqual({ wordsPerUpdate: 8 * 2 * 15, words: 65_535, updates: 273 });
    expect(periodWarning(shape, 273)).toBeUndefined();
    expect(periodWarning(shape, 274)).toMatch("repeat after 273 updates, expected at least 274");
  });

  it("is undefined where nothing is random", () => {
    expect(wordPeriod(unit({ rounding: "round" }))).toBeUndefined();
  });
});

describe("wordCorrelation(shape, codes)", () => {
  const codes = (x: readonly number[], delta: readonly number[], pulses: number) => ({
    x: Int16Array.from(x),
    delta: Int16Array.from(delta),
    registers: { pulses, shift: 11, threshold: 1 },
    updates: 20_000,
  });
  const of = (values: Parameters<typeof unit>[0]) =>
    wordCorrelation(unit({ rows: 2, columns: 4, lanes: 4, ...values }), codes([255, 130], [16, 33, 60, 90], 15))!;

  it("is chance alone with an LFSR for each line, and large with neighbours one bit apart", () => {
    expect(Math.abs(of({ randomSource: "per-line" }).largest)).toBeLessThan(0.05);
    const { largest, pair } = of({ decorrelatingDelay: 1 });
    expect(largest).toBeGreaterThan(0.4);
    expect(pair.map(([row]) => row)).toEqual([pair[0][0], pair[0][0]]);
  });

  it("two lanes that see one word round alike: a delay of a word's length, a row later", () => {
    // Lane 1 sees in row 1 what lane 0 sees in row 0 with windows 16 bits apart; both round half a pulse.
    const shape = unit({ rows: 2, columns: 2, lanes: 2, lfsrBits: 16, decorrelatingDelay: 16 });
    const half = { ...codes([128, 128], [8, 8], 15) };
    expect(Math.abs(wordCorrelation(shape, half)!.largest)).toBeCloseTo(1, 1);
  });

  it("takes off what trains of one column share whatever the words: p · p' · q(1 − q) a slot", () => {
    const trains = { product: "coincidence", encoding: "stochastic", randomSource: "per-line" };
    expect(Math.abs(of(trains).largest)).toBeLessThan(0.05);
  });

  it("is undefined where nothing is random", () => {
    expect(wordCorrelation(unit({ rounding: "round" }), codes([], [], 1))).toBeUndefined();
  });
});
