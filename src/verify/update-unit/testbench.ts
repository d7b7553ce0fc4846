import { BENCH_HEAD, portBits } from "../bench/bench-head.ts";
import { streamSource } from "../bench/stream-source.ts";
import type { UnitShape } from "../../../generators/contract/index.ts";
import { batchesOf, isPair, lineKinds, pulseBits, readsBack } from "../../../generators/update-unit/index.ts";
import type { Module } from "../../hdl/index.ts";
import { commandEngine } from "./command-engine.ts";
import { PORTS } from "./ports.ts";
import { makeUnitVectors, PLACE_BITS, VECTOR_FILES, type UnitVectors } from "./vectors.ts";

/**
 * A self-checking Verilog-2005 test bench for one update unit: it works off a list of bus accesses and operations, offers
 * beats and answers with random stalls, and compares every slot of pulses, every read, register, counter and the cycles.
 * Data is X while nobody offers it, and where a beat has no meaning; a control output or a line that is X fails.
 */

/** File name → text: `tb.v` and the vectors. */
export function unitBenchFiles(top: Module, shape: UnitShape, vectors: UnitVectors): Record<string, string> {
  const files: Record<string, string> = { "tb.v": testbench(top, shape, vectors) };
  for (const file of VECTOR_FILES) {
    const { words, unknown } = vectors.files[file];
    if (words.length > 0) files[`${file}.hex`] = `${words.join("\n")}\n`;
    if (unknown.length > 0) files[`${file}_unknown.hex`] = `${unknown.join("\n")}\n`;
  }
  return files;
}

/** The test bench of this many operations: file name → text. */
export function unitBench(
  top: Module,
  shape: UnitShape,
  { operations, seed }: { readonly operations: number; readonly seed: number },
): Record<string, string> {
  return unitBenchFiles(top, shape, makeUnitVectors(shape, busBitsOf(top), operations, seed));
}

/** Width of the configuration bus of a unit. */
export function busBitsOf(top: Module): number {
  return portBits(top, PORTS.bus.writeData);
}

function testbench(top: Module, shape: UnitShape, vectors: UnitVectors): string {
  const { files, operations } = vectors;
  const reads = readsBack(shape) && files.reads.words.length > 0;
  const streams = ["x", "delta", ...(reads ? ["reads" as const] : [])] as const;
  return `// Self-checking test bench: ${operations} update operations back to back, corners first, with stalls everywhere.
${BENCH_HEAD}
  task fail(input [8 * 40 - 1:0] what);
    begin
      $display("FAIL: operation %0d, slot %0d: %0s", operation, slot_index, what);
      $finish;
    end
  endtask
${streams.map((name, stream) => streamSource(name, files[name], stream, `${name}_beat`)).join("")}
${device(top, shape, reads)}
${commandEngine(vectors, busBitsOf(top), streams)}
${slotMonitor(shape, vectors)}
endmodule
`;
}

function device(top: Module, shape: UnitShape, reads: boolean): string {
  const { rows, columns } = shape;
  const kinds = lineKinds(shape);
  const { readWires, readPorts } = readBack(top, shape, reads);
  const bus = busBitsOf(top);
  const connections = [
    ".clk(clk), .rst(rst)",
    `.${PORTS.start}(start), .${PORTS.cancel}(1'b0), .${PORTS.busy}(busy), .${PORTS.done}(done)`,
    ...(shape.accumulator === "cell" ? [`.${PORTS.apply}(apply)`] : []),
    `.${PORTS.x.valid}(x_valid), .${PORTS.x.ready}(x_ready), .${PORTS.x.data}(x_beat)`,
    `.${PORTS.delta.valid}(delta_valid), .${PORTS.delta.ready}(delta_ready), .${PORTS.delta.data}(delta_beat)`,
    ...readPorts,
    `.${PORTS.bus.write}(write), .${PORTS.bus.address}(address), .${PORTS.bus.writeData}(write_data), .${PORTS.bus.readData}(read_data)`,
    `.${PORTS.rows}(rows)`,
    ...kinds.map((kind) => `.${kind}(${kind})`),
  ];
  return `
  reg start = 0;
  reg apply;
  wire busy, done;
  reg write = 0;
  reg [4:0] address;
  reg [${bus - 1}:0] write_data;
  wire [${bus - 1}:0] read_data;
  wire [${rows - 1}:0] rows;
${kinds.map((kind) => `  wire [${columns - 1}:0] ${kind};`).join("\n")}
${readWires.join("\n")}

  ${top.name} dut (
    ${connections.join(",\n    ")}
  );
`;
}

