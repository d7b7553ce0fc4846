import { describe, expect, it } from "vitest";
import { synapseUpdate } from "../../../generators/synapse-update/index.ts";
import type { ParameterValues } from "../../../src/core/parameters.ts";
import { printVerilog } from "../../../src/hdl/verilog.ts";
import { MONITOR, monitorText, propertiesOf } from "../../../src/verify/formal/monitor.ts";
import { proveUnit } from "../../../src/verify/formal/prove-unit.ts";
import { proveNever } from "../../../src/verify/formal/prove.ts";
import { smallInstance, SMALL, tinySizes } from "../../../src/verify/formal/small-instance.ts";
import { unitOf } from "../../support/random-unit.ts";
import { FASTEST } from "../../support/tools.ts";
import { ALL_PROVED, verdictsOf } from "./unit-verdicts.ts";

const SECONDS = 1000;

describe("proveUnit(generator, values, { yosys, patienceS })", () => {
  // prove-unit.long.test.ts proves the other options.
  it(
    "proves every property: one device, row by row, of the sizes that stand for all",
    async () => {
      expect(await verdictsOf({})).toEqual(ALL_PROVED);
    },
    150 * SECONDS,
  );

  it("says which instance stands for a large design, and keeps its options", async () => {
    const [never, done] = await proveUnit(synapseUpdate, unitOf({ scheme: "pair-fixed", rows: 784, columns: 100 }), {
      yosys: FASTEST,
      patienceS: 1, // whatever it comes to
    });
    const sizes = ["rows", "columns", "lanes", "xBits", "deltaBits", "maxPulses", "lfsrBits", "widthBits"];
    expect(never?.scaledDown).toEqual(sizes);
    expect(never?.instance).toMatchObject({ scheme: "pair-fixed", rows: 2, columns: 3, lanes: 2, widthBits: 2 });
    expect(done?.instance).toMatchObject({ scheme: "pair-fixed", widthBits: 1, maxPulses: 1 });
  }, 150_000);
});

/** Proves properties of Verilog that is printed and then changed; a text that is not there is a mistake of the test. */
async function verdictOf(name: string, values: ParameterValues, from: string | RegExp, to: string) {
  const { shape } = synapseUpdate.unit(values);
  const top = synapseUpdate.elaborate(values);
  const limits = { verifyAttempts: 1, rewriteGain: 2 };
  const printed = { ...printVerilog(top), "monitor.v": monitorText(top, shape, limits) };
  const changed = Object.entries(printed).map(([file, text]) => [file, text.replace(from, to)] as const);
  expect(changed.filter(([file, text]) => text !== printed[file as keyof typeof printed])).toHaveLength(1);
  const output = propertiesOf(shape, limits).findIndex((property) => property.name === name);
  const task = { verilog: Object.fromEntries(changed), top: MONITOR, outputs: [output], patienceS: 60 };
  return (await proveNever({ ...task, yosys: FASTEST }))[0];
}

describe("the monitor", () => {
  const small = smallInstance(unitOf({}), SMALL);
  // Two lanes, so that both phases of a batch can be long.
  const tiny = smallInstance(unitOf({ columns: 8 }), tinySizes(unitOf({ columns: 8 })));

  it("notices an update that takes one cycle more than the bound", async () => {
    expect(await verdictOf("done", tiny, "age_now > 24;", "age_now > 23;")).toBe("disproved");
  }, 60_000);

  it("notices a pulse that is as long as its register says, where one less is allowed", async () => {
    expect(await verdictOf("length", small, "high >= limit;", "high + 1 >= limit;")).toBe("disproved");
  }, 60_000);

  it("notices a pulse that is a cycle shorter than its register says", async () => {
    expect(await verdictOf("short", small, "high < limit", "high <= limit")).toBe("disproved");
  }, 60_000);

  it("notices ticks that are a cycle too short", async () => {
    const ticks = smallInstance(unitOf({ prescale: 3 }), SMALL);
    expect(await verdictOf("short", ticks, "tick_cycle_q == 2'd2", "tick_cycle_q == 2'd1")).toBe("disproved");
  }, 60_000);

  it("notices lines that stay on", async () => {
    expect(await verdictOf("length", small, /\.clear_ltp\([^)]*\)/, ".clear_ltp(1'b0)")).toBe("disproved");
  }, 60_000);

  it("notices potentiation and depression of one device", async () => {
    const both = smallInstance(unitOf({ phases: "simultaneous" }), SMALL);
    expect(await verdictOf("overlap", both, /wire (\[[^\]]*\] )?ltd_lanes = [^;]*;/, "wire $1ltd_lanes = fire;")).toBe(
      "disproved",
    );
  }, 60_000);
});
