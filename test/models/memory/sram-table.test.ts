import { describe, expect, it } from "vitest";

import { builtInSramTables, loadSramTable, parseSramTable } from "../../../models/memory/sram-table.ts";

const TABLE = {
  name: "t",
  title: "T",
  nodeNm: 22,
  voltageV: 0.8,
  source: "a test",
  wordExponent: { value: 0.5, source: "a test" },
  macros: [{ bits: 1024, wordBits: 32, areaUm2: 100, readEnergyPj: 1, leakageMw: 0.1 }],
};

describe("loadSramTable(name)", () => {
  it("knows CACTI at three nodes, the IHP macros and the two fake memories of OpenROAD", () => {
    expect(builtInSramTables()).toEqual([
      "cacti7-22nm",
      "cacti7-32nm",
      "cacti7-45nm",
      "ihp-sg13g2",
      "orfs-fakeram45",
      "orfs-fakeram7",
    ]);
    for (const name of builtInSramTables()) expect(loadSramTable(name).name).toBe(name);
  });

  it("names the tables there are", () => {
    expect(() => loadSramTable("cacti7-22mn")).toThrow(
      /sram: got "cacti7-22mn", expected one of cacti7-22nm, .*did you/,
    );
  });

  it("states a word exponent that is the least-squares exponent of its macros", () => {
    for (const name of builtInSramTables().filter((each) => !each.startsWith("orfs"))) {
      const { macros, wordExponent } = loadSramTable(name);
      const rows = macros.map(({ bits, wordBits, readEnergyPj = 0 }) => [bits, wordBits, readEnergyPj].map(Math.log));
      expect(wordExponent.value, name).toBeCloseTo(partialSlope(rows), 3);
    }
  });
});

describe("parseSramTable(json, where)", () => {
  it("takes a table without energies for writes", () => {
    expect(parseSramTable(TABLE, "t.json").macros[0]?.writeEnergyPj).toBeUndefined();
  });

  it.each([
    [{ source: undefined }, 't.json: got no "source", expected where the numbers are from'],
    [{ macros: [] }, "t.json: /macros: got [], expected a list of one or more macros"],
    [{ voltageV: 0 }, "t.json: /voltageV: got 0, expected a supply in V, a number above 0"],
    [
      { macros: [{ bits: 16, wordBits: 32, areaUm2: 1, leakageMw: 1 }] },
      "t.json: /macros/0/wordBits: got a word of 32 bits in 16 bits, expected one word at least",
    ],
    [
      { macros: [{ bits: 64, wordBits: 32, areaUm2: 1 }] },
      't.json: /macros/0: got no "leakageMw", expected a leakage in mW, a number above 0',
    ],
  ])("refuses %j by name", (change, message) => {
    const json: unknown = JSON.parse(JSON.stringify({ ...TABLE, ...change }));
    expect(() => parseSramTable(json, "t.json")).toThrow(message);
  });
});

/** Slope of the third column over the second, the first held: by the residuals of both over the first. */
function partialSlope(rows: readonly (readonly number[])[]): number {
  const column = (index: number) => rows.map((row) => row[index] ?? 0);
  const [x, w, e] = [column(0), column(1), column(2)];
  const residual = (ys: readonly number[]) => ys.map((y, i) => y - mean(ys) - slope(x, ys) * ((x[i] ?? 0) - mean(x)));
  return slope(residual(w), residual(e));
}

function slope(xs: readonly number[], ys: readonly number[]): number {
  const [mx, my] = [mean(xs), mean(ys)];
  const sum = (f: (x: number, y: number) => number) =>
    xs.reduce((total, x, i) => total + f(x - mx, (ys[i] ?? 0) - my), 0);
  return sum((x, y) => x * y) / sum((x) => x * x);
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
