// @ts-check
import { addCopyButton, bindDetails, bindTip } from "./details.js";
import { bindLegends } from "./legend.js";
import { readPage } from "./page-data.js";
import { bindParallel } from "./parallel.js";
import { bindScatter } from "./scatter.js";
import { createSelection } from "./selection.js";
import { bindTable } from "./table.js";

/** @type {import("./selection.js").PageData} */
const page = readPage(document.getElementById("data")?.textContent ?? "{}");

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
