import type { AdderPins, TechnologyCell } from "../../../models/technology/technology.ts";
import type { SynthesisCells, UsableClockGate } from "../../../models/technology/synthesis-cells.ts";
import { TABLES } from "../../../models/technology/truth-table.ts";
import { cheapest, gatesWithTable, type PlainFlipFlop } from "../../../models/technology/choose-cells.ts";
import { verilogName } from "../../hdl/verilog-text.ts";
import { FULL_ADDER, HALF_ADDER } from "./adders.ts";
import { CLOCK_GATE } from "./clock-gates.ts";
import { dualType, FLIP_FLOP, FLIP_FLOP_DUAL, type Inverting } from "./polarity.ts";

/** How adders and flip-flops become library cells. */
export interface CellMaps {
  /** Verilog for Yosys's `techmap`. */
  readonly verilog: string;
  readonly inverting: Inverting;
}

/**
 * Writes the techmap: each adder, flip-flop and clock gate as a library cell with inverters where the cell inverts, or in gates where
 * that is smaller. ABC removes inverters that meet.
 */
export function cellMaps(cells: SynthesisCells): CellMaps {
  const full = worthIt(cells.fullAdder, gatesAreaUm2(cells, "full"));
  const half = worthIt(cells.halfAdder, gatesAreaUm2(cells, "half"));
  const flipFlop = cells.flipFlop;
  const verilog = [
    full === undefined ? FULL_ADDER_GATES : adderCell(FULL_ADDER, full, false) + adderCell(FULL_ADDER, full, true),
    half === undefined ? HALF_ADDER_GATES : adderCell(HALF_ADDER, half, false),
    flipFlop === undefined ? "" : flipFlopCell(flipFlop, false) + flipFlopCell(flipFlop, true),
    ...(cells.clockGate === undefined ? [] : [clockGateCell(cells.clockGate)]),
  ].join("\n");
  const inverting = {
    sum: full?.adder.sumInverted ?? false,
    carry: full?.adder.carryInverted ?? false,
    flipFlop: flipFlop?.inverting ?? false,
  };
  return { verilog, inverting };
}

interface Adder {
  readonly cell: TechnologyCell;
  readonly adder: AdderPins;
}

function worthIt(cell: TechnologyCell | undefined, gatesUm2: number): Adder | undefined {
  return cell?.adder !== undefined && cell.areaUm2 < gatesUm2 ? { cell, adder: cell.adder } : undefined;
}

/** Area of an adder in the cheapest gates of the library [µm²]; infinite where a gate is missing. */
function gatesAreaUm2({ gates }: SynthesisCells, adder: "full" | "half"): number {
  const area = (...tables: readonly string[]): number =>
    Math.min(...tables.map((table) => cheapest(gatesWithTable(gates, table))?.areaUm2 ?? Infinity));
  const nand = area(TABLES.nand2);
  // The exclusive or of a half adder shares the carry's NAND: XNOR = OAI21(a, b, NAND).
  const exclusive = Math.min(area(TABLES.xor2, TABLES.xnor2), 3 * nand);
  if (adder === "half") return nand + Math.min(exclusive, area(...TABLES.orAndInvert));
  return 2 * exclusive + Math.min(area(TABLES.majority, TABLES.minority), 3 * nand);
}

function adderCell(leaf: string, { cell, adder }: Adder, dual: boolean): string {
  const names = ["a", "b", "c"].slice(0, adder.inputs.length);
  const inputs = names.map((name, index) => {
    const pin = adder.inputs[index] ?? "";
    return `.${verilogName(pin)}(${dual ? `${name}n` : name})`;
  });
  const invert = (on: boolean, name: string, wire: string) =>
    on ? `  \\$_NOT_ ${name}_not (.A(${wire}), .Y(${name}));\n` : `  assign ${name} = ${wire};\n`;
  const negations = dual ? names.map((name) => `  \\$_NOT_ ${name}_not (.A(${name}), .Y(${name}n));\n`).join("") : "";
  return (
    `module ${dual ? dualType(leaf) : leaf} (input ${names.join(", ")}, output sum, carry);\n` +
    `  wire ${[...names.map((name) => `${name}n`), "s", "k"].join(", ")};\n${negations}` +
    `  ${verilogName(cell.name)} _TECHMAP_REPLACE_ (${inputs.join(", ")}, .${verilogName(adder.sum)}(s), .${verilogName(adder.carry)}(k));\n` +
    invert(adder.sumInverted !== dual, "sum", "s") +
    invert(adder.carryInverted !== dual, "carry", "k") +
    "endmodule\n"
  );
}

function flipFlopCell({ cell, clock, data, output, inverting, idle }: PlainFlipFlop, dual: boolean): string {
  if (dual && !inverting) return "";
  const ties = idle.map(({ pin, value }) => `, .${verilogName(pin)}(1'b${value})`).join("");
  // The inverter of an inverting flip-flop stands after it, or before it in the dual.
  const before = dual ? "  \\$_NOT_ before (.A(D), .Y(d));\n" : "  assign d = D;\n";
  const after = inverting && !dual ? "  \\$_NOT_ after (.A(q), .Y(Q));\n" : "  assign Q = q;\n";
  return (
    `module \\${dual ? FLIP_FLOP_DUAL : FLIP_FLOP} (input D, C, output Q);\n  wire d, q;\n${before}` +
    `  ${verilogName(cell.name)} _TECHMAP_REPLACE_ (.${verilogName(clock)}(C), .${verilogName(data)}(d), .${verilogName(output)}(q)${ties});\n${after}endmodule\n`
  );
}

function clockGateCell({ cell, pins }: UsableClockGate): string {
  const { clock, enable, output, tests } = pins;
  const ties = tests.map((pin) => `, .${verilogName(pin)}(1'b0)`).join("");
  return (
    `module ${CLOCK_GATE} (input clk, enable, output gated_clk);\n` +
    `  ${verilogName(cell.name)} _TECHMAP_REPLACE_ (.${verilogName(clock)}(clk), .${verilogName(enable)}(enable), .${verilogName(output)}(gated_clk)${ties});\nendmodule\n`
  );
}

const FULL_ADDER_GATES = `module full_adder (input a, b, c, output sum, carry);
  wire half;
  wire both;
  wire through;
  \\$_XOR_ first (.A(a), .B(b), .Y(half));
  \\$_XOR_ second (.A(half), .B(c), .Y(sum));
  \\$_AND_ generated (.A(a), .B(b), .Y(both));
  \\$_AND_ propagated (.A(half), .B(c), .Y(through));
  \\$_OR_ either (.A(both), .B(through), .Y(carry));
endmodule
`;
const HALF_ADDER_GATES = `module half_adder (input a, b, output sum, carry);
  \\$_XOR_ exclusive (.A(a), .B(b), .Y(sum));
  \\$_AND_ both (.A(a), .B(b), .Y(carry));
endmodule
`;
