import { describe, expect, it } from "vitest";
import type { LookupTable } from "../../../models/technology/tables.ts";
import type { Technology } from "../../../models/technology/technology.ts";
import { importLibertyText } from "../../../src/eda/liberty/index.ts";
import { synthesisCells } from "../../../models/technology/synthesis-cells.ts";
import { energy, input, LEAKAGE, output, pins, setup, timing, tinyLibrary, UNITS } from "./tiny-library.ts";

const AXES = "variable_1 : input_net_transition; variable_2 : total_output_net_capacitance;";
const INDEXES = 'index_1 ("0.01, 0.05"); index_2 ("0.001, 0.004");';
/** 10 and 40 ps, 1 and 4 fF; delays 11, 15, 13, 19 ps: not bilinear, so no point can be left out. */
const TABLE = ` (d) { ${INDEXES} values ("0.011, 0.015", "0.013, 0.019"); }`;
const TEMPLATES = `lu_table_template (d) { ${AXES} ${INDEXES} }
  power_lut_template (p) { variable_1 : input_transition_time; index_1 ("0.01, 0.05"); }`;
const and3 = (inside: string) =>
  `cell (X) { area : 3; ${LEAKAGE} ${input("A")} ${input("B")} ${input("C")} ${output("Y", "A * B * C", inside)} }`;
/** A complete AND3 but for its arc and energy from A. */
const withA = (inside: string) => and3(["B", "C"].map((name) => timing(name) + energy(name)).join(" ") + inside);

const read = (cell: string, templates = TEMPLATES, head = UNITS) =>
  importLibertyText(tinyLibrary(`${templates} ${cell}`, head), "tiny.lib");
const skipped = (technology: Technology) => technology.skipped.map(({ name, reason }) => `${name}: ${reason}`);
const grid = ({ tables }: Technology, { slew, load, values }: LookupTable) => ({
  slews: tables.axes[slew],
  loads: tables.axes[load],
  values,
});
const arcOf = (technology: Technology, from: string, cell = "X") => {
  const arc = technology.tables.cells[cell]?.arcs.find((each) => each.from === from);
  if (arc === undefined) throw new Error(`no arc from ${from}: ${skipped(technology).join()}`);
  return arc;
};
const energyOf = (technology: Technology, pin: string, from?: string) => {
  const found = technology.tables.cells["X"]?.energy.find((each) => each.pin === pin && each.from === from);
  if (found === undefined) throw new Error(`no energy of ${pin}: ${skipped(technology).join()}`);
  return { rise: found.rise.values, fall: found.fall.values };
};

