import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { InputError, ToolError } from "../../../src/core/errors.ts";
import { importLibertyText } from "../../../src/eda/liberty/index.ts";
import { flatten } from "../../../src/eda/netlist/flat.ts";
import { printNetlist } from "../../../src/eda/netlist/verilog.ts";
import { openStaVersion } from "./engine.ts";
import { libertyForSta } from "./liberty-text.ts";
import { referenceTiming } from "./timing.ts";
import { analyseTiming } from "../../../src/eda/timing/timing.ts";
import type { NetlistModule } from "../../../src/eda/netlist/netlist.ts";
import { energy, input, LEAKAGE, output, setup, timing, tinyLibrary, UNITS } from "../../eda/liberty/tiny-library.ts";
import { moduleOf, netlistOf } from "../../eda/netlist/samples.ts";

/** ns over slews of 10 and 50 ps and loads of 1 and 5 fF. */
const TABLE = ' (delays) { index_1 ("0.01, 0.05"); index_2 ("0.001, 0.005"); values ("0.011, 0.02", "0.014, 0.029"); }';
const FALL = TABLE.replace("0.011, 0.02", "0.008, 0.019");
const CONSTRAINT =
  ' (setups) { index_1 ("0.01, 0.05"); index_2 ("0.01, 0.05"); values ("0.004, 0.006", "0.009, 0.003"); }';
const TEMPLATES = `
  lu_table_template (delays) {
    variable_1 : input_net_transition;
    variable_2 : total_output_net_capacitance;
    index_1 ("0.01, 0.05");
    index_2 ("0.001, 0.005");
  }
  lu_table_template (setups) {
    variable_1 : constrained_pin_transition;
    variable_2 : related_pin_transition;
    index_1 ("0.01, 0.05");
    index_2 ("0.01, 0.05");
  }
`;

function arcs(from: string, type = "combinational"): string {
  return timing(from, { type, table: TABLE }).replace(`cell_fall${TABLE}`, `cell_fall${FALL}`) + energy(from);
}

const CELLS = `
  cell (NOT) { area : 0.5; ${LEAKAGE} ${input("A")} ${output("Y", "!A", arcs("A"))} }
  cell (NAND) { area : 1; ${LEAKAGE} ${input("A")} ${input("B")} ${output("Y", "!(A*B)", arcs("A") + arcs("B"))} }
  cell (FF) { area : 3; ${LEAKAGE} ff (IQ, IQN) { clocked_on : "CK"; next_state : "D"; }
    ${input("CK").replace("direction", "clock : true; direction")} ${input("D", setup("CK", CONSTRAINT))} ${output("Q", "IQ", arcs("CK", "rising_edge"))} }
`;
const WIRES = 'wire_load ("w") { capacitance : 1; slope : 1; fanout_length (1, 1); } default_wire_load : "w";';
const LIBRARY = tinyLibrary(CELLS, `${UNITS} ${WIRES} ${TEMPLATES}`);
/** As ASAP7's files are after they were merged. */
const LOST = LIBRARY.replace(TEMPLATES, "");

/** A child with a wire through it and a constant output, in front of, behind and between flip-flops. */
const child = moduleOf(
  { a: [2, 3] },
  { y: [4, 2, "1"] },
  { g: ["NAND", { A: 2, B: 3, Y: 5 }], h: ["NOT", { A: 5, Y: 4 }] },
);
const top = moduleOf(
  { clk: 2, x: [3, 4] },
  { z: [20, 21], k: 22 },
  {
    first: ["child", { a: [3, 4], y: [5, 6, 7] }],
    r0: ["FF", { CK: 2, D: 5, Q: 8 }],
    r1: ["FF", { CK: 2, D: 6, Q: 9 }],
    "second[0].u": ["child", { a: [8, 9], y: [10, 11, 12] }],
    "second[1].u": ["child", { a: [11, 10], y: [13, 14, 22] }],
    held: ["NAND", { A: 13, B: 7, Y: 15 }],
    r2: ["FF", { CK: 2, D: 15, Q: 20 }],
    last: ["NOT", { A: 14, Y: 21 }],
  },
);

