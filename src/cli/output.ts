import { printable, printableJson, printableLines } from "../core/printable.ts";

/** Printing. Results go to stdout, progress and errors to stderr; nothing that a terminal would obey gets through. */

/** Prints a result: one JSON document, or text for people. */
export function print(json: boolean, document: unknown, text: () => string): void {
  process.stdout.write(`${json ? printableJson(document) : printableLines(text())}\n`);
}

/** Writes one line to stderr: what is going on, or what went wrong. */
export function note(line: string): void {
  process.stderr.write(`${printable(line)}\n`);
}

/** Rows of text as aligned columns; numbers to the right. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [
    header,
    ...rows.map((row) => row.map((cell) => (typeof cell === "number" ? formatNumber(cell) : cell))),
  ];
  const widths = header.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
  const isNumeric = header.map((_, column) => rows.every((row) => typeof row[column] === "number"));
  return cells
    .map((row) =>
      row
        .map((cell, i) => (isNumeric[i] === true ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Five significant digits at most, thousands set apart; below a thousandth, three digits and a power of ten. */
export function formatNumber(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-3) return value.toExponential(2);
  if (Number.isInteger(value)) return value.toLocaleString("en-US").replaceAll(",", " ");
  const digits = Math.max(0, 4 - Math.floor(Math.log10(Math.abs(value))));
  return value.toLocaleString("en-US", { maximumFractionDigits: Math.min(digits, 6) }).replaceAll(",", " ");
}