/** Wires and ports of what the unit reads back, with a check of the place it asks for. */
function readBack(
  top: Module,
  shape: UnitShape,
  reads: boolean,
): Readonly<Record<"readWires" | "readPorts", readonly string[]>> {
  if (!reads) return { readWires: [], readPorts: readsBack(shape) ? [`.${PORTS.read.valid}(1'b0)`] : [] };
  const answers = shape.lanes * shape.adcBits;
  const beat = (low: number, bits: number): string => `reads_beat[${low + bits - 1}:${low}]`;
  const places = [
    ...(shape.rows > 1 ? [{ port: PORTS.read.row, wanted: beat(0, PLACE_BITS) }] : []),
    ...(batchesOf(shape) > 1 ? [{ port: PORTS.read.batch, wanted: beat(PLACE_BITS, PLACE_BITS) }] : []),
  ];
  const isWrong = [...places.map(({ port, wanted }) => `${port} != ${wanted}`), "1'b0"].join(" || ");
  return {
    readWires: [
      ...places.map(({ port }) => `  wire [${portBits(top, port) - 1}:0] ${port};`),
      `  wire is_read_wrong = ${isWrong};`,
      "  always @(posedge clk)",
      '    if (!rst && reads_valid && reads_ready && is_read_wrong) fail("read of another place");',
    ],
    readPorts: [
      `.${PORTS.read.request}(reads_ready), .${PORTS.read.valid}(reads_valid)`,
      `.${PORTS.read.plus}(${beat(2 * PLACE_BITS, answers)})`,
      ...(isPair(shape) ? [`.${PORTS.read.minus}(${beat(2 * PLACE_BITS + answers, answers)})`] : []),
      ...places.map(({ port }) => `.${port}(${port})`),
    ],
  };
}

function slotMonitor(shape: UnitShape, { files, slotCount }: UnitVectors): string {
  const { rows, columns } = shape;
  const widthBits = pulseBits(shape);
  const kinds = lineKinds(shape);
  const { bits } = files.slots;
  const lineBits = rows + kinds.length * columns;
  const part = (index: number): string => `first[${rows + (index + 1) * columns - 1}:${rows + index * columns}]`;
  const any = kinds.map((kind) => `|${kind}`).join(" || ");
  const widths = kinds.map((kind) => `${kind}_width`);
  return `
  // Slots: lines come on together from all low, stay as they are, and each kind goes off on its own.
${slotCount === 0 ? "" : `  reg [${bits - 1}:0] slots [0:${slotCount - 1}];\n  initial $readmemh("slots.hex", slots);`}
  integer slot_index = 0;
  reg in_slot = 0;
  reg [${rows - 1}:0] rows_left = 0;
  reg [${Math.max(32, widthBits) - 1}:0] elapsed = 0;
  reg [${lineBits - 1}:0] first;
${widths.map((width) => `  reg [${widthBits - 1}:0] ${width};`).join("\n")}
  wire [${bits - 1}:0] slot = {${[...widths.toReversed(), "first"].join(", ")}};
  always @(posedge clk)
    if (!rst) begin
      if (^{${["rows", ...kinds].join(", ")}} === 1'bx) fail("a line is X");
      if (!in_slot) begin
        if (${any}) begin
          in_slot <= 1;
          elapsed <= 1;
          first <= {${[...kinds.toReversed(), "rows"].join(", ")}};
${kinds.map((kind) => `          ${kind}_width <= |${kind};`).join("\n")}
          if (|rows_left) fail("rows are on between two slots");
        end else begin
          rows_left <= rows;
          if (|rows && rows !== rows_left) fail("rows came on without columns");
        end
      end else begin
        elapsed <= elapsed + 1;
${kinds
  .map(
    (kind, index) => `        if (|${kind}) begin
          if (${kind} !== ${part(index)} || elapsed[${widthBits - 1}:0] !== ${kind}_width) fail("lines of ${kind} changed");
          ${kind}_width <= ${kind}_width + 1;
        end`,
  )
  .join("\n")}
        if (${any}) begin
          if (rows !== first[${rows - 1}:0]) fail("rows changed");
        end else begin
          in_slot <= 0;
          slot_index <= slot_index + 1;
          rows_left <= rows;
          if (|rows && rows !== first[${rows - 1}:0]) fail("rows changed behind a slot");
          else if (${slotCount === 0 ? "1" : `slot_index >= ${slotCount} || slot !== slots[slot_index]`}) fail("other pulses than expected");
        end
      end
    end
`;
}
