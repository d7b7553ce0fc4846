import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { prepareSram, sramCost, type PreparedSram } from "../../../models/memory/sram-cost.ts";
import { builtInSramTables, loadSramTable, parseSramTable } from "../../../models/memory/sram-table.ts";

/** A bit as in ASAP7: 0.45 µm², two pins of about 0.5 fF at 0.7 V, 0.23 nW. */
const BIT = { areaUm2: 0.445443, accessEnergyFj: 0.506, leakageNw: 0.23 };

/** Two macros in easy numbers: ten times the bits cost ten times the area and leakage, √10 times the energy. */
const EASY = parseSramTable(
  {
    name: "easy",
    title: "Easy",
    nodeNm: 7,
    voltageV: 0.7,
    source: "a test",
    wordExponent: { value: 0.5, source: "a test" },
    macros: [
      { bits: 1000, wordBits: 16, areaUm2: 100, readEnergyPj: 4, writeEnergyPj: 8, leakageMw: 0.001 },
      { bits: 100_000, wordBits: 64, areaUm2: 10_000, readEnergyPj: 80, writeEnergyPj: 160, leakageMw: 0.1 },
    ],
  },
  "easy.json",
);

function prepared(name: string, nodeNm: number, voltageV: number): PreparedSram {
  return prepareSram(loadSramTable(name), { nodeNm, voltageV }, BIT);
}

