// @ts-check
import { addCopyButton, bindDetails, bindTip } from "./details.js";
import { bindLegends } from "./legend.js";
import { bindParallel } from "./parallel.js";
import { bindScatter } from "./scatter.js";
import { createSelection } from "./selection.js";
import { bindTable } from "./table.js";

/** @type {import("./selection.js").PageData} */
const page = readPage(document.getElementById("data")?.textContent ?? "{}");

/**
 * The page's data with the places of parameter values turned into values.
 * @param {string} json
 */
function readPage(json) {
  const raw = JSON.parse(json);
  for (const [name, places] of Object.entries(raw.parameters))
    raw.parameters[name] = places.map((/** @type {number} */ place) => raw.colours[name][place]?.[0] ?? null);
  return raw;
}

document.documentElement.classList.add("script");
for (const block of document.querySelectorAll("[data-copy]")) addCopyButton(block);
if (page.scatter !== null) {
  const selection = createSelection(page.scatter.front.index.length);
  bindScatter(page, selection);
  bindParallel(page, selection);
  bindTable(page, selection);
  bindLegends(page, selection);
  bindDetails(page, selection);
  bindTip(page, selection);
}
