// @ts-check
import { bindErrorBars, drawErrorBars, drawFocusedErrorBars } from "./error-bars.js";
import { alongSteps, axisPosition, placeLabels, stepVertices, tickMarks } from "./geometry.js";
import { designOf } from "./selection.js";

// Figure 1: the marks that the renderer drew, moved to other axes.

const TEXT_WIDTH = 8;

/** @param {any} axis */
function axisTitleOf(axis) {
  const better = axis.better === "minimize" ? "smaller is better" : "larger is better";
  return `${axis.label}${axis.unit === "" ? "" : ` [${axis.unit}]`}, ${better}`;
}

/**
 * @param {import("./selection.js").PageData} data
 * @param {ReturnType<typeof import("./selection.js").createSelection>} selection
 */
export function bindScatter(data, selection) {
  const root = document.querySelector("#pareto-front svg.chart");
  const { scatter } = data;
  if (root === null || scatter === null) return;
  const view = scatterView(scatter);
  const redraw = () => drawScatter(root, data, view);
  bindAxisControls(scatter, view, redraw);
  bindColour(root, data);
  bindMarks(root, selection, view);
  selection.listen((event) => {
    drawFocusedErrorBars(root, data.scatter, view, [selection.hovered, selection.opened]);
    const marks = root.querySelectorAll(".mark");
    if (event === "kept") marks.forEach((mark, i) => mark.toggleAttribute("data-off", !selection.kept[i]));
    else {
      marks.forEach((mark, i) => mark.toggleAttribute("data-hover", i === selection.hovered));
      marks.forEach((mark, i) => mark.toggleAttribute("data-open", i === selection.opened));
    }
  });
}

/** @param {import("./selection.js").Scatter} scatter */
function scatterView(scatter) {
  const axis = (/** @type {string} */ name) => scatter.axes.find((each) => each.metric === name);
  const side = (/** @type {string} */ name) => ({ axis: axis(name), log: axis(name).preferred === "log" });
  return {
    x: side(scatter.x),
    y: side(scatter.y),
    cloud: true,
    whiskers: scatter.whiskers === "all",
    scales: /** @type {[any, any]} */ ([null, null]),
    points: /** @type {([number, number] | null)[]} */ ([]),
  };
}

/**
 * @param {import("./selection.js").Scatter} scatter
 * @param {ReturnType<typeof scatterView>} view
 * @param {() => void} redraw
 */
function bindAxisControls(scatter, view, redraw) {
  for (const side of /** @type {("x" | "y")[]} */ (["x", "y"])) {
    const select = /** @type {HTMLSelectElement} */ (document.getElementById(`axis-${side}`));
    const log = /** @type {HTMLInputElement} */ (document.getElementById(`log-${side}`));
    for (const axis of scatter.axes) select.add(new Option(axis.label, axis.metric));
    select.value = view[side].axis.metric;
    const show = () => {
      log.disabled = view[side].axis.all.log === undefined;
      log.checked = view[side].log && !log.disabled;
      redraw();
    };
    select.addEventListener("change", () => {
      const axis = scatter.axes.find((each) => each.metric === select.value);
      view[side] = { axis, log: axis.preferred === "log" };
      show();
    });
    log.addEventListener("change", () => {
      view[side].log = log.checked;
      show();
    });
    show();
  }
  const cloud = /** @type {HTMLInputElement} */ (document.getElementById("show-cloud"));
  cloud.addEventListener("change", () => {
    view.cloud = cloud.checked;
    redraw();
  });
  bindErrorBars(view, redraw);
}

/**
 * @param {Element} root
 * @param {import("./selection.js").PageData} data
 * @param {ReturnType<typeof scatterView>} view
 */
function drawScatter(root, data, view) {
  const { frame, front, cloud } = data.scatter;
  const scaleOf = (/** @type {{axis: any, log: boolean}} */ { axis, log }) => {
    const scales = view.cloud ? axis.all : axis.front;
    return log && scales.log !== undefined ? scales.log : scales.linear;
  };
  const [xs, ys] = [scaleOf(view.x), scaleOf(view.y)];
  view.scales = [xs, ys];
  const place = (/** @type {any} */ x, /** @type {any} */ y) => {
    const [u, v] = [axisPosition(xs, x), axisPosition(ys, y)];
    return u === null || v === null
      ? null
      : /** @type {[number, number]} */ ([frame.left + u * frame.width, frame.top + (1 - v) * frame.height]);
  };
  const [mx, my] = [view.x.axis.metric, view.y.axis.metric];
  const at = (/** @type {any} */ columns, /** @type {number} */ i) => place(columns[mx]?.[i], columns[my]?.[i]);
  const find = (/** @type {string} */ selector) => /** @type {Element} */ (root.querySelector(selector));
  redrawTicks(find(".axis-x"), tickMarks("x", xs, frame));
  redrawTicks(find(".axis-y"), tickMarks("y", ys, frame));
  find(".title-x").textContent = axisTitleOf(view.x.axis);
  find(".title-y").textContent = axisTitleOf(view.y.axis);
  for (const path of root.querySelectorAll(".cloud path")) {
    const series = Number(path.getAttribute("data-series"));
    const dots = view.cloud ? cloud.series.map((of, i) => (of === series ? at(cloud.columns, i) : null)) : [];
    path.setAttribute("d", dots.map((p) => (p === null ? "" : `M${p[0].toFixed(1)},${p[1].toFixed(1)}h0`)).join(""));
  }
  view.points = front.index.map((_, i) => at(front.columns, i));
  root.querySelectorAll(".mark").forEach((mark, i) => {
    const p = view.points[i];
    mark.toggleAttribute("display", false);
    if (p === null) mark.setAttribute("display", "none");
    else ["x", "y"].forEach((name, side) => mark.setAttribute(name, p[side].toFixed(1)));
  });
  const pairs = /** @type {[number, number][]} */ (
    front.index
      .map((_, i) => [front.columns[mx]?.[i], front.columns[my]?.[i]])
      .filter(([x, y]) => typeof x === "number" && typeof y === "number")
  );
  const vertices = stepVertices(pairs, view.x.axis.better, view.y.axis.better).map(([x, y]) => place(x, y));
  const steps = vertices.filter((p) => p !== null);
  const path = steps.map((p, i) => (i === 0 ? "M" : "L") + p.map((n) => n.toFixed(1)).join(","));
  find(".steps").setAttribute("d", path.join(""));
  drawErrorBars(root, data.scatter, view);
  moveLabels(root, data, view, steps);
}

