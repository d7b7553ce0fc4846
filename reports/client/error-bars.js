// @ts-check
import { whiskerPath } from "./whiskers.js";

// The error bars of figure 1: the picks' always, the whole front's on request, those of the design looked at.

/** @typedef {import("./selection.js").Scatter} Scatter */
/** @typedef {{x: {axis: any}, y: {axis: any}, whiskers: boolean, scales: [any, any]}} ErrorBarView */

/**
 * @param {Scatter} scatter
 * @param {ErrorBarView} view
 * @param {number[]} designs -1 stands for none
 * @param {number} cap
 */
function errorBarsOf({ front, frame }, view, designs, cap) {
  const [x, y] = [view.x.axis.metric, view.y.axis.metric];
  const path = (/** @type {number} */ i) =>
    whiskerPath(
      view.scales,
      [front.columns[x]?.[i], front.columns[y]?.[i]],
      [front.errors[x]?.[i] ?? 0, front.errors[y]?.[i] ?? 0],
      frame,
      cap,
    );
  return designs.map((i) => (i < 0 ? "" : path(i))).join("");
}

/**
 * The choice to see all error bars.
 * @param {ErrorBarView} view
 * @param {() => void} redraw
 */
export function bindErrorBars(view, redraw) {
  const all = /** @type {HTMLInputElement | null} */ (document.getElementById("show-whiskers"));
  if (all === null) return;
  all.checked = view.whiskers;
  all.addEventListener("change", () => {
    view.whiskers = all.checked;
    redraw();
  });
}

/**
 * @param {Element} root
 * @param {Scatter} scatter
 * @param {ErrorBarView} view
 */
export function drawErrorBars(root, scatter, view) {
  const all = view.whiskers ? scatter.front.index.map((_, i) => i) : [];
  const picked = scatter.picks.map(({ position }) => position);
  root.querySelector(".whiskers")?.setAttribute("d", errorBarsOf(scatter, view, all, 0));
  root.querySelector(".whiskers.picked")?.setAttribute("d", errorBarsOf(scatter, view, picked, 4));
  root.querySelector(".whiskers.focus")?.setAttribute("d", "");
}

/**
 * @param {Element} root
 * @param {Scatter} scatter
 * @param {ErrorBarView} view
 * @param {number[]} designs
 */
export function drawFocusedErrorBars(root, scatter, view, designs) {
  root.querySelector(".whiskers.focus")?.setAttribute("d", errorBarsOf(scatter, view, designs, 4));
}
