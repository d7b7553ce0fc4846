// @ts-check
import { designOf } from "./selection.js";

// Parallel coordinates: a range on any axis keeps the designs inside it.

/**
 * @param {import("./selection.js").PageData} data
 * @param {ReturnType<typeof import("./selection.js").createSelection>} selection
 */
export function bindParallel(data, selection) {
  const root = /** @type {SVGSVGElement | null} */ (document.querySelector("#parallel-coordinates svg.chart"));
  if (root === null || data.parallel === null) return;
  root
    .querySelectorAll(".parallel-axis")
    .forEach((node, order) => bindAxis(root, node, order, data.parallel, selection));
  const lines = [...root.querySelectorAll(".line")];
  root.addEventListener("pointerover", (event) => selection.hover(designOf(event.target)));
  root.addEventListener("pointerleave", () => selection.hover(-1));
  root.addEventListener("click", (event) => {
    const design = designOf(event.target);
    if (design >= 0) selection.open(design);
  });
  selection.listen((event) => {
    if (event === "kept") lines.forEach((line, i) => line.toggleAttribute("data-off", !selection.kept[i]));
    else {
      lines.forEach((line, i) => line.toggleAttribute("data-hover", i === selection.hovered || i === selection.opened));
      root.toggleAttribute("data-focus", selection.hovered >= 0);
    }
  });
}

/**
 * @param {SVGSVGElement} root
 * @param {Element} node
 * @param {number} order
 * @param {import("./selection.js").PageData["parallel"]} parallel
 * @param {ReturnType<typeof import("./selection.js").createSelection>} selection
 */
function bindAxis(root, node, order, parallel, selection) {
  const axis = parallel.axes[order];
  const area = /** @type {SVGRectElement} */ (node.querySelector(".brush-area"));
  const brush = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  brush.setAttribute("class", "brush");
  brush.setAttribute("x", String(Number(area.getAttribute("x")) + 7));
  brush.setAttribute("width", "18");
  area.before(brush);
  area.setAttribute("tabindex", "0");
  area.setAttribute(
    "aria-label",
    `Range on ${axis.name}: arrow keys raise the lower and lower the upper end, Escape clears`,
  );
  let range = /** @type {[number, number] | null} */ (null);
  const apply = (/** @type {[number, number] | null} */ next) => {
    range = next;
    const [low, high] = next ?? [0, 0];
    brush.setAttribute("y", String(parallel.top + (1 - high) * parallel.height));
    brush.setAttribute("height", String(Math.max(0, (high - low) * parallel.height)));
    selection.restrict(`axis ${order}`, next === null ? null : (design) => {
      const position = axis.positions[design];
      return position !== null && position >= low && position <= high;
    }); // prettier-ignore
  };
  const positionOf = (/** @type {PointerEvent} */ event) => {
    const box = root.getBoundingClientRect();
    const y = ((event.clientY - box.top) / box.height) * root.viewBox.baseVal.height;
    return Math.max(-0.02, Math.min(1.02, 1 - (y - parallel.top) / parallel.height));
  };
  let from = /** @type {number | null} */ (null);
  area.addEventListener("pointerdown", (event) => {
    from = positionOf(event);
    area.setPointerCapture(event.pointerId);
  });
  area.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const to = positionOf(event);
    if (Math.abs(to - from) > 0.01) apply([Math.min(from, to), Math.max(from, to)]);
  });
  area.addEventListener("pointerup", (event) => {
    if (from !== null && Math.abs(positionOf(event) - from) <= 0.01) apply(null);
    from = null;
  });
  area.addEventListener("keydown", ({ key }) => {
    const [low, high] = range ?? [-0.02, 1.02];
    if (key === "ArrowUp") apply([Math.min(high, low + 0.05), high]);
    else if (key === "ArrowDown") apply([low, Math.max(low, high - 0.05)]);
    else if (key === "Escape" || key === "Delete") apply(null);
  });
  document.addEventListener("tritforge-clear", () => apply(null));
}
