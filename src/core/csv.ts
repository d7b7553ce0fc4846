/**
 * The one writer of CSV: quotes as in RFC 4180, a comma between cells, one line a row. Texts that a spreadsheet would take
 * for a formula are neutralised as OWASP says (CSV Injection): quoted, with an apostrophe in front.
 */

/** What stands in a cell. A number is written as one, in full; what is absent or not finite is an empty cell. */
export type CsvCell = string | number | undefined;

/** Control characters, and what ends a line elsewhere: a row is one line, whatever is in it. */
// oxlint-disable-next-line no-control-regex -- these are what it looks for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** What opens a formula, also in full width; blanks before it do not help. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

const NEEDS_QUOTES = /[",]|^\s|\s$/;

/** One row, without its line end. */
export function csvLine(cells: readonly CsvCell[]): string {
  return cells.map(csvCell).join(",");
}

/** One cell. */
export function csvCell(value: CsvCell): string {
  if (value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const text = value.replace(CONTROL, " ");
  if (FORMULA.test(text)) return quoted(`'${text}`);
  return NEEDS_QUOTES.test(text) ? quoted(text) : text;
}

/** A line that tells readers about the rows and is none: `# text`. */
export function csvComment(text: string): string {
  return `# ${text.replace(CONTROL, " ")}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
