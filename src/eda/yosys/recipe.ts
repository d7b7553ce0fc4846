import type { Technology } from "../../../models/technology/technology.ts";
import { gateLiberty, writeLiberty } from "../liberty/write.ts";
import { mappedFor } from "../../../models/technology/mapping.ts";
import { synthesisCells, type SynthesisCells } from "../../../models/technology/synthesis-cells.ts";
import { FULL_ADDER, HALF_ADDER } from "./adders.ts";
import { CLOCK_GATE, CLOCK_GATE_SHELL } from "./clock-gates.ts";
import { cellMaps } from "./cell-maps.ts";
import type { Inverting } from "./polarity.ts";
import type { YosysFiles } from "./run.ts";
import { cellsOfType, file, name, pass, type Command, type Script } from "./script.ts";

/** Changed whenever a change here moves areas; part of what a cost constant is keyed by. */
export const RECIPE_VERSION = 4;

/** A technology prepared for synthesis: files that the mapping script reads, and what the library's cells invert. */
export interface PreparedLibrary {
  readonly files: YosysFiles;
  readonly inverting: Inverting;
  /** Replaces constants by tie cells; empty if the library has none. */
  readonly tie: readonly Command[];
}

/** Writes the Liberty and techmap files of a technology. */
export function prepareLibrary(technology: Technology): PreparedLibrary {
  const cells = synthesisCells(technology);
  const { verilog, inverting } = cellMaps(cells);
  return {
    files: {
      "cells.lib": writeLiberty(technology),
      "gates.lib": gateLiberty(technology),
      "cells.v": verilog,
      "area.abc": AREA_SCRIPT,
      "prefix.abc": PREFIX_SCRIPT,
    },
    inverting,
    tie: tieCommand(cells),
  };
}

function tieCommand({ tieHigh, tieLow }: SynthesisCells): readonly Command[] {
  const high = tieHigh === undefined ? [] : ["-hicell", name(tieHigh.cell.name), name(tieHigh.pin)];
  const low = tieLow === undefined ? [] : ["-locell", name(tieLow.cell.name), name(tieLow.pin)];
  return high.length + low.length === 0 ? [] : [pass("hilomap", "-singleton", ...high, ...low)];
}

/**
 * ABC's area-oriented mapper after restructuring with choices. Measured with native Yosys 0.23, flattened, on a 16-word adder
 * tree, a read of one of 13 registered words, an accumulator and a small core [µm²]:
 *
 *                      asap7                         sky130hd                  sg13g2
 *     amap -F 20 -A 20 34.29  59.40  17.29  496.6    3055 4776 1374 37629      6670  9573 2853 74122
 *     map -B 0.9       34.69  78.03  18.08  544.8    3060 5214 1374 40055      7457 10592 3181 80730
 *     map -a           34.69  70.96  18.01  531.5    3045 4991 1390 39175      7430 10043 3039 79452
 *
 * Further rounds of `dc2`, `dch` or `resub` in front of `amap` save at most 1.5 % on one of these and cost up to 8 % on another.
 */
const AREA_SCRIPT = "strash; ifraig; scorr; dc2; dch -f; amap -F 20 -A 20\n";

/**
 * Without `dc2`, which turns a parallel-prefix adder back into something ripple-like: a 22-bit one takes 2.15 instead of
 * 4.76 ns on sky130hd, for 26 % more area. Tables built with prefix adders gain nothing by it and stay with the other.
 */
const PREFIX_SCRIPT = "strash; ifraig; scorr; dch -f; amap -F 20 -A 20\n";

/** The ABC script for a module. */
export function abcScriptOf(module: string): "area.abc" | "prefix.abc" {
  return mappedFor(module) === "speed" ? "prefix.abc" : "area.abc";
}

