import { BENCH_HEAD, idleData } from "../bench/bench-head.ts";
import type { UnitShape } from "../../../generators/contract/index.ts";
import { batchesOf, isPair, lineKinds, readsBack } from "../../../generators/update-unit/index.ts";
import type { Module } from "../../hdl/index.ts";
import { PORTS } from "./ports.ts";
import { COMMANDS, commandBits, makeUnitVectors, PLACE_BITS, VECTOR_FILES, type UnitVectors } from "./vectors.ts";

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
  return top.inputs.find(({ name }) => name === PORTS.bus.writeData)?.width ?? 1;
}

function testbench(top: Module, shape: UnitShape, vectors: UnitVectors): string {
  const { files, operations } = vectors;
  const reads = readsBack(shape) && files.reads.words.length > 0;
  return `// Self-checking test bench: ${operations} update operations back to back, corners first, with stalls everywhere.
${BENCH_HEAD}
  task fail(input [8 * 40 - 1:0] what);
    begin
      $display("FAIL: operation %0d, slot %0d: %0s", operation, slot_index, what);
      $finish;
    end
  endtask
${source("x", vectors, 0)}${source("delta", vectors, 1)}${reads ? source("reads", vectors, 2) : ""}
${device(top, shape, reads)}
${commandEngine(top, vectors, reads)}
${slotMonitor(shape, vectors)}
endmodule
`;
}

