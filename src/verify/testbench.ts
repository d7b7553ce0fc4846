import { BENCH_HEAD, portBits } from "./bench/bench-head.ts";
import { streamSource } from "./bench/stream-source.ts";
import type { Module } from "../hdl/index.ts";
import type { Vectors } from "./vectors.ts";

/**
 * A self-checking Verilog-2005 test bench for one core: beats from files, random stalls on every stream (from a small
 * xorshift register, so all simulators stall alike), every output beat compared. Data is X while its stream offers
 * nothing, and where a beat has no meaning; a control output that is X fails.
 */

/** File name → text: `tb.v` and the vectors. */
export function testbenchFiles(top: Module, vectors: Vectors): Record<string, string> {
  const files: Record<string, string> = { "tb.v": testbench(top, vectors) };
  for (const stream of ["act", "key", "out", "shape"] as const) {
    if (vectors[stream].length > 0) files[`${stream}.hex`] = `${vectors[stream].join("\n")}\n`;
  }
  for (const stream of ["act", "key"] as const)
    if (hasUnknown(vectors, stream)) files[`${stream}_unknown.hex`] = `${vectors.unknown[stream].join("\n")}\n`;
  return files;
}

function hasUnknown({ unknown }: Vectors, stream: "act" | "key"): boolean {
  return unknown[stream].some((word) => /[^0]/.test(word));
}

function testbench(top: Module, vectors: Vectors): string {
  const bits = {
    act: portBits(top, "act_data"),
    key: portBits(top, "key_data"),
    out: portBits(top, "out_data"),
    inputs: portBits(top, "shape_inputs"),
    outputs: portBits(top, "shape_outputs"),
  };
  const isRuntime = vectors.shape.length > 0;
  const sources = (["act", "key"] as const).map((name, stream) => {
    const unknown = hasUnknown(vectors, name) ? vectors.unknown[name] : [];
    return streamSource(name, { bits: bits[name], words: vectors[name], unknown }, stream);
  });
  const shape = { bits: bits.inputs + bits.outputs, words: vectors.shape, unknown: [] };
  if (isRuntime) sources.push(streamSource("shape", shape, 2));
  const control = ["act_ready", "key_ready", ...(isRuntime ? ["shape_ready"] : []), "out_valid"].join(", ");
  const shapePorts = isRuntime
    ? `
    .shape_valid(shape_valid), .shape_ready(shape_ready),
    .shape_inputs(shape_data[${bits.inputs - 1}:0]), .shape_outputs(shape_data[${bits.inputs + bits.outputs - 1}:${bits.inputs}]),`
    : "";
  return `// Self-checking test bench: ${vectors.products} products back to back, corners first, with stalls on every stream.
${BENCH_HEAD}${sources.join("")}
  wire out_valid, out_last;
  wire [${bits.out - 1}:0] out_data;
  reg out_ready = 0;
  reg [${bits.out}:0] out_beats [0:${vectors.out.length - 1}];
  integer out_index = 0;
  integer idle = 0;

  ${top.name} dut (
    .clk(clk), .rst(rst),
    .act_valid(act_valid), .act_ready(act_ready), .act_data(act_data),
    .key_valid(key_valid), .key_ready(key_ready), .key_data(key_data),${shapePorts}
    .out_valid(out_valid), .out_ready(out_ready), .out_data(out_data), .out_last(out_last)
  );

  initial begin
    stalls = !$test$plusargs("nostall");
    $readmemh("out.hex", out_beats);
    #22 rst = 0;
  end

${outputChecks(vectors, control)}endmodule
`;
}

/** Compares every beat, and ends the run: at the last one, at an X on a control output, or where nothing moves. */
function outputChecks({ out, products }: Vectors, control: string): string {
  return `  always @(posedge clk) begin
    out_ready <= !rst && (!stalls || random[11:9] > 2);
    if (!rst && out_valid && out_ready) begin
      idle <= 0;
      out_index <= out_index + 1;
      if ({out_last, out_data} !== out_beats[out_index]) begin
        $display("FAIL: output beat %0d is %h, expected %h (top bit: out_last)", out_index, {out_last, out_data}, out_beats[out_index]);
        $finish;
      end else if (out_index == ${out.length - 1}) begin
        $display("PASS: ${out.length} output beats of ${products} products");
        $finish;
      end
    end else idle <= act_valid && act_ready || key_valid && key_ready ? 0 : idle + 1;
    if (!rst && (^{${control}} === 1'bx || out_valid && out_last === 1'bx)) begin
      $display("FAIL: a control output is X, at output beat %0d", out_index);
      $finish;
    end
    if (idle > 10000) begin
      $display("FAIL: nothing moved for 10000 cycles, at output beat %0d", out_index);
      $finish;
    end
  end
`;
}
