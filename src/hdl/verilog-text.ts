import { NetlistError } from "../core/errors.ts";
import { IDENTIFIER_RULE, isIdentifier } from "../core/identifier.ts";
import { printable } from "../core/printable.ts";

/** Values as Verilog text, for every writer of Verilog: what cannot stand there is refused. */

/** A comment of one line: printable text only, so that nothing in it ends the line. */
export function verilogComment(line: string): string {
  // A backslash at the end would continue the comment in some preprocessors.
  const text = printable(line).replace(/\\+$/, (slashes) => `${slashes}.`);
  return text === "" ? "//" : `// ${text}`;
}

/** A name that is not one of the printed module's own: of a cell, a pin, another module. @throws {NetlistError} */
export function verilogName(name: string): string {
  if (isIdentifier(name)) return name;
  throw new NetlistError(`Verilog: got the name "${printable(name)}", expected ${IDENTIFIER_RULE}`);
}
