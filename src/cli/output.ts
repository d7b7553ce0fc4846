import { count, significant } from "../core/number-text.js";
import { printable, printableJson, printableLines } from "../core/printable.ts";
import { cell, columnScale } from "../core/quantity-text.js";

/** Printing. Results go to stdout, progress and errors to stderr; nothing that a terminal would obey gets through. */

/** Prints a result: one JSON document, or text for people. */
export function print(json: boolean, document: unknown, text: () => string): void {
  process.stdout.write(`${json ? printableJson(document) : plainSpaces(printableLines(text()))}\n`);
}

/** Writes one line to stderr: what is going on, or what went wrong. */
export function note(line: string): void {
  process.stderr.write(`${plainSpaces(printable(line))}\n`);
}

/** A terminal breaks no lines at spaces: between number and unit stands one that a search finds. */
function plainSpaces(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

/** The head of a column: a name, or the name of quantities in a unit, which are then written in the unit that suits them. */
export type Head = string | { readonly label: string; readonly unit: string };

/** Rows of text as aligned columns; numbers to the right. */
export function table(heads: readonly Head[], rows: readonly (readonly (string | number)[])[]): string {
  const columns = heads.map((head, i) =>
    textColumn(
      head,
      rows.map((row) => row[i] ?? ""),
    ),
  );
  return ["", ...rows]
    .map((_, line) =>
      columns
        .map((column) => column[line])
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Head and cells of a column as texts of one width. */
function textColumn(head: Head, cells: readonly (string | number)[]): readonly string[] {
  const numbers = cells.filter((each) => typeof each === "number");
  const { name, write } = styleOf(head, numbers);
  const texts = [name, ...cells.map((each) => (typeof each === "number" ? write(each) : each))];
  const width = Math.max(...texts.map((text) => text.length));
  const isNumeric = cells.every((each) => typeof each === "number" || each === "");
  return texts.map((text) => (isNumeric ? text.padStart(width) : text.padEnd(width)));
}

function styleOf(
  head: Head,
  numbers: readonly number[],
): { readonly name: string; readonly write: (value: number) => string } {
  if (typeof head === "string")
    return { name: head, write: (value) => (Number.isInteger(value) ? count(value) : significant(value)) };
  const scale = columnScale(head.unit, numbers);
  const name = scale.unit === "" ? head.label : `${head.label} [${scale.unit}]`;
  return { name, write: (value) => cell(value, scale) };
}
