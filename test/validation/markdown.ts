/** Numbers and tables as validation prints them. */

/** `2.1 %`; `–` for what is not known. */
export function percent(value: number | undefined, digits = 1): string {
  return value === undefined ? "–" : `${(100 * value).toFixed(digits)} %`;
}

/** `+2.1 %` or `−2.1 %`. */
export function signedPercent(value: number): string {
  return `${value < 0 ? "−" : "+"}${percent(Math.abs(value))}`;
}

/** Four significant digits, never an exponent. */
export function significant(value: number): string {
  return value >= 1000 ? value.toFixed(0) : value.toPrecision(4);
}

/**
 * A Markdown table, padded so that it reads in a terminal too. Columns whose every cell is a number (or `–`) stand to the
 * right.
 */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => (row[column] ?? "").length)));
  const isRight = header.map((_, column) => rows.length > 0 && rows.every((row) => isNumber(row[column] ?? "")));
  const pad = (cell: string, column: number): string =>
    isRight[column] === true ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  const line = (cells: readonly string[]): string => `| ${cells.map(pad).join(" | ")} |`;
  const rule = widths.map((width, i) => (isRight[i] === true ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  return [line(header), line(rule), ...rows.map(line)].join("\n");
}

function isNumber(cell: string): boolean {
  return /^(–|NaN|[−+]?\d.*)$/.test(cell);
}