/** A stream that offers the beats of a file; an offered beat stays until it is taken. */
function source(name: "x" | "delta" | "reads", { files }: UnitVectors, stream: number): string {
  const { bits, words, unknown } = files[name];
  const [low, high] = [3 * stream, 3 * stream + 2];
  const hasX = unknown.length > 0;
  const masked = hasX ? ` ^ {${bits}{1'bx}} & ${name}_unknown[${name}_index]` : "";
  return `
  reg ${name}_valid = 0;
  wire ${name}_ready;
  reg [${bits - 1}:0] ${name}_beat;
  reg [${bits - 1}:0] ${name}_beats [0:${words.length - 1}];
  integer ${name}_index = 0;
  initial $readmemh("${name}.hex", ${name}_beats);${hasX ? `\n  reg [${bits - 1}:0] ${name}_unknown [0:${words.length - 1}];\n  initial $readmemh("${name}_unknown.hex", ${name}_unknown);` : ""}
  always @(posedge clk)
    if (rst || !${name}_valid || ${name}_ready) begin
      ${name}_valid <= 0;
      ${name}_beat <= ${idleData(bits, stream)};
      if (!rst && ${name}_index < ${words.length} && (!stalls || random[${high}:${low}] > 2)) begin
        ${name}_valid <= 1;
        ${name}_beat <= ${name}_beats[${name}_index]${masked};
        ${name}_index <= ${name}_index + 1;
      end
    end
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
  const { rows, lanes, adcBits } = shape;
  const answers = lanes * adcBits;
  const places = [
    ...(rows > 1 ? [[PORTS.read.row, top] as const] : []),
    ...(batchesOf(shape) > 1 ? [[PORTS.read.batch, top] as const] : []),
  ].map(([port]) => port);
  const readWires = reads
    ? [
        ...places.map((port) => `  wire [${portBits(top, port) - 1}:0] ${port};`),
        `  wire is_read_wrong = ${[
          ...(rows > 1 ? [`${PORTS.read.row} != reads_beat[${PLACE_BITS - 1}:0]`] : []),
          ...(batchesOf(shape) > 1 ? [`${PORTS.read.batch} != reads_beat[${2 * PLACE_BITS - 1}:${PLACE_BITS}]`] : []),
          "1'b0",
        ].join(" || ")};`,
        "  always @(posedge clk)",
        '    if (!rst && reads_valid && reads_ready && is_read_wrong) fail("read of another place");',
      ]
    : [];
  const readPorts = reads
    ? [
        `.${PORTS.read.request}(reads_ready), .${PORTS.read.valid}(reads_valid)`,
        `.${PORTS.read.plus}(reads_beat[${2 * PLACE_BITS + answers - 1}:${2 * PLACE_BITS}])`,
        ...(isPair(shape)
          ? [`.${PORTS.read.minus}(reads_beat[${2 * PLACE_BITS + 2 * answers - 1}:${2 * PLACE_BITS + answers}])`]
          : []),
        ...places.map((port) => `.${port}(${port})`),
      ]
    : readsBack(shape)
      ? [`.${PORTS.read.valid}(1'b0)`]
      : [];
  return { readWires, readPorts };
}

function portBits(top: Module, port: string): number {
  return [...top.inputs, ...top.outputs].find(({ name }) => name === port)?.width ?? 1;
}

function commandEngine(top: Module, vectors: UnitVectors, reads: boolean): string {
  const { bits, words } = vectors.files.commands;
  const bus = busBitsOf(top);
  const control = ["x_ready", "delta_ready", ...(reads ? ["reads_ready"] : []), "busy", "done"].join(", ");
  const waits = [
    "x_ready && !x_valid",
    "delta_ready && !delta_valid",
    ...(reads ? ["reads_ready && !reads_valid"] : []),
  ];
  return `
  reg [${bits - 1}:0] commands [0:${words.length - 1}];
  initial begin
    stalls = !$test$plusargs("nostall");
    $readmemh("commands.hex", commands);
    #22 rst = 0;
  end

  // Bus accesses and operations, one after the other. A user that meddles with a unit at work must not matter.
  integer place = 0;
  integer operation = 0;
  integer still = 0;
  reg running = 0;
  reg checking = 0;
  reg [${bus - 1}:0] expected = 0;
  reg [31:0] cycles = 0;
  reg [31:0] waits = 0;
  wire [${bits - 1}:0] command = commands[place];
  wire waiting = ${waits.map((each) => `${each}`).join(" || ")};
  always @(posedge clk)
    if (!rst) begin
      write <= 0;
      address <= ${idleData(5, 3)};
      write_data <= ${idleData(bus, 4)};
      start <= 0;
      apply <= ${idleData(1, 5)};
      checking <= 0;
      if (^{${control}} === 1'bx) fail("a control output is X");
      still <= running && !waiting && !done ? still + 1 : 0;
      if (still > 1000000) fail("no progress");
      if (checking && read_data !== expected) fail("register or counter");
${unitAtWork(bus)}      end else if (done) fail("done without a start");
      else if (!busy && (!stalls || random[11:9] > 2))
${nextCommand(vectors, bus)}    end
`;
}

/** Counts the cycles of a running unit, meddles with it, and holds its end against the command. */
function unitAtWork(bus: number): string {
  const { code, address } = commandBits(bus);
  const cycles = `command[${code + address + 31}:${code + address + 1}]`;
  return `      if (running) begin
        cycles <= cycles + 1;
        waits <= waits + waiting;
        if (!done) begin
          start <= stalls && random[17:16] == 0;
          if (stalls && random[15:14] == 0) begin
            write <= 1;
            address <= random[22:18];
            write_data <= {${Math.ceil(bus / 32)}{random}};
          end
        end
        if (cycles > 0 && !busy) fail("not busy between start and done");
        if (done) begin
          running <= 0;
          if (cycles != ${cycles} + waits) fail("cycles");
          operation <= operation + 1;
          place <= place + 1;
        end
`;
}

/** Takes the next command, once the unit rests. */
function nextCommand({ operations, slotCount }: UnitVectors, bus: number): string {
  const { code, address, data } = commandBits(bus);
  const at = (low: number, width: number): string => `command[${low + width - 1}:${low}]`;
  const value = at(code + address, Math.min(bus, data));
  return `        case (${at(0, code)})
          ${COMMANDS.write}: begin
            write <= 1;
            address <= ${at(code, address)};
            write_data <= ${value};
            place <= place + 1;
          end
          ${COMMANDS.check}: begin
            checking <= 1;
            address <= ${at(code, address)};
            expected <= ${value};
            place <= place + 1;
          end
          ${COMMANDS.run}: begin
            start <= 1;
            apply <= command[${code + address}];
            running <= 1;
            cycles <= 0;
            waits <= 0;
          end
          default: if (!checking) begin
            if (slot_index != ${slotCount}) fail("fewer slots than expected");
            else $display("PASS: ${slotCount} slots of ${operations} operations");
            $finish;
          end
        endcase
`;
}

function slotMonitor(shape: UnitShape, { files, slotCount }: UnitVectors): string {
  const { rows, columns, widthBits } = shape;
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
  reg [31:0] elapsed = 0;
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