const folder = mkdtempSync(join(tmpdir(), "tritforge-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Modules = Readonly<Record<string, NetlistModule>>;

function reference(modules: Modules, library = LIBRARY): number {
  const libertyFile = join(folder, "tiny.lib.gz");
  writeFileSync(libertyFile, gzipSync(library));
  const verilog = printNetlist(netlistOf(modules), "top");
  const fo4 = importLibertyText(LIBRARY, "tiny.lib").tables.fo4;
  const clock = modules["top"]?.ports["clk"] === undefined ? undefined : "clk";
  return referenceTiming({ verilog, top: "top", libertyFile, fo4, clock });
}

function own(modules: Modules): number {
  const technology = importLibertyText(LIBRARY, "tiny.lib");
  return analyseTiming(flatten(netlistOf(modules), "top", technology), technology).criticalPathPs;
}

describe.runIf(openStaVersion() !== undefined)("referenceTiming(request)", () => {
  it("agrees with analyseTiming on registers, ports, feed-throughs and constants of a hierarchical netlist", () => {
    expect(own({ child, top })).toBeCloseTo(reference({ child, top }), 3);
    expect(own({ child, top })).toBeGreaterThan(50);
  });

  it("times a design without a clock, with a load far beyond the tables", () => {
    const readers = Array.from({ length: 300 }, (_, i) => [`v${i}`, ["NOT", { A: 3, Y: 10 + i }]] as const);
    const wide = moduleOf(
      { x: 2 },
      { z: readers.map((_, i) => 10 + i) },
      { u: ["NOT", { A: 2, Y: 3 }], ...Object.fromEntries(readers) },
    );
    expect(own({ top: wide }) / reference({ top: wide })).toBeCloseTo(1, 5);
  });

  it("reads a library that has lost its table templates all the same", () => {
    expect(reference({ child, top }, LOST)).toBe(reference({ child, top }));
  });

  it("refuses a cell that the library does not have, instead of a black box", () => {
    const strange = moduleOf({ clk: 2, x: 3 }, { y: 4 }, { u: ["NOR9", { A: 3, Y: 4 }] });
    expect(() => reference({ top: strange })).toThrow(ToolError);
    expect(() => reference({ top: strange })).toThrow("NOR9");
  });

  it("refuses a design without any path, and a Liberty file that is not there", () => {
    const empty = moduleOf({ clk: 2, x: 3 }, { y: "1" }, {});
    expect(() => reference({ top: empty })).toThrow("OpenSTA found no path in top");
    const request = { verilog: "", top: "top", fo4: { slewPs: 1, loadFf: 1 }, clock: "clk" };
    expect(() => referenceTiming({ ...request, libertyFile: join(folder, "none.lib") })).toThrow(InputError);
  });
});

function squeeze(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

describe("libertyForSta(text)", () => {
  it("defines templates that are used but lost, with the axes of the first table that uses them", () => {
    expect(squeeze(libertyForSta(LOST))).toContain(squeeze(TEMPLATES));
    expect(libertyForSta(LIBRARY).match(/_template \(/g)).toHaveLength(2);
  });

  it("leaves out the default wire load and adds what OpenSTA needs to be stated", () => {
    const text = libertyForSta(
      'library (a) {\n  delay_model : table_lookup;\n  default_wire_load : "Small" ;\n  input_threshold_pct_rise : 40;\n}\n',
    );
    expect(text).not.toContain("default_wire_load");
    expect(text.match(/\w+_pct_\w+ : \d+/g)).toEqual([
      "input_threshold_pct_fall : 50",
      "output_threshold_pct_rise : 50",
      "output_threshold_pct_fall : 50",
      "slew_lower_threshold_pct_rise : 20",
      "slew_lower_threshold_pct_fall : 20",
      "slew_upper_threshold_pct_rise : 80",
      "slew_upper_threshold_pct_fall : 80",
      "input_threshold_pct_rise : 40",
    ]);
  });

  it("refuses a lost template whose tables do not state their axes, by name", () => {
    const text = 'library (a) {\n cell_rise (gone) { values ("1"); }\n}\n';
    expect(() => libertyForSta(text)).toThrow("template gone of a cell_rise table is not defined");
  });
});
