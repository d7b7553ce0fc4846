import { describe, expect, it } from "vitest";
import { noPulses } from "../../../models/update/line-pulses.ts";
import { deviceEnergyFj, linesEnergyFj, plannedPulses, unitsEnergyFj } from "../../../models/update/update-energy.ts";
import { unit } from "../training/units.ts";

/** 2 V for 100 ns at 1 … 3 µS: a pulse at the middle is 4 V² · 2 µS · 100 ns = 0.8 pJ. */
const ELECTRICAL = {
  minimumS: 1e-6,
  maximumS: 3e-6,
  ltp: { voltageV: 2, widthNs: 100 },
  ltd: { voltageV: -1, widthNs: 100 },
};

describe("deviceEnergyFj(electrical, pulses, rewritePulses)", () => {
  it("is V²·G·t: 10 LTP pulses at the middle 8 pJ, 10 LTD pulses of half the voltage a quarter", () => {
    expect(deviceEnergyFj(ELECTRICAL, plannedPulses(10, 0), 0).updates).toBeCloseTo(8000, 6);
    expect(deviceEnergyFj(ELECTRICAL, plannedPulses(0, 10), 0).updates).toBeCloseTo(2000, 6);
  });

  it("counts pulses that rewrite, and resets, as refresh", () => {
    const pulses = { ...plannedPulses(10, 0), resets: 4, resetConductance: 4 };
    const { updates, refresh } = deviceEnergyFj(ELECTRICAL, pulses, 5);
    expect(updates).toBeCloseTo(4000, 6);
    // Half of LTP, and 4 resets as LTD pulses at the top: 4 · 1 V² · 3 µS · 100 ns.
    expect(refresh).toBeCloseTo(4000 + 1200, 6);
  });
});

describe("linesEnergyFj(shape, array, electrical, lines)", () => {
  it("is C·V² of the cells that a line passes: a row the columns, a column the rows", () => {
    const shape = unit({ rows: 10, columns: 20, lanes: 20 });
    const array = { wireCapacitanceFfPerUm: 0.2, cellPitchUm: 0.5 };
    const of = (lines: object) => linesEnergyFj(shape, array, ELECTRICAL, { ...noPulses(), ...lines });
    // A cell is 0.1 fF: a row 2 fF, a column 1 fF; 4 V² for LTP, 1 V² for LTD, the larger where both go at once.
    expect(of({ rowLtp: 1 })).toBeCloseTo(8, 9);
    expect(of({ columnLtp: 3 })).toBeCloseTo(12, 9);
    expect(of({ rowLtd: 1, columnLtd: 1 })).toBeCloseTo(3, 9);
    expect(of({ columnBoth: 1 })).toBeCloseTo(4, 9);
  });
});

describe("unitsEnergyFj(shape, cost, cycles)", () => {
  it("is cycles of work and of waiting at their energies", () => {
    expect(unitsEnergyFj(unit({}), { workFj: 5, waitFj: 2 }, { working: 3, waiting: 10, slots: 2 })).toBe(35);
  });

  it("with a gated clock, the first and last cycle of a pulse are work, as far as there are any", () => {
    const gated = unit({ clockGating: "waiting" });
    expect(unitsEnergyFj(gated, { workFj: 5, waitFj: 2 }, { working: 3, waiting: 10, slots: 2 })).toBe(7 * 5 + 6 * 2);
    expect(unitsEnergyFj(gated, { workFj: 5, waitFj: 2 }, { working: 3, waiting: 10, slots: 9 })).toBe(13 * 5);
  });
});
