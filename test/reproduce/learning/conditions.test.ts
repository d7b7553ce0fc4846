import { describe, expect, it } from "vitest";
import { FIGURES } from "../../../reports/reproduction/learning/figures.ts";
import { CONDITIONS } from "../../../src/reproduce/learning/conditions.ts";

describe("CONDITIONS", () => {
  it("have each id once", () => {
    const ids = CONDITIONS.map(({ condition }) => condition.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
  it("are all in a figure, and figures name no others", () => {
    const shown = new Set(
      FIGURES.flatMap(({ panels }) => panels.flatMap(({ conditions }) => conditions.map(([id]) => id))),
    );
    expect(shown).toEqual(new Set(CONDITIONS.map(({ condition }) => condition.id)));
  });
  it("want 1.6 pulses at full scale: the learning rate follows the step, 0.05 at 64 levels, 0.2 at 16, 0.0125 at 256", () => {
    const rate = (id: string): number | undefined =>
      CONDITIONS.find(({ condition }) => condition.id === id)?.condition.learningRate;
    expect(["linear", "linear-16", "linear-256"].map(rate)).toEqual([0.05, 0.2, 0.0125]);
  });
  it("put both passes through converters at each number of levels that C1 looks at, for the unidirectional pair", () => {
    const converted = CONDITIONS.filter(({ condition }) => condition.sumBits > 0);
    const facts = converted.map(({ condition: { ltpPulses, dacBits, sumBits, errorBits, readNoise } }) => [
      ltpPulses,
      `${dacBits}/${sumBits}/${errorBits}`,
      readNoise,
    ]);
    const kinds = [
      ["8/8/8", 0],
      ["8/8/8", 0.2],
      ["4/4/4", 0],
    ];
    expect(facts).toEqual([16, 64, 256].flatMap((levels) => kinds.map((kind) => [levels, ...kind])));
    for (const { condition, methods } of converted) {
      const exact = CONDITIONS.find(({ condition: { id } }) => id === condition.id.replace(/-passes.*/, ""))?.condition;
      const { id, dacBits: _dac, sumBits: _sum, errorBits: _error, readNoise: _noise, ...device } = condition;
      expect(exact, id).toMatchObject({ ...device, dacBits: 0, sumBits: 0, errorBits: 0, readNoise: 0 });
      expect(methods).toEqual(["pair-unidirectional"]);
    }
  });
  it("keep step and learning rate where the range shrinks", () => {
    const shrunk = CONDITIONS.filter(({ condition }) => condition.id.startsWith("range-"));
    for (const { condition } of shrunk) expect(condition.learningRate).toBe(0.05);
    expect(shrunk.map(({ condition }) => condition.ltpPulses)).toEqual([16, 32, 48]);
  });
});
