/** Types of `csv.js`; its contract stands there. */

export function csvRow(cells: readonly (string | number | null | undefined)[]): string;
