// @ts-check
import { plusMinus } from "../../src/core/number-text.js";
import { quantity } from "../../src/core/quantity-text.js";

// The panel beside the page with everything known about one design, and the line under the pointer.

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * A metric of a design with its expected error, e.g. `12.3 mm² ±2.0 %`; undefined if the design does not have it.
 * @param {import("./selection.js").PageData} data
 * @param {number} design
 * @param {{metric: string, base: string}} column
 */
function valueText({ scatter: { front } }, design, { metric, base }) {
  const value = front.columns[metric]?.[design];
  if (value === null || value === undefined) return undefined;
  const error = front.errors[metric]?.[design] ?? 0;
  return quantity(value, base) + (error > 0 ? ` ${plusMinus(error)}` : "");
}

/**
 * The DESIGN.json of a front design.
 * @param {import("./selection.js").PageData} data
 * @param {number} design
 */
export function designText(data, design) {
  const own = Object.entries(data.parameters).filter(([name]) => !(data.settings ?? []).includes(name));
  const entries = own.map(([name, column]) => [name, column[design]]);
  const parameters = Object.fromEntries(entries.filter(([, value]) => value !== null));
  const device = (data.devices ?? {})[String(parameters.device)];
  if (device !== undefined) parameters.device = `../${device}`;
  return JSON.stringify({
    generator: data.generator ?? data.scatter.generators[data.scatter.front.series[design]],
    parameters,
  });
}

/**
 * The command lines that save a front design, and build and check it.
 * @param {import("./selection.js").PageData} data
 * @param {number} design
 */
export function commandsOf(data, design) {
  const name = String(data.scatter.front.index[design]);
  const lines = data.commands[data.commandsAt?.[design] ?? 0].map((line) =>
    line.replaceAll("DESIGN.json", `designs/${name}.json`).replaceAll("DESIGN", name),
  );
  const json = designText(data, design).replaceAll("'", "'\\''");
  return [`mkdir -p designs && echo '${json}' > designs/${name}.json`, ...lines];
}

/**
 * @param {import("./selection.js").PageData} data
 * @param {ReturnType<typeof import("./selection.js").createSelection>} selection
 */
export function bindDetails(data, selection) {
  const panel = /** @type {HTMLElement} */ (document.getElementById("details"));
  let opener = /** @type {Element | null} */ (null);
  selection.listen((event) => {
    if (event !== "open") return;
    const design = selection.opened;
    if (design < 0) {
      panel.hidden = true;
      if (opener instanceof HTMLElement || opener instanceof SVGElement) opener.focus();
      return;
    }
    if (panel.hidden) opener = document.activeElement;
    panel.replaceChildren(...panelContent(data, design, () => selection.open(-1)));
    panel.hidden = false;
    panel.scrollTop = 0;
    for (const block of panel.querySelectorAll("[data-copy]")) addCopyButton(block);
    /** @type {HTMLElement} */ (panel.querySelector("button")).focus({ preventScroll: true });
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && !panel.hidden) selection.open(-1);
  });
}

/**
 * @param {import("./selection.js").PageData} data
 * @param {number} design
 * @param {() => void} close
 */
function panelContent(data, design, close) {
  const { front, generators } = data.scatter;
  const pick = data.picks.find(({ position }) => position === design);
  const row = (/** @type {string} */ term, /** @type {string} */ value) =>
    make("div", {}, make("dt", {}, term), make("dd", {}, value));
  const parameters = Object.entries(data.parameters).flatMap(([name, column]) =>
    column[design] === null ? [] : [row(name, String(column[design]))],
  );
  const metrics = data.metrics.flatMap((column) => {
    const value = valueText(data, design, column);
    return value === undefined ? [] : [row(column.label, value)];
  });
  const button = make("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
  button.addEventListener("click", close);
  const breakdown =
    pick === undefined
      ? "The area by module is printed by tritforge estimate."
      : "The area by module stands under “Picked designs”.";
  return [
    button,
    make(
      "h3",
      {},
      generators[front.series[design]],
      make("span", { class: "note" }, ` #${front.index[design]}${pick === undefined ? "" : ` ${pick.title}`}`),
    ),
    make("h4", {}, "Metrics"),
    make("dl", {}, ...metrics),
    make("p", { class: "note" }, breakdown),
    make("h4", {}, "Parameters"),
    make("dl", {}, ...parameters),
    make("h4", {}, "DESIGN.json"),
    make("pre", { "data-copy": "" }, designText(data, design)),
    make("h4", {}, "Commands"),
    make("p", { class: "note" }, "Run in the folder of this page, somewhere inside the project."),
    make("pre", { "data-copy": "" }, commandsOf(data, design).join("\n")),
  ];
}

/** @param {Element} block */
export function addCopyButton(block) {
  const button = make("button", { type: "button", class: "copy" }, "Copy");
  const text = block.textContent ?? "";
  button.addEventListener("click", () => {
    const done = () => {
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 1500);
    };
    // A file opened from disk may have no clipboard; then the text is selected, ready for Ctrl-C.
    const select = () => getSelection()?.selectAllChildren(block);
    if (navigator.clipboard === undefined) select();
    else navigator.clipboard.writeText(text).then(done, select);
  });
  const frame = make("div", { class: "copyable" });
  block.replaceWith(frame);
  frame.append(block, button);
}

/**
 * A line near the pointer that names the design under it.
 * @param {import("./selection.js").PageData} data
 * @param {ReturnType<typeof import("./selection.js").createSelection>} selection
 */
export function bindTip(data, selection) {
  const tip = make("div", { id: "tip", role: "status", hidden: "" });
  document.body.append(tip);
  const names = [...new Set([data.scatter.x, data.scatter.y, "macsPerCycle"])];
  selection.listen((event) => {
    const design = selection.hovered;
    const mark = design < 0 ? null : document.querySelector(`#pareto-front .mark[data-i="${design}"]`);
    if (event !== "hover" || mark === null) {
      tip.hidden = true;
      return;
    }
    const { front, generators } = data.scatter;
    const values = data.metrics
      .filter(({ metric }) => names.includes(metric))
      .flatMap((column) => valueText(data, design, column) ?? []);
    const setting = (data.settings ?? []).map((name) => `${name} ${data.parameters[name][design]}`);
    tip.replaceChildren(
      make("b", {}, `${generators[front.series[design]]} #${front.index[design]}`),
      ` ${[...values, ...setting].join(", ")}`,
    );
    const box = mark.getBoundingClientRect();
    tip.hidden = box.bottom < 0 || box.top > innerHeight;
    const left = Math.min(box.right + 10, innerWidth - tip.offsetWidth - 12);
    tip.style.transform = `translate(${Math.max(8, left)}px, ${box.bottom + 8}px)`;
  });
}
