import { describe, expect, it } from "vitest";
import { synthesisCells } from "../../../models/technology/synthesis-cells.ts";
import { importLibertyText } from "../../../src/eda/liberty/index.ts";
import { BY_STATE, clockGateCell, LIBRARY_WITH_GATE } from "./clock-gate-library.ts";
import { energy, input, scalar, tinyLibrary } from "./tiny-library.ts";

const first = ({ values }: { readonly values: readonly number[] }): number => values[0] ?? NaN;

/** Pin, state and energy of a rising edge [fJ] of the gate's tables. */
function energiesOf(text: string) {
  const { tables } = importLibertyText(text, "gate.lib");
  return tables.cells["ICG"]?.energy.map(({ pin, state, rise }) => [pin, state, first(rise)]);
}

describe("importLibertyText(text, file), of an integrated clock gate", () => {
  it("keeps its pins, its setup time and the energies of its clock pin by state", () => {
    const { cells, tables } = importLibertyText(LIBRARY_WITH_GATE, "gate.lib");
    const gate = cells.find(({ name }) => name === "ICG");
    expect(gate).toMatchObject({
      kind: "clock-gate",
      areaUm2: 4.5,
      clockGate: { clock: "CK", enable: "E", output: "G", tests: [] },
    });
    expect(first(tables.cells["ICG"]?.setup?.rise ?? { values: [] })).toBe(50);
    expect(energiesOf(LIBRARY_WITH_GATE)).toEqual([
      ["CK", "open", 6],
      ["CK", "shut", 2],
      ["E", undefined, 1],
      ["G", undefined, 8],
    ]);
  });

  it("gives both states the energy that the library states for all", () => {
    const text = tinyLibrary(clockGateCell("latch_posedge", energy(undefined, "", scalar(0.003))));
    expect(energiesOf(text)?.slice(0, 2)).toEqual([
      ["CK", "open", 3],
      ["CK", "shut", 3],
    ]);
  });

  it("takes a pin for tests as one to be tied, and a gate that is not for logic synthesis", () => {
    const test = `dont_use : true; ${input("SE", "clock_gate_test_pin : true;")}`;
    const technology = importLibertyText(
      tinyLibrary(clockGateCell("latch_posedge_precontrol", BY_STATE, test)),
      "gate.lib",
    );
    expect(synthesisCells(technology).clockGate?.pins.tests).toEqual(["SE"]);
  });

  it.each(["latch_negedge", "none_posedge", "latch_posedge_obs"])("does without a gate of kind %s", (kind) => {
    const technology = importLibertyText(tinyLibrary(clockGateCell(kind, BY_STATE)), "gate.lib");
    expect(technology.cells.find(({ name }) => name === "ICG")?.kind).toBe("clock-gate");
    expect(synthesisCells(technology).clockGate).toBeUndefined();
  });

  it("does without one that lacks a setup time, and says nothing of it", () => {
    const text = LIBRARY_WITH_GATE.replace(
      /timing \(\) \{ related_pin : "CK"; timing_type : setup_rising;/g,
      (all, at: number) =>
        at > LIBRARY_WITH_GATE.indexOf("cell (ICG)") ? all.replace("setup_rising", "hold_rising") : all,
    );
    const technology = importLibertyText(text, "gate.lib");
    expect(synthesisCells(technology).clockGate).toBeUndefined();
    expect(technology.skipped).toEqual([]);
  });
});
