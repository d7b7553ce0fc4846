import { isIdentifier, isLibraryName } from "../../core/identifier.ts";
import { NetlistError } from "../../core/errors.ts";
import { isPrintable, printable } from "../../core/printable.ts";

/** Values as Liberty text: the only place where they become it. What cannot stand there is refused. */

/** Name of a cell, pin or state variable, without quotes. @throws {NetlistError} if it is no identifier */
export function libertyName(name: string): string {
  return checked(name, isIdentifier(name), "an identifier");
}

/** Name of a library. @throws {NetlistError} if it holds more than letters, digits and `_ . $ -` */
export function libertyLibrary(name: string): string {
  return checked(name, isLibraryName(name), "a name of letters, digits and _ . $ -");
}

/** A quoted text. @throws {NetlistError} if it holds quotes, backslashes or hidden characters */
export function libertyText(text: string): string {
  return `"${checked(text, isPrintable(text) && !/["\\]/.test(text), "a text without quotes and backslashes")}"`;
}

/** A number. @throws {NetlistError} if it is not finite */
export function libertyNumber(value: number): string {
  return checked(String(value), Number.isFinite(value), "a finite number");
}

/** Text inside a comment: one printable line that does not end it. */
export function libertyComment(text: string): string {
  return printable(text).replaceAll("*/", "* /");
}

function checked(text: string, isLegal: boolean, expected: string): string {
  if (isLegal) return text;
  throw new NetlistError(`Liberty text: got "${printable(text)}", expected ${expected}`);
}
