import type { LineKind, RegisterField, UnitShape } from "../../../generators/contract/index.ts";
import { bitsFor, lineKinds, pulseBits, readsBack, registerFields } from "../../../generators/update-unit/index.ts";
import type { Module } from "../../hdl/index.ts";
import { PORTS } from "../update-unit/ports.ts";
import { longestUpdate, type RegisterLimits } from "./bound.ts";

/** A property of an update unit that can be proved; `bad_<name>` of the monitor is high where it does not hold. */
export interface Property {
  readonly name: string;
  readonly claim: string;
}

/** The properties of a unit, in the order of the monitor's outputs. */
export function propertiesOf(shape: UnitShape, limits: RegisterLimits): readonly Property[] {
  return [
    { name: "overlap", claim: "potentiation, depression and reset are never on together on the lines of one device" },
    { name: "length", claim: "no pulse is longer than the register of its kind says" },
    { name: "short", claim: "no pulse is shorter than the register of its kind says, unless it is cancelled" },
    { name: "rows", claim: "row lines do not change while a column line is on" },
    { name: "start", claim: "every start of an idle unit makes it busy, and it stays so until done" },
    {
      name: "done",
      claim: `every start ends in done, after at most ${longestUpdate(shape, limits)} cycles in which no stream or read makes it wait`,
    },
  ];
}

/** Name of the monitor's module. */
export const MONITOR = "update_unit_monitor";

/**
 * Verilog of a module around the printed unit: the unit's inputs are free, reset is high in the first cycle only, and
 * each property has an output that is high where it is broken. The widths of pulses are taken from the writes on the bus,
 * not from the unit's registers. One line is watched, whichever: the input `watch` says which in the first cycle.
 */
export function monitorText(top: Module, shape: UnitShape, limits: RegisterLimits): string {
  const properties = propertiesOf(shape, limits);
  const fields = registerFields(shape);
  const kinds = lineKinds(shape);
  const watchBits = watchBitsOf(shape);
  const bound = longestUpdate(shape, limits);
  const ageBits = bitsFor(bound + 1);
  const free = top.inputs;
  const reads = readsBack(shape);
  return `module ${MONITOR}(
  input clk,
  input [${watchBits - 1}:0] watch,
${free.map(({ name, width }) => `  input [${width - 1}:0] ${name},`).join("\n")}
${properties.map(({ name }) => `  output bad_${name}`).join(",\n")}
);
  reg started = 0;
  always @(posedge clk) started <= 1;
  wire rst = !started;
${top.outputs.map(({ name, width }) => `  wire [${width - 1}:0] ${name};`).join("\n")}
  ${top.name} dut (
    .clk(clk), .rst(rst), ${[...top.inputs, ...top.outputs].map(({ name }) => `.${name}(${name})`).join(", ")}
  );

  // Registers as the bus has set them.
${fields.map(shadow).join("\n")}

  // What the user promises: no start with a register beyond its limit, be it written in the same cycle.
  reg kept = 1;
  wire keeps = kept && !(started && ${PORTS.start} && !${PORTS.busy} && (${overLimit(fields, limits)}));
  always @(posedge clk) kept <= keeps;

  assign bad_overlap = started && (${overlaps(kinds)});

${watchedLine(shape)}  reg must_be_busy = 0;
  always @(posedge clk) must_be_busy <= started && (${PORTS.busy} ? must_be_busy && !${PORTS.done} : ${PORTS.start});
  assign bad_start = must_be_busy && !${PORTS.busy};

  wire waits = ${PORTS.x.ready} && !${PORTS.x.valid} || ${PORTS.delta.ready} && !${PORTS.delta.valid}${reads ? ` || ${PORTS.read.request} && !${PORTS.read.valid}` : ""};
  reg [${ageBits - 1}:0] age = 0;
  wire [${ageBits - 1}:0] age_now = age + !waits;
  always @(posedge clk) age <= started && ${PORTS.busy} ? (bad_done ? age : age_now) : 0;
  assign bad_done = started && keeps && ${PORTS.busy} && age_now > ${bound};
endmodule
`;
}

/** The line that is watched, its pulses no longer than stated; rows rest while columns are on. */
function watchedLine(shape: UnitShape): string {
  const kinds = lineKinds(shape);
  const lines = kinds.length * shape.columns;
  const cycleBits = pulseBits(shape);
  return `  wire [${lines - 1}:0] lines = {${kinds.toReversed().join(", ")}};
  reg [${watchBitsOf(shape) - 1}:0] watched;
  always @(posedge clk) if (!started) watched <= watch;
  wire line = lines[watched];
  wire [${shape.widthBits - 1}:0] stated = ${widthOf(kinds, shape.columns)};
  wire [${cycleBits - 1}:0] limit = (stated == 0 ? 1 : stated) * ${shape.prescale};
  reg [${cycleBits - 1}:0] high = 0;
  always @(posedge clk) high <= started && line ? (&high ? high : high + 1) : 0;
  // ${"`high`"} counts the cycles before this one.
  assign bad_length = started && keeps && line && high >= limit;
  reg cancelled = 0;
  always @(posedge clk) cancelled <= started && ${PORTS.cancel};
  assign bad_short = started && keeps && !line && high != 0 && high < limit && !cancelled;

  wire any = ${kinds.map((kind) => `|${kind}`).join(" || ")};
  reg any_before = 0;
  reg [${shape.rows - 1}:0] rows_before;
  always @(posedge clk) begin
    any_before <= started && any;
    rows_before <= ${PORTS.rows};
  end
  assign bad_rows = started && any && any_before && ${PORTS.rows} != rows_before;

`;
}

/** Bits of the number of a line. */
function watchBitsOf(shape: UnitShape): number {
  return bitsFor(lineKinds(shape).length * shape.columns - 1);
}

function shadow({ name, address, bits, reset }: RegisterField): string {
  const { write, address: at, writeData } = PORTS.bus;
  return `  reg [${bits - 1}:0] set_${name};
  wire [${bits - 1}:0] next_${name} = ${write} && !${PORTS.busy} && ${at} == ${address} ? ${writeData}[${bits - 1}:0] : set_${name};
  always @(posedge clk) set_${name} <= started ? next_${name} : ${reset};`;
}

function overLimit(fields: readonly RegisterField[], limits: RegisterLimits): string {
  const over = fields.flatMap(({ name }) => {
    const limit = limits[name];
    return limit === undefined ? [] : [`next_${name} > ${limit}`];
  });
  return over.length === 0 ? "1'b0" : over.join(" || ");
}

/** Pairs of lines that must never be on together: those of one device. */
function overlaps(kinds: readonly LineKind[]): string {
  const device = (kind: LineKind): string =>
    kind.startsWith("plus") ? "plus" : kind.startsWith("minus") ? "minus" : "";
  const pairs = kinds.flatMap((a, i) =>
    kinds
      .slice(i + 1)
      .filter((b) => device(a) === device(b) || a === "pair_reset" || b === "pair_reset")
      .map((b) => `|(${a} & ${b})`),
  );
  return pairs.length === 0 ? "1'b0" : pairs.join(" || ");
}

/** The register of the watched line's kind. */
function widthOf(kinds: readonly LineKind[], columns: number): string {
  const of = (kind: LineKind): string =>
    kind === "pair_reset" ? "set_resetWidth" : kind.endsWith("ltp") ? "set_ltpWidth" : "set_ltdWidth";
  return kinds
    .map((kind, index) =>
      index === kinds.length - 1 ? of(kind) : `watched < ${(index + 1) * columns} ? ${of(kind)} : `,
    )
    .join("");
}
