// @ts-check
// A row of the table as CSV, by the same rules as src/core/csv.ts; a test holds the two equal.

/**
 * @param {readonly (string | number | null | undefined)[]} cells
 * @returns {string} without its line end
 */
export function csvRow(cells) {
  return cells.map(csvText).join(",");
}

/** @param {string | number | null | undefined} value */
function csvText(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  // oxlint-disable-next-line no-control-regex -- these are what it looks for
  const text = value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
  const isFormula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text);
  if (!isFormula && !/[",]|^\s|\s$/.test(text)) return text;
  return `"${isFormula ? "'" : ""}${text.replaceAll('"', '""')}"`;
}
