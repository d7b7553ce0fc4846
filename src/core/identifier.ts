/**
 * Names that cells, pins, ports, modules, nets and state variables may have. They are written into Verilog, Liberty, Yosys
 * scripts and Tcl, so one rule holds for all of these and for every door that names come in by.
 */

/** Verilog-2005 keywords, and a few of SystemVerilog that people reach for. */
export const VERILOG_KEYWORDS: ReadonlySet<string> = new Set(
  (
    "always and assign automatic begin buf bufif0 bufif1 case casex casez cell cmos config deassign default defparam " +
    "design disable edge else end endcase endconfig endfunction endgenerate endmodule endprimitive endspecify endtable " +
    "endtask event for force forever fork function generate genvar highz0 highz1 if ifnone incdir include initial inout " +
    "input instance integer join large liblist library localparam macromodule medium module nand negedge nmos nor " +
    "noshowcancelled not notif0 notif1 or output parameter pmos posedge primitive pull0 pull1 pulldown pullup " +
    "pulsestyle_ondetect pulsestyle_onevent rcmos real realtime reg release repeat rnmos rpmos rtran rtranif0 rtranif1 " +
    "scalared showcancelled signed small specify specparam strong0 strong1 supply0 supply1 table task time tran tranif0 " +
    "tranif1 tri tri0 tri1 triand trior trireg unsigned use vectored wait wand weak0 weak1 while wire wor xnor xor bit " +
    "logic int"
  ).split(" "),
);

/** Names that every JavaScript object answers to: a table looked up by them would give something that is not in it. */
export const OBJECT_NAMES: readonly string[] = Object.getOwnPropertyNames(Object.prototype);

const RESERVED = [...VERILOG_KEYWORDS, ...OBJECT_NAMES].join("|");

/** An identifier as a regular expression without flags, for JSON Schemas; the rule is `isIdentifier`'s. */
export const IDENTIFIER_PATTERN = `^(?!(?:${RESERVED})$)[A-Za-z_][A-Za-z0-9_$]{0,254}$`;

/** What `isIdentifier` asks for, for the end of a message. */
export const IDENTIFIER_RULE = "an identifier: a letter or _, then letters, digits, _ and $, no Verilog keyword";

/** Name of a technology or a Liberty library: it may start with a digit and hold `-` and `.`, as names of corners do. */
export const LIBRARY_NAME_PATTERN = "^[A-Za-z0-9_][A-Za-z0-9_.$-]{0,254}$";

/** What `isLibraryName` asks for, for the end of a message. */
export const LIBRARY_NAME_RULE = "a name of letters, digits and _ . $ -, the first a letter, a digit or _";

const IDENTIFIER = new RegExp(IDENTIFIER_PATTERN);
const LIBRARY_NAME = new RegExp(LIBRARY_NAME_PATTERN);

/** Whether `name` is at most 255 letters, digits, `_` and `$`, starts with a letter or `_`, and is not reserved. */
export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name);
}

/** Whether `name` may be that of a technology or of a Liberty library. */
export function isLibraryName(name: string): boolean {
  return LIBRARY_NAME.test(name);
}
