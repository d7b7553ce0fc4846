// @ts-check
// Unpacks the page's data; `reports/results/columns.ts` says how it is packed.

/**
 * @param {string} json
 * @returns {import("./selection.js").PageData}
 */
export function readPage(json) {
  const raw = JSON.parse(json);
  for (const [name, places] of Object.entries(raw.parameters))
    raw.parameters[name] = places.map((/** @type {number} */ place) => raw.colours[name][place]?.[0] ?? null);
  for (const axis of raw.parallel?.axes ?? [])
    axis.positions = axis.positions.map((/** @type {number | null} */ at) => (at === null ? null : at / 1000));
  if (raw.scatter !== null) {
    const { front, cloud } = raw.scatter;
    front.columns = unpack(front.columns, front.index.length, 6);
    front.errors = unpack(front.errors, front.index.length, 2);
    cloud.columns = unpack(cloud.columns, cloud.series.length, 4);
  }
  return raw;
}

/**
 * @param {Record<string, number | {of: string, times: number} | (number | null)[]>} packed
 * @param {number} length
 * @param {number} digits
 */
function unpack(packed, length, digits) {
  /** @type {Record<string, (number | null)[]>} */
  const columns = {};
  for (const [name, column] of Object.entries(packed)) {
    if (typeof column === "number") columns[name] = Array.from({ length }, () => column);
    else if (Array.isArray(column)) columns[name] = column;
    else
      columns[name] = columns[column.of].map((value) =>
        value === null ? null : Number((value * column.times).toPrecision(digits)),
      );
  }
  return columns;
}
