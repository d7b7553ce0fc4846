import { describe, expect, it } from "vitest";
import { synapseUpdate } from "../../../generators/synapse-update/index.ts";
import type { ParameterValues } from "../../../src/core/parameters.ts";
import { hasSimulator, runBench } from "../../../src/verify/bench/run-bench.ts";
import { verifyUnitExternal } from "../../../src/verify/update-unit/external.ts";
import { unitBench } from "../../../src/verify/update-unit/testbench.ts";
import { randomUnits, unitOf } from "../../support/random-unit.ts";

const hasIcarus = await hasSimulator("icarus");
const hasVerilator = await hasSimulator("verilator");

function run(values: ParameterValues, simulator: "icarus" | "verilator", operations = 30) {
  const { shape } = synapseUpdate.unit(values);
  return verifyUnitExternal(synapseUpdate.elaborate(values), shape, { simulator, operations, seed: 3 });
}

const UNITS: readonly (readonly [string, ParameterValues])[] = [
  ["row by row, counters", { counters: "events" }],
  ["sums, stochastic rounding", { accumulator: "cell", rounding: "stochastic" }],
  ["write-verify on pairs", { scheme: "pair-bidirectional", writeVerify: "on", adcBits: 4 }],
  ["refresh, open loop", { scheme: "pair-unidirectional", refresh: "open-loop", adcBits: 4 }],
  ["stochastic trains", { product: "coincidence", encoding: "stochastic", xSign: "signed" }],
  ["ticks of five cycles", { prescale: 5, phases: "simultaneous" }],
  ["a gated clock, counters", { clockGating: "waiting", counters: "events", phases: "simultaneous" }],
  [
    "a gated clock and ticks, refresh",
    { clockGating: "waiting", prescale: 3, scheme: "pair-unidirectional", refresh: "verified" },
  ],
  ["deterministic trains, both at once", { product: "coincidence", encoding: "deterministic", phases: "simultaneous" }],
];
const SIZES = { rows: 3, columns: 5, lanes: 2, widthBits: 4, maxPulses: 8 };

describe.skipIf(!hasIcarus)("verifyUnitExternal(top, shape, { simulator: icarus })", () => {
  it.each(UNITS)("passes the printed Verilog of a unit: %s", async (_, change) => {
    const result = await run(unitOf({ ...SIZES, ...change }), "icarus");
    expect(result).toMatchObject({ passed: true, operations: 30 });
    expect(result.slots).toBeGreaterThan(20);
  });

  it("passes random units", async () => {
    for (const values of randomUnits(6, 11))
      expect(await run(values, "icarus", 20), JSON.stringify(values)).toMatchObject({ passed: true });
  }, 60_000);

  it("fails where the bench expects another unit", async () => {
    const values = unitOf(SIZES);
    const bench = unitBench(
      synapseUpdate.elaborate(values),
      { ...synapseUpdate.unit(values).shape, product: "min" },
      { operations: 20, seed: 1 },
    );
    const verdict = await runBench(synapseUpdate.elaborate(values), bench, "icarus");
    expect(verdict.failure).toMatch(/FAIL: operation \d+, slot \d+: (other pulses than expected|cycles)/);
  });
});

describe.skipIf(!hasVerilator)("verifyUnitExternal(top, shape, { simulator: verilator })", () => {
  it("passes the printed Verilog of a unit", async () => {
    for (const clockGating of ["none", "waiting"])
      expect(await run(unitOf({ ...SIZES, counters: "events", clockGating }), "verilator")).toMatchObject({
        passed: true,
      });
  }, 240_000);
});