/** Adders written with `+` become ripple chains of the same leaf cells as the generators' own. */
const ALU = `(* techmap_celltype = "$alu" *)
module ripple_alu (A, B, CI, BI, X, Y, CO);
  parameter A_SIGNED = 0;
  parameter B_SIGNED = 0;
  parameter A_WIDTH = 1;
  parameter B_WIDTH = 1;
  parameter Y_WIDTH = 1;
  input [A_WIDTH-1:0] A;
  input [B_WIDTH-1:0] B;
  input CI, BI;
  output [Y_WIDTH-1:0] X, Y, CO;
  wire [Y_WIDTH-1:0] a, b;
  wire [Y_WIDTH:0] carry;
  generate
    if (A_WIDTH == 0) assign a = 0;
    else \\$pos #(.A_SIGNED(A_SIGNED), .A_WIDTH(A_WIDTH), .Y_WIDTH(Y_WIDTH)) widen_a (.A(A), .Y(a));
    if (B_WIDTH == 0) assign b = 0;
    else \\$pos #(.A_SIGNED(B_SIGNED), .A_WIDTH(B_WIDTH), .Y_WIDTH(Y_WIDTH)) widen_b (.A(B), .Y(b));
  endgenerate
  wire [Y_WIDTH-1:0] operand = b ^ {Y_WIDTH{BI}};
  assign carry[0] = CI;
  assign CO = carry[Y_WIDTH:1];
  assign X = a ^ operand;
  genvar i;
  generate
    for (i = 0; i < Y_WIDTH; i = i + 1) begin : bits
      full_adder adder (.a(a[i]), .b(operand[i]), .c(carry[i]), .sum(Y[i]), .carry(carry[i+1]));
    end
  endgenerate
endmodule
`;

/** Leaf adders and clock gates as shapes without contents, so that Yosys carries them through untouched. */
const LEAVES = `(* blackbox *)
module full_adder (input a, b, c, output sum, carry);
endmodule
(* blackbox *)
module half_adder (input a, b, output sum, carry);
endmodule
${CLOCK_GATE_SHELL}`;

/** Files the first script reads besides the design. */
export const ELABORATION_FILES: YosysFiles = { "alu.v": ALU, "leaves.v": LEAVES };

/**
 * First script: Verilog → gates, flip-flops, adder leaves and clock gates (`netlist.json`). Memories become flip-flops, enables and
 * synchronous resets become gates in front of a plain flip-flop.
 */
export function elaborationScript(files: readonly string[], top: string, hierarchy: "keep" | "flatten"): Script {
  return [
    pass("read_verilog", ...files.map(file)),
    pass("delete", FULL_ADDER, HALF_ADDER, CLOCK_GATE),
    pass("read_verilog", "-lib", file("leaves.v")),
    pass("hierarchy", "-check", "-top", name(top)),
    pass("proc"),
    ...(hierarchy === "flatten" ? [pass("flatten")] : []),
    pass("opt"),
    pass("wreduce"),
    pass("opt_clean"),
    pass("alumacc"),
    pass("opt"),
    pass("memory", "-nomap"),
    pass("opt_clean"),
    pass("memory_map"),
    pass("opt", "-full"),
    pass("techmap", "-map", file("alu.v")),
    pass("techmap"),
    pass("opt", "-full"),
    pass("dfflegalize", "-cell", "$_DFF_P_", "x", cellsOfType("$_*DFF*")), // latches stay and are refused by name
    pass("opt", "-full", "-nodffe", "-nosdff"),
    pass("opt_clean", "-purge"),
    pass("write_json", file("netlist.json")),
  ];
}

/** Second script: `adders.json` (adders simplified, polarities chosen) → library cells (`mapped.json`). */
export function mappingScript(library: PreparedLibrary, module: string): Script {
  return [
    pass("read_json", file("adders.json")),
    pass("techmap", "-map", file("cells.v")),
    pass("read_liberty", "-lib", "-overwrite", file("cells.lib")),
    pass("opt", "-nodffe", "-nosdff"),
    pass("abc", "-liberty", file("gates.lib"), "-script", file(abcScriptOf(module))),
    pass("opt_clean", "-purge"),
    ...library.tie,
    pass("opt_clean", "-purge"),
    pass("check"),
    pass("write_json", file("mapped.json")),
  ];
}