describe("delays of importLibertyText(text).tables", () => {
  const expected = { slews: [10, 50], loads: [1, 4], values: [11, 15, 13, 19] };

  it.each([
    ["ns and pF", UNITS, TABLE],
    [
      "10ps and 10 ff",
      'capacitive_load_unit (10, ff); time_unit : "10ps"; voltage_unit : "1V"; leakage_power_unit : "1nW";',
      ' (d) { index_1 ("1 5"); index_2 ("0.1 0.4"); values ("1.1 1.5 1.3 1.9"); }',
    ],
  ])("are in ps over ps and fF, whatever the library's units: %s", (_, head, table) => {
    const technology = read(withA(timing("A", { table }) + energy("A")), TEMPLATES, head);
    expect(grid(technology, arcOf(technology, "A").rise)).toEqual(expected);
    expect(grid(technology, arcOf(technology, "A").fallSlew)).toEqual(expected);
  });

  it("have slews as rows also if the library has loads first, and take positions from the template", () => {
    const turned = `lu_table_template (d) { variable_1 : total_output_net_capacitance; variable_2 : input_net_transition;
      index_1 ("0.001, 0.004"); index_2 ("0.01, 0.05"); }`;
    const table = ' (d) { values ("0.011, 0.013", "0.015, 0.019"); }';
    const technology = read(withA(timing("A", { table }) + energy("A")), turned);
    expect(grid(technology, arcOf(technology, "A").fall)).toEqual(expected);
  });

  it("of a template that is not there have the axes that all others agree on", () => {
    const table = TABLE.replace("(d)", "(lost)");
    const technology = read(withA(timing("A", { table }) + energy("A")));
    expect(grid(technology, arcOf(technology, "A").rise)).toEqual(expected);
    const other =
      "lu_table_template (e) { variable_1 : total_output_net_capacitance; variable_2 : input_net_transition; }";
    expect(skipped(read(withA(timing("A", { table }) + energy("A")), TEMPLATES + other))).toEqual([
      "X: cell_rise (lost): names a table template that the library does not define",
    ]);
  });

  it("scale slews by slew_derate_from_library, delays not", () => {
    const head = `${UNITS} slew_derate_from_library : 0.5;`;
    const technology = read(withA(timing("A", { table: TABLE }) + energy("A")), TEMPLATES, head);
    const { rise, riseSlew } = arcOf(technology, "A");
    expect(grid(technology, rise)).toEqual({ slews: [5, 25], loads: [1, 4], values: [11, 15, 13, 19] });
    expect(grid(technology, riseSlew)).toEqual({ slews: [5, 25], loads: [1, 4], values: [5.5, 7.5, 6.5, 9.5] });
  });

  it("are the largest of all states at each point, one arc per sense", () => {
    const [high, low] = [TABLE.replace("0.011, 0.015", "0.010, 0.016"), TABLE.replace("0.011", "0.001")];
    const state = (when: string, sense: string) => `when : "${when}"; timing_sense : ${sense};`;
    const arcs = [
      timing("A", { table: TABLE, extra: state("B*C", "positive_unate") }),
      timing("A", { table: high, extra: state("B*!C", "positive_unate") }),
      timing("A", { table: low, extra: state("!B", "negative_unate") }),
    ];
    const technology = read(withA(arcs.join(" ") + energy("A")));
    const own = Object.values(technology.tables.cells).flatMap((cell) =>
      cell.arcs.filter(({ sense }) => sense !== "clock"),
    );
    const found = own.filter(({ rise }) => rise.values.length === 4).map(({ sense, rise }) => [sense, rise.values]);
    expect(found).toEqual([
      ["positive", [11, 16, 13, 19]],
      ["negative", [1, 15, 13, 19]],
    ]);
  });

  it("take the sense from the logic function where the library does not state it", () => {
    const technology = read(`cell (XOR) { area : 4; ${pins("A B", "A ^ B")} }`);
    const senses = ["INV", "BUF", "XOR", "DFF"].map((cell) => technology.tables.cells[cell]?.arcs[0]?.sense);
    expect(senses).toEqual(["negative", "positive", "both", "clock"]);
  });

  it("go from one output to another where the library says so", () => {
    const carry = output("K", "A * B", ["A", "B"].map((name) => timing(name) + energy(name)).join(" "));
    const sum = output(
      "S",
      "A ^ B",
      ["A", "B"].map((name) => timing(name) + energy(name)).join(" ") +
        timing("K", { extra: "timing_sense : negative_unate;" }),
    );
    const technology = read(`cell (X) { area : 4; ${LEAKAGE} ${input("A")} ${input("B")} ${carry} ${sum} }`);
    expect(arcOf(technology, "K")).toMatchObject({ to: "S", sense: "negative" });
  });

  it("of a flip-flop start at its clock, and the setup time has the data's slew as rows", () => {
    const template =
      "lu_table_template (c) { variable_1 : related_pin_transition; variable_2 : constrained_pin_transition; }";
    const table = ' (c) { index_1 ("0.01, 0.05"); index_2 ("0.02, 0.03"); values ("0.001, 0.002", "-0.003, 0.004"); }';
    const inside = `${timing("CK", { type: "rising_edge" })} ${timing("R", { type: "clear" })} ${energy("CK")}`;
    const cell = `cell (X) { area : 1; ${LEAKAGE} ff (IQ, IQN) { clocked_on : "CK"; next_state : "D"; clear : "R"; }
      ${input("CK")} ${input("D", setup("CK", table))} ${input("R")} ${output("Y", "IQ", inside)} }`;
    const technology = read(cell, TEMPLATES + template);
    const own = technology.tables.cells["X"];
    expect(own?.arcs.map(({ from, to }) => `${from} to ${to}`)).toEqual(["CK to Y"]);
    if (own?.setup === undefined) throw new Error("no setup time");
    expect(grid(technology, own.setup.rise)).toEqual({ slews: [20, 30], loads: [10, 50], values: [1, -3, 2, 4] });
  });
});