/**
 * @param {Element} axis
 * @param {ReturnType<typeof tickMarks>} ticks
 */
function redrawTicks(axis, ticks) {
  const make = (/** @type {string} */ tag, /** @type {Record<string, string | number>} */ attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    return element;
  };
  const elements = ticks.flatMap(({ line, text, label }) => {
    const labels = make("text", text);
    labels.textContent = label;
    return [make("line", line), labels];
  });
  axis.replaceChildren(...elements);
}

/**
 * @param {Element} root
 * @param {import("./selection.js").PageData} data
 * @param {ReturnType<typeof scatterView>} view
 * @param {[number, number][]} steps
 */
function moveLabels(root, data, view, steps) {
  const shown = data.scatter.picks.flatMap(({ position, label }) => {
    const p = view.points[position];
    return p === null || p === undefined ? [] : [{ position, x: p[0], y: p[1], width: label.length * TEXT_WIDTH }];
  });
  const spots = placeLabels(shown, [...view.points.filter((p) => p !== null), ...alongSteps(steps)], data.scatter.frame); // prettier-ignore
  for (const label of root.querySelectorAll(".label")) {
    const i = shown.findIndex(({ position }) => position === Number(label.getAttribute("data-i")));
    label.toggleAttribute("display", false);
    if (i < 0) {
      label.setAttribute("display", "none");
      continue;
    }
    const [anchor, spot] = [shown[i], spots[i]];
    const [ring, leader, text] = label.children;
    ring.setAttribute("cx", String(anchor.x));
    ring.setAttribute("cy", String(anchor.y));
    for (const [name, value] of Object.entries({ x1: anchor.x, y1: anchor.y, x2: spot.x, y2: spot.y }))
      leader.setAttribute(name, value.toFixed(1));
    text.setAttribute("class", spot.side === 1 ? "halo" : "halo end");
    text.setAttribute("x", String(spot.x + 3 * spot.side));
    text.setAttribute("y", String(spot.y));
  }
}

/**
 * @param {Element} root
 * @param {import("./selection.js").PageData} data
 */
function bindColour(root, data) {
  const select = /** @type {HTMLSelectElement} */ (document.getElementById("colour"));
  const legend = /** @type {Element} */ (document.querySelector("#pareto-front .legend"));
  const key = document.createElement("ul");
  key.className = "legend values";
  legend.after(key);
  select.addEventListener("change", () => {
    const colours = new Map(data.colours[select.value] ?? []);
    const values = data.parameters[select.value] ?? [];
    root.toggleAttribute("data-coloured", colours.size > 0);
    root.querySelectorAll(".mark").forEach((mark, i) => {
      const colour = colours.size === 0 ? "" : (colours.get(values[i] ?? "") ?? "var(--muted)");
      /** @type {SVGElement} */ (mark).style.setProperty("--c", colour);
      if (colour === "") /** @type {SVGElement} */ (mark).style.removeProperty("--c");
    });
    key.replaceChildren(
      ...[...colours].map(([value, colour]) => {
        const item = document.createElement("li");
        const swatch = document.createElement("i");
        swatch.style.setProperty("--c", colour);
        item.append(swatch, `${select.value} ${value}`);
        return item;
      }),
    );
  });
}

/**
 * Pointer and keys on the marks: hover shows, click opens, arrow keys walk along x.
 * @param {Element} root
 * @param {ReturnType<typeof import("./selection.js").createSelection>} selection
 * @param {ReturnType<typeof scatterView>} view
 */
function bindMarks(root, selection, view) {
  const marks = /** @type {Element} */ (root.querySelector(".marks"));
  marks.setAttribute("tabindex", "0");
  marks.setAttribute("aria-label", "Front designs: arrow keys to walk, Enter for details");
  root.addEventListener("pointerover", (event) => selection.hover(designOf(event.target)));
  root.addEventListener("pointerleave", () => selection.hover(-1));
  root.addEventListener("click", (event) => {
    const design = designOf(event.target);
    if (design >= 0) selection.open(design);
  });
  marks.addEventListener("blur", () => selection.hover(-1));
  marks.addEventListener("keydown", (event) => {
    const { key } = /** @type {KeyboardEvent} */ (event);
    if (key === "Enter" && selection.hovered >= 0) selection.open(selection.hovered);
    const step = key === "ArrowRight" || key === "ArrowDown" ? 1 : key === "ArrowLeft" || key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const order = view.points
      .flatMap((p, i) => (p !== null && selection.kept[i] ? [{ i, x: p[0] }] : []))
      .sort((a, b) => a.x - b.x);
    const now = order.findIndex(({ i }) => i === selection.hovered);
    const next = order[now < 0 ? 0 : Math.max(0, Math.min(order.length - 1, now + step))];
    if (next !== undefined) selection.hover(next.i);
  });
}
