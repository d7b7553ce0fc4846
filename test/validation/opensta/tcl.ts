import { NetlistError } from "../../../src/core/errors.ts";
import { isPrintable, printable } from "../../../src/core/printable.ts";

/**
 * Tcl as data, for OpenSTA: a command is a list of words, and `printTcl` is the only place where words become text. Tcl
 * reads `$`, `[`, `;`, quotes, braces and backslashes in its own way; a word with any of these stands in braces, in which
 * Tcl reads nothing, or is refused where braces cannot hold it.
 */
export type TclCommand = readonly TclWord[];

/** A text or number that stands for itself, or the result of a command (`[get_ports clk]`). */
export type TclWord = string | number | { readonly of: TclCommand };

/** The commands as text, one a line. @throws {NetlistError} naming a word that no quoting keeps as it is */
export function printTcl(commands: readonly TclCommand[]): string {
  return commands.map((command) => `${printCommand(command)}\n`).join("");
}

function printCommand(command: TclCommand): string {
  return command.map(printWord).join(" ");
}

function printWord(word: TclWord): string {
  if (typeof word === "number") return number(word);
  if (typeof word === "string") return quoted(word);
  return `[${printCommand(word.of)}]`;
}

/** Words that Tcl takes as they are. */
const PLAIN = /^[\w./:>-][\w./:>+-]*$/;

function quoted(text: string): string {
  if (PLAIN.test(text)) return text;
  if (isPrintable(text) && !/[{}\\]/.test(text)) return `{${text}}`;
  throw new NetlistError(`Tcl: got "${printable(text)}", expected a word without braces, backslashes and line ends`);
}

function number(value: number): string {
  if (Number.isFinite(value)) return String(value);
  throw new NetlistError(`Tcl: got ${value}, expected a finite number`);
}
