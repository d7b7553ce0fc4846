import { printable } from "../../core/printable.ts";
import { NetlistError } from "../../core/errors.ts";

/**
 * Yosys scripts as data. Yosys reads `;`, `#`, quotes, `!` and `@` in its own way, and its passes `exec` and `shell` run
 * commands; so a script is a list of commands whose names are a closed list, and `printScript` is the only place where
 * arguments become text. It quotes nothing: what would need quotes is refused.
 */
export type Script = readonly (Command | Remark)[];

/** One pass with its arguments; make it with `pass`. */
export interface Command {
  readonly pass: Pass;
  readonly arguments: readonly Argument[];
}

/** A line for the reader of the script. */
interface Remark {
  readonly remark: string;
}

/** The passes that tritforge runs. None of them runs other programs but Yosys's own ABC; none may be added that does. */
export type Pass =
  | "abc"
  | "alumacc"
  | "check"
  | "delete"
  | "design"
  | "dffunmap"
  | "dfflegalize"
  | "dfflibmap"
  | "flatten"
  | "hierarchy"
  | "hilomap"
  | "memory"
  | "memory_map"
  | "miter"
  | "opt"
  | "opt_clean"
  | "prep"
  | "proc"
  | "read_json"
  | "read_liberty"
  | "read_verilog"
  | "rename"
  | "sat"
  | "select"
  | "simplemap"
  | "stat"
  | "synth"
  | "techmap"
  | "wreduce"
  | "write_aiger"
  | "write_json"
  | "write_verilog";

/** A word or option that the source code states (`-top`), a number, or a value of a kind of its own. */
export type Argument =
  | string
  | number
  | { readonly kind: "file" | "name" | "cells" | "bits"; readonly text: string }
  | { readonly kind: "abc"; readonly commands: readonly (readonly (string | number)[])[] };

/** A file in the working folder: letters, digits, `_`, `$`, `-`, `.`, and `/` between names; never an option, never upwards. */
export function file(text: string): Argument {
  return { kind: "file", text };
}

/** Name of a module, cell, port, pin or net. */
export function name(text: string): Argument {
  return { kind: "name", text };
}

/** A selection of cells by their type, `$_*DFF*`: `*` stands for any letters. Printed `t:$_*DFF*`. */
export function cellsOfType(text: string): Argument {
  return { kind: "cells", text };
}

/** A constant in Verilog notation, `8'h1f`. */
export function bits(text: string): Argument {
  return { kind: "bits", text };
}

/** Commands for ABC, each a list of words, which the pass `abc` takes instead of a file with them. */
export function abcCommands(...commands: readonly (readonly (string | number)[])[]): Argument {
  return { kind: "abc", commands };
}

/** A command. */
export function pass(is: Pass, ...args: readonly Argument[]): Command {
  return { pass: is, arguments: args };
}

/** A comment line. */
export function remark(text: string): Remark {
  return { remark: text };
}

/** Whether a text can be a `file`. */
export function isWorkingFile(text: string): boolean {
  return LEGAL.file[0].test(text);
}

/** The script as text, one command a line. @throws {NetlistError} naming the command and the argument it refuses */
export function printScript(script: Script): string {
  return script.map((line) => `${"remark" in line ? `# ${printable(line.remark)}` : printCommand(line)}\n`).join("");
}

function printCommand({ pass: is, arguments: args }: Command): string {
  return [is, ...args.map((argument) => printArgument(is, argument))].join(" ");
}

const LEGAL = {
  file: [/^(?:[A-Za-z0-9_][\w$.-]*\/)*[A-Za-z0-9_][\w$.-]*$/, "a file in the working folder"],
  name: [/^[A-Za-z_$][\w$]*$/, "a name of letters, digits, _ and $"],
  cells: [/^[\w$*]+$/, "a pattern of letters, digits, _, $ and *"],
  bits: [/^\d+'[bh][\da-f]+$/, "a constant, e.g. 8'h1f"],
} as const;
const WORD = /^[A-Za-z0-9_$-][\w$.-]*$/;
const ABC_WORD = /^[&\w.-]+$/;

function printArgument(is: Pass, argument: Argument): string {
  if (typeof argument === "number") return checkNumber(is, argument);
  if (typeof argument === "string") return checked(is, argument, WORD, "a word or an option");
  if (argument.kind === "abc") {
    const commands = argument.commands.map((words) => words.map((word) => printAbcWord(is, word)).join(","));
    return `+${commands.join(";")}`;
  }
  const [legal, expected] = LEGAL[argument.kind];
  const text = checked(is, argument.text, legal, expected);
  return argument.kind === "cells" ? `t:${text}` : text;
}

function printAbcWord(is: Pass, word: string | number): string {
  return typeof word === "number" ? checkNumber(is, word) : checked(is, word, ABC_WORD, "a word of an ABC command");
}

function checkNumber(is: Pass, value: number): string {
  return checked(is, String(value), /^-?\d+(?:\.\d+)?$/, "a number");
}

function checked(is: Pass, text: string, legal: RegExp, expected: string): string {
  if (legal.test(text)) return text;
  throw new NetlistError(`Yosys script, ${is}: got "${printable(text)}", expected ${expected}`);
}
