// @ts-check
import { csvRow } from "./csv.js";
import { parseFilter } from "./filter.js";
import { uncertainPeers } from "./order.js";
import { designOf } from "./selection.js";

// The table of front designs: sort, filter, download, highlight.

/**
 * Value of a parameter, a metric, `generator` or `index` by its name in any case; undefined if there is none.
 * @param {import("./selection.js").PageData} data
 */
export function valueReader(data) {
  const { front, generators } = data.scatter;
  /** @type {Record<string, (string | number | null)[]>} */
  const columns = {
    index: front.index,
    generator: front.series.map((series) => generators[series]),
    ...front.columns,
    ...data.parameters,
  };
  const byName = new Map(Object.entries(columns).map(([name, column]) => [name.toLowerCase(), column]));
  return (/** @type {number} */ design, /** @type {string} */ name) => byName.get(name.toLowerCase())?.[design];
}

/**
 * @param {import("./selection.js").PageData} data
 * @param {ReturnType<typeof import("./selection.js").createSelection>} selection
 */
export function bindTable(data, selection) {
  const table = document.getElementById("designs");
  if (table === null || data.scatter === null) return;
  const body = /** @type {HTMLTableSectionElement} */ (table.querySelector("tbody"));
  const rows = [...body.rows].sort((a, b) => designOf(a) - designOf(b));
  const valueOf = valueReader(data);
  bindSorting(table, body, rows, valueOf, (key) => markUncertain(data, table, rows, key));
  bindTableTools(data, selection, rows, valueOf);
  body.addEventListener("pointerover", (event) => selection.hover(designOf(event.target)));
  body.addEventListener("pointerleave", () => selection.hover(-1));
  body.addEventListener("click", (event) => selection.open(designOf(event.target)));
  for (const row of rows) row.tabIndex = -1;
  if (rows[0] !== undefined) rows[0].tabIndex = 0;
  body.addEventListener("focusin", (event) => selection.hover(designOf(event.target)));
  body.addEventListener("keydown", (event) => {
    const row = /** @type {HTMLElement} */ (event.target).closest("tr");
    if (event.key === "Enter") selection.open(designOf(row));
    const next =
      event.key === "ArrowDown" ? "nextElementSibling" : event.key === "ArrowUp" ? "previousElementSibling" : null;
    if (next === null || row === null) return;
    event.preventDefault();
    let to = row[next];
    while (to !== null && /** @type {HTMLElement} */ (to).hidden) to = to[next];
    if (to !== null) /** @type {HTMLElement} */ (to).focus();
  });
  selection.listen((event) => {
    if (event === "kept") rows.forEach((row, i) => (row.hidden = !selection.kept[i]));
    else {
      rows.forEach((row, i) => row.toggleAttribute("data-hover", i === selection.hovered));
      rows.forEach((row, i) => row.toggleAttribute("data-open", i === selection.opened));
    }
  });
}

/**
 * @param {HTMLElement} table
 * @param {HTMLTableSectionElement} body
 * @param {HTMLTableRowElement[]} rows
 * @param {ReturnType<typeof valueReader>} valueOf
 * @param {(key: string) => void} onSorted
 */
function bindSorting(table, body, rows, valueOf, onSorted) {
  const heads = [...table.querySelectorAll("th[data-key]")];
  for (const head of heads) {
    head.addEventListener("click", () => {
      const key = head.getAttribute("data-key") ?? "";
      const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const each of heads) each.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", sign === 1 ? "ascending" : "descending");
      const order = rows.map((_, i) => i).sort((a, b) => {
        const [x, y] = [valueOf(a, key) ?? null, valueOf(b, key) ?? null];
        if (x === null || y === null) return x === y ? a - b : x === null ? 1 : -1;
        const difference = typeof x === "number" && typeof y === "number" ? x - y : String(x) < String(y) ? -1 : x === y ? 0 : 1;
        return difference * sign || a - b;
      }); // prettier-ignore
      body.append(...order.map((i) => rows[i]));
      onSorted(key);
    });
  }
}

/**
 * Writes beside each value of the column sorted by how many designs have an uncertain order with it.
 * @param {import("./selection.js").PageData} data
 * @param {HTMLElement} table
 * @param {HTMLTableRowElement[]} rows
 * @param {string} key
 */
function markUncertain(data, table, rows, key) {
  for (const mark of table.querySelectorAll("td i")) mark.remove();
  const { columns, errors } = data.scatter.front;
  const place = [...table.querySelectorAll("th[data-key]")].findIndex((head) => head.getAttribute("data-key") === key);
  if (errors[key] === undefined || place < 0) return;
  const peers = uncertainPeers(
    columns[key],
    errors[key].map((error) => error ?? 0),
  );
  rows.forEach((row, i) => {
    if (peers[i] === 0) return;
    const mark = document.createElement("i");
    mark.textContent = `≈${peers[i]}`;
    row.cells[place].prepend(mark);
  });
}

/**
 * @param {import("./selection.js").PageData} data
 * @param {ReturnType<typeof import("./selection.js").createSelection>} selection
 * @param {HTMLTableRowElement[]} rows
 * @param {ReturnType<typeof valueReader>} valueOf
 */
function bindTableTools(data, selection, rows, valueOf) {
  const filter = /** @type {HTMLInputElement} */ (document.getElementById("filter"));
  const kept = /** @type {HTMLElement} */ (document.getElementById("kept"));
  const texts = rows.map((row) => (row.textContent ?? "").toLowerCase());
  const say = () => (kept.textContent = `${selection.kept.filter(Boolean).length} of ${rows.length}`);
  filter.addEventListener("input", () =>
    selection.restrict(
      "filter",
      parseFilter(filter.value, valueOf, (i) => texts[i]),
    ),
  );
  selection.listen((event) => event === "kept" && say());
  say();
  document.getElementById("clear")?.addEventListener("click", () => {
    filter.value = "";
    selection.restrict("filter", null);
    document.dispatchEvent(new Event("tritforge-clear"));
  });
  document.getElementById("download")?.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([selectionCsv(data, selection.kept)], { type: "text/csv" }));
    link.download = `${data.file}-selection.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

/**
 * The kept designs as CSV, in order of the front; numbers have six significant digits.
 * @param {import("./selection.js").PageData} data
 * @param {boolean[]} kept
 */
export function selectionCsv(data, kept) {
  const names = ["index", "generator", ...Object.keys(data.parameters), ...data.metrics.map(({ metric }) => metric)];
  const valueOf = valueReader(data);
  const lines = kept.flatMap((is, design) => (is ? [csvRow(names.map((name) => valueOf(design, name)))] : []));
  return [csvRow(names), ...lines].map((line) => `${line}\n`).join("");
}