describe("internal energies of importLibertyText(text).tables", () => {
  it("are in fJ: load unit × voltage unit², not time × current × voltage", () => {
    const head = `${UNITS.replace('"1V"', '"10mV"')} current_unit : "1uA";`;
    const technology = read(withA(timing("A") + energy("A")), TEMPLATES, head);
    expect(energyOf(technology, "Y", "A").rise).toEqual([0.0003]);
    expect(technology.voltageV).toBeCloseTo(0.011);
  });

  it("of an output are the mean over states of the sum over rails", () => {
    const state = (when: string, rail: string, table: string) =>
      energy("A", `when : "${when}"; related_pg_pin : ${rail};`, table);
    const fj = (value: number) => ` (scalar) { values ("${value / 1000}"); }`;
    const entries = [
      state("B*C", "VDD", fj(1)),
      state("B*C", "VSS", fj(2)),
      state("B", "VDD", fj(7)),
      state("B", "VSS", fj(8)),
    ];
    // B*C holds in a quarter of the states, B in half: (1·3 + 2·15) / 3
    expect(energyOf(read(withA(timing("A") + entries.join(" "))), "Y", "A").rise).toEqual([11]);
  });

  it("of an input count nothing in states that are not listed, and the entry without condition in all others", () => {
    const withInput = (inside: string) => withA(timing("A") + energy("A")).replace(input("A"), input("A", inside));
    const hidden = (extra: string, value: number) => energy(undefined, extra, ` (scalar) { values ("${value}"); }`);
    const listed = hidden('when : "!B*!Y";', 0.008);
    expect(energyOf(read(withInput(listed)), "A").fall).toEqual([4]);
    expect(energyOf(read(withInput(listed + hidden("", 0.002))), "A").fall).toEqual([5]);
  });

  it("may be stated for one edge only, or for both at once", () => {
    const one = 'internal_power () { related_pin : "A"; fall_power (p) { values ("0.001, 0.002"); } }';
    const both = 'internal_power () { related_pin : "A"; power (p) { values ("0.001, 0.002"); } }';
    expect(energyOf(read(withA(timing("A") + one)), "Y", "A")).toEqual({ rise: [0], fall: [1, 2] });
    expect(energyOf(read(withA(timing("A") + both)), "Y", "A")).toEqual({ rise: [1, 2], fall: [1, 2] });
  });
});

describe("importLibertyText(text) skips a cell that it cannot price, and says why", () => {
  const strange = (text: string) => withA(timing("A", { table: ` (d) { ${text} }` }) + energy("A"));
  const current = 'timing () { related_pin : "A"; output_current_rise () { vector (v) { } } }';

  it.each([
    ["A to Y: no timing", withA(energy("A"))],
    ["A to Y: no timing", withA(timing("A", { type: "three_state_enable" }) + energy("A"))],
    ["A to Y: no cell_rise (current source model only)", withA(current + energy("A"))],
    ["Y: no internal power", and3(["A", "B", "C"].map((name) => timing(name)).join(" "))],
    ["B: no capacitance", withA(timing("A") + energy("A")).replace(input("B"), "pin (B) { direction : input; }")],
    ["X: no leakage power, or the library no unit of it", withA(timing("A") + energy("A")).replace(LEAKAGE, "")],
    ["cell_rise (d): has 3 values, expected 4", strange(`${INDEXES} values ("1, 2", "3");`)],
    ['cell_rise (d): got "x", expected numbers', strange(`${INDEXES} values ("1, 2", "3, x");`)],
    [
      "cell_rise (d), index_1: got 2, 1, expected ascending numbers",
      strange('index_1 ("2, 1"); values ("1, 2, 3, 4");'),
    ],
    ["cell_rise (d): has no numbers", strange("")],
  ])("%s", (reason, cell) => {
    expect(skipped(read(cell))).toEqual([`X: ${reason}`]);
  });

  it("for an axis that is neither slew nor load", () => {
    const templates =
      "lu_table_template (d) { variable_1 : input_net_transition; variable_2 : related_out_total_output_net_capacitance; }";
    const reason =
      "axis related_out_total_output_net_capacitance is not supported, only input_net_transition and total";
    expect(skipped(read(withA(timing("A", { table: TABLE }) + energy("A")), templates))[0]).toContain(reason);
  });

  it("and prefers another cell of the same function, however cheap the first is", () => {
    const cheap = `cell (CHEAP) { area : 0.1; ${LEAKAGE} ${input("A")} ${input("B")} ${output("Y", "!(A*B)", "")} }`;
    const technology = read(cheap);
    expect([technology.nand2AreaUm2, skipped(technology)]).toEqual([2, ["CHEAP: A to Y: no timing"]]);
  });
});

