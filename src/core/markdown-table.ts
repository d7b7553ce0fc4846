/** A column takes a rule of three characters. */
const NARROWEST = 3;

/**
 * A Markdown table, padded so that it reads in a terminal too. Columns whose every cell is a number (or `–`) stand to the
 * right.
 */
export function markdownTable(header: readonly string[], cells: readonly (readonly string[])[]): string {
  const rows = cells.map((row) => row.map((cell) => cell.replaceAll("|", String.raw`\|`)));
  const widths = header.map((_, column) =>
    Math.max(NARROWEST, ...[header, ...rows].map((row) => (row[column] ?? "").length)),
  );
  const isRight = header.map((_, column) => rows.length > 0 && rows.every((row) => isNumber(row[column] ?? "")));
  const pad = (cell: string, column: number): string =>
    isRight[column] === true ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  const line = (row: readonly string[]): string => `| ${row.map(pad).join(" | ")} |`;
  const rule = widths.map((width, i) => (isRight[i] === true ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  return [line(header), line(rule), ...rows.map(line)].join("\n");
}

function isNumber(cell: string): boolean {
  return /^(–|NaN|[−+]?\d.*)$/.test(cell);
}
