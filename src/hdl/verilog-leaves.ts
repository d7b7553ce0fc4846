import { verilogFile, type FileOptions } from "./verilog-file.ts";

/** The modules that synthesis may put cells of the library in the place of. */

/** 3:2 counter. */
export function printFullAdder(options: FileOptions): string {
  return verilogFile("full_adder", ["3:2 counter: a + b + c = sum + 2 carry"], FULL_ADDER, options);
}

/** 2:2 counter. */
export function printHalfAdder(options: FileOptions): string {
  return verilogFile("half_adder", ["2:2 counter: a + b = sum + 2 carry"], HALF_ADDER, options);
}

/** A gated clock. */
export function printClockGate(options: FileOptions): string {
  const comment = [
    "integrated clock gate: gated_clk ticks with clk in cycles that end with enable high; a latch keeps it free of glitches",
  ];
  return verilogFile("clock_gate", comment, CLOCK_GATE, options);
}

const FULL_ADDER = `module full_adder (
  input  wire a,      // a bit of weight 1
  input  wire b,      // a bit of weight 1
  input  wire c,      // a bit of weight 1
  output wire sum,    // the bit of weight 1 of their sum
  output wire carry   // the bit of weight 2 of their sum
);
  assign sum = a ^ b ^ c;
  assign carry = (a & b) | (c & (a ^ b));
endmodule`;

const HALF_ADDER = `module half_adder (
  input  wire a,      // a bit of weight 1
  input  wire b,      // a bit of weight 1
  output wire sum,    // the bit of weight 1 of their sum
  output wire carry   // the bit of weight 2 of their sum
);
  assign sum = a ^ b;
  assign carry = a & b;
endmodule`;

/** Verilator and Icarus run it as it is, synthesis puts a cell of the library in its place. */
const CLOCK_GATE = `module clock_gate (
  input  wire clk,       // the clock of the module around
  input  wire enable,    // whether the next rising edge passes
  output wire gated_clk  // the edges that pass
);
  reg is_open;
  /* verilator lint_off LATCH */
  always @* if (~clk) is_open = enable;
  /* verilator lint_on LATCH */
  assign gated_clk = clk & is_open;
endmodule`;
