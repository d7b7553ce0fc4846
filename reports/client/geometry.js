// @ts-check
// Pure functions that both the renderer (Node) and the page's script use, so that what is drawn first and what is
// drawn after a click agree. Types for the renderer: geometry.d.ts.

/**
 * Position of a value on an axis: 0 at the start, 1 at the end; null if it has none.
 * @param {{kind: "linear" | "log", domain: readonly [number, number]}} scale
 * @param {number | null | undefined} value
 * @returns {number | null}
 */
export function axisPosition(scale, value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return null;
  const [start, end] = scale.domain;
  if (scale.kind === "linear") return (value - start) / (end - start);
  return value > 0 ? Math.log(value / start) / Math.log(end / start) : null;
}

/**
 * The staircase through the points that no other point beats in both coordinates.
 * @param {readonly (readonly [number, number])[]} points
 * @param {"minimize" | "maximize"} betterX
 * @param {"minimize" | "maximize"} betterY
 * @returns {[number, number][]}
 */
export function stepVertices(points, betterX, betterY) {
  const signX = betterX === "minimize" ? 1 : -1;
  const signY = betterY === "minimize" ? 1 : -1;
  const sorted = points.map(([x, y]) => [x * signX, y * signY]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  /** @type {[number, number][]} */
  const vertices = [];
  let best = Infinity;
  for (const [x, y] of sorted) {
    if (y >= best) continue;
    if (vertices.length > 0) vertices.push([x * signX, best * signY]);
    vertices.push([x * signX, y * signY]);
    best = y;
  }
  return vertices;
}

/**
 * The ticks of one axis: the attributes of a grid line and of its label, and the label.
 * @param {"x" | "y"} side
 * @param {{kind: "linear" | "log", domain: readonly [number, number], ticks: readonly {value: number, label: string}[]}} scale
 * @param {{left: number, top: number, width: number, height: number}} frame
 * @returns {{line: Record<string, string | number>, text: Record<string, string | number>, label: string}[]}
 */
export function tickMarks(side, scale, frame) {
  return scale.ticks.map(({ value, label }) => {
    const at = axisPosition(scale, value) ?? 0;
    if (side === "x") {
      const x = (frame.left + at * frame.width).toFixed(1);
      const bottom = frame.top + frame.height;
      return { line: { x1: x, x2: x, y1: frame.top, y2: bottom }, text: { x, y: bottom + 19 }, label };
    }
    const y = (frame.top + (1 - at) * frame.height).toFixed(1);
    const line = { x1: frame.left, x2: frame.left + frame.width, y1: y, y2: y };
    return { line, text: { x: frame.left - 9, y, dy: "0.35em" }, label };
  });
}

/**
 * Corners and middles of a staircase, where a label would hide it.
 * @param {readonly (readonly [number, number])[]} vertices
 * @returns {[number, number][]}
 */
export function alongSteps(vertices) {
  return vertices.flatMap(([x, y], i) => {
    const [nextX, nextY] = vertices[i + 1] ?? [x, y];
    return [0, 1 / 4, 1 / 2, 3 / 4].map((part) => [x + (nextX - x) * part, y + (nextY - y) * part]);
  });
}

const CANDIDATES = [
  [12, -12, 1], [12, 14, 1], [-12, -12, -1], [-12, 14, -1], [14, 1, 1], [-14, 1, -1],
  [26, -30, 1], [-26, -30, -1], [26, 32, 1], [-26, 32, -1], [34, -52, 1], [-34, -52, -1], [34, 54, 1], [-34, 54, -1],
  [60, -76, 1], [60, 78, 1], [-60, -76, -1], [-60, 78, -1],
]; // prettier-ignore

/**
 * Places one text label beside each anchor so that labels overlap neither each other nor the frame and hide few points.
 * @param {readonly {x: number, y: number, width: number}[]} anchors label widths in the same unit as x and y
 * @param {readonly (readonly [number, number])[]} obstacles
 * @param {{left: number, top: number, width: number, height: number}} frame
 * @returns {{x: number, y: number, side: 1 | -1}[]} end of the text next to its anchor; side 1: the text runs right
 */
export function placeLabels(anchors, obstacles, frame) {
  /** @type {{left: number, right: number, y: number}[]} */
  const taken = [];
  return anchors.map((anchor) => {
    let best = { cost: Infinity, x: anchor.x, y: anchor.y, side: /** @type {1 | -1} */ (1), left: 0, right: 0 };
    CANDIDATES.forEach(([dx, dy, direction], order) => {
      const side = /** @type {1 | -1} */ (direction);
      const x = anchor.x + dx;
      const y = anchor.y + dy;
      const left = side === 1 ? x : x - anchor.width;
      const right = left + anchor.width;
      const outside =
        left < frame.left || right > frame.left + frame.width || y < frame.top + 9 || y > frame.top + frame.height - 9;
      const clashes = taken.filter(
        (box) => left < box.right + 6 && right > box.left - 6 && Math.abs(y - box.y) < 18,
      ).length;
      const hidden = obstacles.filter(([ox, oy]) => ox > left - 4 && ox < right + 4 && Math.abs(oy - y) < 12).length;
      const cost = (outside ? 1000 : 0) + clashes * 500 + hidden * 4 + order * 1.5;
      if (cost < best.cost) best = { cost, x, y, side, left, right };
    });
    taken.push({ left: best.left, right: best.right, y: best.y });
    return { x: best.x, y: best.y, side: best.side };
  });
}