describe("importLibertyText(text) refuses a library", () => {
  it.each([
    [
      "of another delay model",
      `${UNITS} delay_model : polynomial;`,
      'delay_model: got "polynomial", expected table_lookup',
    ],
    ["with a strange derate", `${UNITS} slew_derate_from_library : 0;`, 'slew_derate_from_library: got "0"'],
    [
      "without unit of time",
      UNITS.replace('time_unit : "1ns";', ""),
      "time_unit: got nothing, expected a number and fs",
    ],
    ["with a strange unit", UNITS.replace("1ns", "1 blink"), 'time_unit: got "1 blink", expected a number and fs'],
    [
      "whose delays do not add up",
      `${UNITS} input_threshold_pct_rise : 40;`,
      "output_threshold_pct_rise: got 50 at outputs and 40 at inputs",
    ],
  ])("%s", (_, head, message) => {
    expect(() => read("", "", head)).toThrow(`tiny.lib:2: ${message}`);
  });

  it("without any timing or any internal power", () => {
    const untimed = tinyLibrary().replaceAll(/timing \(\) \{.*?\} \}/g, "");
    expect(() => importLibertyText(untimed, "x.lib")).toThrow("x.lib:2: no cell of the library has a timing group");
    const unpowered = tinyLibrary().replaceAll(/internal_power \(\) \{.*?\} \}/g, "");
    expect(() => importLibertyText(unpowered, "x.lib")).toThrow("no cell of the library has a internal_power group");
  });

  it("without a buffer", () => {
    const text = tinyLibrary().replace("cell (BUF) {", "cell (BUF) { dont_use : true;");
    expect(() => importLibertyText(text, "x.lib")).toThrow(
      "x.lib:2: the library has no usable buffer, which nets with many readers need",
    );
  });

  it("that is cut off, by the line", () => {
    const text = tinyLibrary();
    expect(() => importLibertyText(text.slice(0, text.indexOf("cell (DFF)") + 30), "x.lib")).toThrow(/^x\.lib:9: /);
  });
});

describe("importLibertyText(text) works", () => {
  it("without adders, ties and flip-flops with enable, and with a bus cell skipped", () => {
    const technology = read("cell (RAM) { area : 9; bus (D) { direction : input; } }");
    const { fullAdder, halfAdder, tieHigh, flipFlop } = synthesisCells(technology);
    expect([fullAdder, halfAdder, tieHigh, flipFlop?.cell.name]).toEqual([undefined, undefined, undefined, "DFF"]);
    expect(skipped(technology)).toEqual(["RAM: bus or bundle pins"]);
    expect(Object.keys(technology.tables.cells)).toEqual(["INV", "NAND2", "BUF", "DFF"]);
  });
});

describe("pace of importLibertyText(text)", () => {
  /** value = a + b · load [fF] + c · slew [ps], as a 2 × 2 table in ns and pF. */
  const plane = (a: number, b: number, c: number) => {
    const at = (slew: number, load: number) => (a + b * load + c * slew) / 1000;
    return ` (d) { ${INDEXES} values ("${at(10, 1)}, ${at(10, 4)}", "${at(50, 1)}, ${at(50, 4)}"); }`;
  };
  const gate = (name: string, area: number, logic: string, delay: string, slew: string) => {
    const tables = `cell_rise ${delay} cell_fall ${delay} rise_transition ${slew} fall_transition ${slew}`;
    return `cell (${name}) { area : ${area}; ${LEAKAGE} ${input("A")}
      ${output("Y", logic, `timing () { related_pin : "A"; ${tables} } ${energy("A")}`)} }`;
  };

  it("is the inverter with four of its inputs, at the slew that it makes itself", () => {
    // slew = 3 + 1 · 8 fF + 0.5 · slew → 22 ps; delay = 2 + 0.5 · 8 + 0.1 · 22
    const technology = read(gate("FAST", 0.5, "!A", plane(2, 0.5, 0.1), plane(3, 1, 0.5)));
    expect(technology.tables.fo4).toEqual({ delayPs: 8.2, slewPs: 22, loadFf: 8 });
  });

  it("chooses the buffer with the smallest area × delay at 16 NAND2 inputs", () => {
    // 32 fF: delays 36 and 12 ps, products 36 and 24; the tiny library's own has 1.5 · 10 = 15.
    const buffers =
      gate("WEAK", 1, "A", plane(4, 1, 0), plane(1, 1, 0)) + gate("STRONG", 2, "A", plane(4, 0.25, 0), plane(1, 1, 0));
    const text = tinyLibrary(TEMPLATES + buffers).replace("cell (BUF) { area : 1.5;", "cell (BUF) { area : 2.5;");
    expect(importLibertyText(text, "tiny.lib").fanOutBuffer).toBe("STRONG");
    expect(read(buffers).fanOutBuffer).toBe("BUF");
  });
});
