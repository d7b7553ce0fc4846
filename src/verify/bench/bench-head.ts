import type { Module } from "../../hdl/index.ts";

/** How every test bench begins, below its first line: how to run it, the clock, and the register that streams stall by. */
export const BENCH_HEAD = `// Icarus Verilog, here:  iverilog -g2005 -o tb.vvp -s tb tb.v ../rtl/*.v && vvp tb.vvp
// With Verilator 5:      verilator --binary --timing -Wno-fatal -fno-const-bit-op-tree --top-module tb tb.v ../rtl/*.v && obj_dir/Vtb
//   its X are random with --x-assign unique --x-initial unique, and obj_dir/Vtb +verilator+rand+reset+2
// Add +nostall to run at full speed. Prints "PASS" or "FAIL".
\`timescale 1ns / 1ps
module tb;
  reg clk = 0;
  reg rst = 1;
  always #5 clk = ~clk;

  // Stalls: three bits of a xorshift register each, a stream rests in 3 of 8 cycles.
  reg [31:0] random = 32'd2463534242;
  reg [31:0] shifted;
  reg stalls = 1;
  always @(posedge clk) begin
    shifted = random ^ (random << 13);
    shifted = shifted ^ (shifted >> 17);
    random <= shifted ^ (shifted << 5);
  end
`;

/**
 * What stands on data that nobody offers: X, or in a simulator of two states other random bits in each cycle.
 * @param stream a number, so that streams differ
 */
export function idleData(bits: number, stream: number): string {
  const words = Math.ceil(bits / 32);
  return `{${bits}{1'bx}} ^ {${words}{random ^ 32'h${(((stream + 1) * 0x1f123bb5) % 2 ** 32).toString(16)}}}`;
}

/** Width of a port of the design; 0 if it has none of this name. */
export function portBits(top: Module, port: string): number {
  return [...top.inputs, ...top.outputs].find(({ name }) => name === port)?.width ?? 0;
}
