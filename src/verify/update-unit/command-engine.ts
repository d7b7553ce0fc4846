import { idleData } from "../bench/bench-head.ts";
import { COMMANDS, commandBits, type UnitVectors } from "./vectors.ts";

/**
 * The part of a unit's test bench that works off the commands: bus accesses and operations, one after the other.
 * @param bus bits of the configuration bus
 * @param streams names of what the unit takes beats of
 */
export function commandEngine(vectors: UnitVectors, bus: number, streams: readonly string[]): string {
  const { bits, words } = vectors.files.commands;
  const control = [...streams.map((name) => `${name}_ready`), "busy", "done"].join(", ");
  const waiting = streams.map((name) => `${name}_ready && !${name}_valid`).join(" || ");
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
  wire waiting = ${waiting};
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