describe("sramCost({bits, wordBits}, sram)", () => {
  const easy = prepareSram(EASY, { nodeNm: 7, voltageV: 0.7 }, BIT);

  it("gives back the macro of a table in its own process, unscaled", () => {
    const cost = sramCost({ bits: 8192, wordBits: 32 }, prepared("cacti7-22nm", 22, 0.8));
    expect(cost.areaUm2).toBeCloseTo(49 * 16.7, 6);
    expect(cost.readEnergyPj).toBeCloseTo(0.287, 10);
    expect(cost.writeEnergyPj).toBeCloseTo(0.287, 10);
    expect(cost.leakageUw).toBeCloseTo(316, 6);
    expect(cost.origin).toMatchObject({ table: "cacti7-22nm" });
    expect(cost.origin).not.toHaveProperty("scaledFromNm");
  });

  it("interpolates in log-log over capacity", () => {
    // Energies for one bit of width: 1 pJ at 1000 bits, 10 pJ at 100 000; so √10 pJ at 10 000, times √64 for 64 bits.
    const cost = sramCost({ bits: 10_000, wordBits: 64 }, easy);
    expect(cost.areaUm2).toBeCloseTo(1000, 6);
    expect(cost.readEnergyPj).toBeCloseTo(8 * Math.sqrt(10), 6);
    expect(cost.writeEnergyPj).toBeCloseTo(16 * Math.sqrt(10), 6);
    expect(cost.leakageUw).toBeCloseTo(10, 6);
  });

  it("reads the whole word of the narrowest macro for a narrower word", () => {
    expect(sramCost({ bits: 1000, wordBits: 1 }, easy).readEnergyPj).toBeCloseTo(4, 10);
  });

  it("puts slices side by side for a wider word than any macro's", () => {
    // 128 bits are two slices of 64, each of 5000 bits: 5 times the area of 1000 bits, √5 times the energy.
    const cost = sramCost({ bits: 10_000, wordBits: 128 }, easy);
    expect(cost.areaUm2).toBeCloseTo(2 * 500, 6);
    expect(cost.readEnergyPj).toBeCloseTo(2 * 8 * Math.sqrt(5), 6);
  });

  it("builds more than the largest macro from several, of which one is accessed", () => {
    const cost = sramCost({ bits: 250_000, wordBits: 64 }, easy);
    expect(cost.areaUm2).toBeCloseTo(30_000, 6);
    expect(cost.leakageUw).toBeCloseTo(300, 6);
    expect(cost.readEnergyPj).toBeCloseTo(80, 6);
  });

  it("builds less than the smallest macro from flip-flops, or half uses that macro", () => {
    const small = sramCost({ bits: 64, wordBits: 16 }, easy);
    expect(small.areaUm2).toBeCloseTo(64 * 0.445443, 10);
    expect(small.readEnergyPj).toBeCloseTo((16 * 0.506) / 1000, 10);
    expect(small.leakageUw).toBeCloseTo((64 * 0.23) / 1000, 10);
    // 900 flip-flops would be 401 µm², the macro is 100; then it is the macro that is accessed and leaks.
    const partly = sramCost({ bits: 900, wordBits: 16 }, easy);
    expect(partly.areaUm2).toBeCloseTo(100, 10);
    expect(partly.readEnergyPj).toBeCloseTo(4, 10);
    expect(partly.leakageUw).toBeCloseTo(1, 10);
  });

  it("scales CACTI's 22 nm to ASAP7 and says so", () => {
    // Area ÷ 4.2109 (7.8 at 32 nm, 3.6 at 20 nm, 22 between). Energy: 0.04782 at 7 nm and 0.7 V, 0.18199 at 22 nm, 0.8 V.
    const cost = sramCost({ bits: 8192, wordBits: 32 }, prepared("cacti7-22nm", 7, 0.7));
    expect(cost.areaUm2).toBeCloseTo(818.3 / 4.2109, 1);
    expect(cost.readEnergyPj).toBeCloseTo((0.287 * 0.04782) / 0.18199, 4);
    expect(cost.leakageUw).toBeCloseTo((316 * 0.04782) / 0.18199, 1);
    expect(cost.origin).toMatchObject({ scaledFromNm: 22, scaledFromV: 0.8 });
  });

  it("scales the IHP macros to 1.8 V by V² alone", () => {
    const at12 = sramCost({ bits: 32_768, wordBits: 32 }, prepared("ihp-sg13g2", 130, 1.2));
    const at18 = sramCost({ bits: 32_768, wordBits: 32 }, prepared("ihp-sg13g2", 130, 1.8));
    expect(at18.areaUm2).toBe(at12.areaUm2);
    expect(at18.readEnergyPj / at12.readEnergyPj).toBeCloseTo(2.25, 10);
    expect(at18.origin).toMatchObject({ scaledFromNm: 130, scaledFromV: 1.2 });
  });

  it("is within 9 % in energy and 12 % in area of each IHP macro, though several share a capacity", () => {
    const sram = prepared("ihp-sg13g2", 130, 1.2);
    for (const macro of loadSramTable("ihp-sg13g2").macros) {
      const cost = sramCost(macro, sram);
      const label = `${macro.bits} × ${macro.wordBits}`;
      expect(Math.abs(cost.areaUm2 / macro.areaUm2 - 1), label).toBeLessThan(0.12);
      expect(Math.abs(cost.readEnergyPj / (macro.readEnergyPj ?? 0) - 1), label).toBeLessThan(0.09);
      expect(Math.abs(cost.writeEnergyPj / (macro.writeEnergyPj ?? 0) - 1), label).toBeLessThan(0.09);
    }
  });

  it("gives a larger memory never less area or energy, in any built-in table", () => {
    for (const name of builtInSramTables()) {
      const { nodeNm, voltageV } = loadSramTable(name);
      const sram = prepared(name, nodeNm, voltageV);
      const word = fc.integer({ min: 1, max: 5000 });
      const growth = fc.tuple(fc.double({ min: 0, max: 24, noNaN: true }), fc.double({ min: 0, max: 24, noNaN: true }));
      fc.assert(
        fc.property(word, growth, (wordBits, [a, b]) => {
          const [fewer, more] = [Math.min(a, b), Math.max(a, b)].map((log) => Math.floor(wordBits * 2 ** log));
          const small = sramCost({ bits: fewer ?? 0, wordBits }, sram);
          const large = sramCost({ bits: more ?? 0, wordBits }, sram);
          for (const key of ["areaUm2", "readEnergyPj", "writeEnergyPj"] as const) {
            expect(small[key]).toBeGreaterThan(0);
            expect(small.leakageUw).toBeGreaterThan(0);
            expect(large[key]).toBeGreaterThanOrEqual(small[key] * (1 - 1e-12));
          }
        }),
        { seed: 1, numRuns: 200 },
      );
    }
  });

  it("refuses a memory of less than a word", () => {
    expect(() => sramCost({ bits: 8, wordBits: 16 }, easy)).toThrow("got 8 bits in words of 16");
  });
});

describe("prepareSram(table, target, flipFlop)", () => {
  const target = { nodeNm: 7, voltageV: 0.7 };

  it("refuses a table of areas only, by name", () => {
    const macros = EASY.macros.map(({ bits, wordBits, areaUm2, leakageMw }) => ({
      bits,
      wordBits,
      areaUm2,
      leakageMw,
    }));
    expect(() => prepareSram({ ...EASY, macros }, target, BIT)).toThrow(
      "sram table easy: got no readEnergyPj for 1000 bits of 16, expected it in pJ",
    );
  });

  it("refuses a table in which a larger memory costs less", () => {
    const macros = EASY.macros.map((macro) => ({ ...macro, areaUm2: 1e6 / macro.bits }));
    expect(() => prepareSram({ ...EASY, macros }, target, BIT)).toThrow(
      "sram table easy: got less area for 100000 bits than for 1000, expected it to rise with capacity",
    );
  });

  it("refuses a process outside the scaling", () => {
    expect(() => prepareSram(EASY, { nodeNm: 3, voltageV: 0.7 }, BIT)).toThrow("got 3 nm, expected 7 to 180 nm");
  });
});
