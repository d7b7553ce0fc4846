// @ts-check
import { axisPosition } from "./geometry.js";

// Error bars in the scatter, drawn by the renderer and redrawn by the page's script. Types for the renderer: whiskers.d.ts.

/** @typedef {{kind: "linear" | "log", domain: readonly [number, number]}} Scale */
/** @typedef {{left: number, top: number, width: number, height: number}} Frame */

/**
 * Error bars of one point along both axes as SVG path data, kept inside the plotting area; nothing along an axis whose
 * error is 0.
 * @param {readonly [x: Scale, y: Scale]} scales
 * @param {readonly [x: number | null | undefined, y: number | null | undefined]} values
 * @param {readonly [x: number, y: number]} errors relative, e.g. 0.03
 * @param {Frame} frame
 * @param {number} cap half the length of the stroke at each end; 0 for none
 * @returns {string}
 */
export function whiskerPath(scales, values, errors, frame, cap) {
  const x = along(scales[0], values[0], errors[0]);
  const y = along(scales[1], values[1], errors[1]);
  if (x === null || y === null) return "";
  const toX = (/** @type {number} */ at) => (frame.left + at * frame.width).toFixed(1);
  const toY = (/** @type {number} */ at) => (frame.top + (1 - at) * frame.height).toFixed(1);
  const [px, py] = [frame.left + x.at * frame.width, frame.top + (1 - y.at) * frame.height];
  const capX = (/** @type {number} */ at) => (cap === 0 ? "" : `M${toX(at)},${(py - cap).toFixed(1)}v${2 * cap}`);
  const capY = (/** @type {number} */ at) => (cap === 0 ? "" : `M${(px - cap).toFixed(1)},${toY(at)}h${2 * cap}`);
  return (
    (x.low < x.high ? `M${toX(x.low)},${toY(y.at)}H${toX(x.high)}${capX(x.low)}${capX(x.high)}` : "") +
    (y.low < y.high ? `M${toX(x.at)},${toY(y.low)}V${toY(y.high)}${capY(y.low)}${capY(y.high)}` : "")
  );
}

/**
 * Positions of a value and of the ends of its error bar on an axis, the ends kept between 0 and 1.
 * @param {Scale} scale
 * @param {number | null | undefined} value
 * @param {number} error
 */
function along(scale, value, error) {
  const at = axisPosition(scale, value);
  if (at === null || value === null || value === undefined) return null;
  const low = error > 0 ? (axisPosition(scale, value * (1 - error)) ?? 0) : at;
  const high = error > 0 ? (axisPosition(scale, value * (1 + error)) ?? 1) : at;
  return { at, low: Math.max(0, Math.min(low, at)), high: Math.min(1, Math.max(high, at)) };
}
