import { scaleLinear } from "d3";
import { linearTicks, type AxisScale } from "../draw/axis.ts";
import { CHART_WIDTH, drawSvg, group, line, rectangle, text, type Drawing } from "../draw/svg.ts";
import { responseCss } from "./response-style.ts";

/** Conductance against pulse number, LTP and LTD side by side on one axis: values → plain numbers, numbers → drawing. */

/** One direction as it comes from a device or a fit. */
export interface DirectionInput {
  /** What the response is, e.g. `exponential, nonlinearity 2.4`. */
  readonly note: string;
  /** Number of the pulse before which `curve` starts. */
  readonly firstPulse: number;
  /** Conductance after 0, 1, 2, … pulses, in the chart's unit. */
  readonly curve: readonly number[];
  /** What was measured, in the chart's unit. */
  readonly readings: readonly { readonly pulse: number; readonly value: number }[];
}

/** What the chart is made of. */
export interface ResponseInput {
  readonly title: string;
  readonly subtitle: string;
  /** Name and unit of the axis, e.g. `Conductance [µS]`. */
  readonly axis: string;
  /** Ends of the device's range, where they are worth a line (a fit, whose directions may end elsewhere). */
  readonly range?: readonly [number, number];
  readonly ltp: DirectionInput;
  readonly ltd: DirectionInput;
}

type Point = readonly [pulse: number, value: number];

/** One panel of the drawing. */
export interface ResponsePanel {
  readonly name: "LTP" | "LTD";
  readonly note: string;
  readonly pulses: readonly [number, number];
  readonly ticks: AxisScale["ticks"];
  readonly curve: readonly Point[];
  /** Whether the curve has few enough pulses to show each state as a dot. */
  readonly hasStates: boolean;
  readonly readings: readonly Point[];
}

/** Everything that is drawn. */
export interface ResponseValues {
  readonly title: string;
  readonly subtitle: string;
  readonly axis: string;
  /** Ends of the conductance axis. */
  readonly domain: readonly [number, number];
  readonly ticks: AxisScale["ticks"];
  /** Ends of the device's range, drawn as lines. */
  readonly range: readonly number[];
  readonly panels: readonly ResponsePanel[];
}

/** Most points of a drawn curve; longer ones are thinned evenly, ends kept. */
const MOST_POINTS = 400;

/** Up to so many pulses every state is a dot. */
const MOST_STATES = 64;

/** The numbers of the drawing. Curves need at least two points. */
export function responseValues({ title, subtitle, axis, range, ltp, ltd }: ResponseInput): ResponseValues {
  const values = [ltp, ltd].flatMap(({ curve, readings }) => [...curve, ...readings.map(({ value }) => value)]);
  const [low, high] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
  const air = (high - low) * 0.05;
  const domain = [low < 0 ? low - air : Math.max(0, low - air), high + air] as const;
  return {
    title,
    subtitle,
    axis,
    domain,
    ticks: linearTicks(domain, 6),
    range: range ?? [],
    panels: [panelOf("LTP", ltp), panelOf("LTD", ltd)],
  };
}

function panelOf(name: ResponsePanel["name"], input: DirectionInput): ResponsePanel {
  const { note, firstPulse, curve, readings } = input;
  const pulses = [firstPulse, firstPulse + curve.length - 1] as const;
  const points = thinned(curve.map((value, i): Point => [firstPulse + i, value]));
  return {
    name,
    note,
    pulses,
    ticks: linearTicks(pulses, 6).filter(({ value }) => Number.isInteger(value)),
    curve: points,
    hasStates: readings.length === 0 && curve.length <= MOST_STATES + 1,
    readings: readings.map(({ pulse, value }): Point => [pulse, value]),
  };
}

function thinned(points: readonly Point[]): readonly Point[] {
  if (points.length <= MOST_POINTS) return points;
  const every = (points.length - 1) / (MOST_POINTS - 1);
  const chosen = new Set(Array.from({ length: MOST_POINTS }, (_, i) => Math.round(i * every)));
  return points.filter((_, i) => chosen.has(i));
}

const LEFT = 62;
const GAP = 30;
const PANEL = (CHART_WIDTH - LEFT - GAP - 16) / 2;
const PLOT = { top: 96, height: 300 };
const HEIGHT = PLOT.top + PLOT.height + 58;

/** One SVG that stands alone: its style is inside. */
export function drawResponse(values: ResponseValues): string {
  const svg = drawSvg({ id: "device-response", height: HEIGHT, title: values.title }, (root) => {
    root.append("style").text(responseCss());
    rectangle(root, "paper", 0, 0, CHART_WIDTH, HEIGHT);
    text(root, "title", 16, 28, values.title);
    text(root, "subtitle", 16, 48, values.subtitle);
    for (const [i, panel] of values.panels.entries()) {
      const place = group(root, `panel ${panel.name.toLowerCase()}`);
      place.attr("transform", `translate(${LEFT + i * (PANEL + GAP)},0)`);
      drawPanel(place, panel, values, i === 0);
    }
    drawKey(root, values);
  });
  return `${String(svg)}\n`;
}

function drawPanel(root: Drawing, panel: ResponsePanel, values: ResponseValues, isFirst: boolean): void {
  const bottom = PLOT.top + PLOT.height;
  const [first, last] = panel.pulses;
  const air = (last - first) * 0.02;
  const x = scaleLinear()
    .domain([first - air, last + air])
    .range([0, PANEL]);
  const y = scaleLinear()
    .domain([...values.domain])
    .range([bottom, PLOT.top]);
  text(root, "name", 0, PLOT.top - 12, panel.name);
  text(root, "note", 38, PLOT.top - 12, panel.note);
  const grid = group(root, "axis");
  for (const { value, label } of values.ticks) {
    line(grid, "", 0, y(value), PANEL, y(value));
    if (isFirst) text(grid, "end", -8, y(value), label).attr("dy", "0.35em");
  }
  line(grid, "base", 0, bottom, PANEL, bottom);
  for (const { value, label } of panel.ticks) {
    line(grid, "base", x(value), bottom, x(value), bottom + 5);
    text(grid, "middle", x(value), bottom + 20, label);
  }
  text(grid, "middle axis-title", PANEL / 2, bottom + 42, `${panel.name} pulses`);
  if (isFirst) {
    const middle = PLOT.top + PLOT.height / 2;
    text(grid, "middle axis-title", 0, 0, values.axis).attr("transform", `translate(-46,${middle}) rotate(-90)`);
  }
  for (const end of values.range) line(root, "range", 0, y(end), PANEL, y(end));
  drawMarks(root, panel, ([pulse, value]) => [x(pulse), y(value)]);
}

function drawMarks(root: Drawing, panel: ResponsePanel, place: (point: Point) => Point): void {
  const ends = [panel.curve[0], panel.curve.at(-1)].flatMap((point) => (point === undefined ? [] : [place(point)]));
  const [start, end] = ends;
  if (start !== undefined && end !== undefined) line(root, "straight", start[0], start[1], end[0], end[1]);
  for (const point of panel.readings) {
    const [cx, cy] = place(point);
    root.append("circle").attr("class", "reading").attr("cx", cx).attr("cy", cy).attr("r", 2.6);
  }
  const path = panel.curve.map((point) => place(point).join(",")).join("L");
  root.append("path").attr("class", "curve").attr("d", `M${path}`);
  if (!panel.hasStates) return;
  for (const point of panel.curve) {
    const [cx, cy] = place(point);
    root.append("circle").attr("class", "state").attr("cx", cx).attr("cy", cy).attr("r", 2.2);
  }
}

/** What the marks mean, at the right of the title. */
function drawKey(root: Drawing, { panels, range }: ResponseValues): void {
  const isFit = panels.some(({ readings }) => readings.length > 0);
  const key = group(root, "key");
  let right = CHART_WIDTH - 16;
  const entry = (label: string, draw: (x: number) => void): void => {
    text(key, "end", right, 28, label);
    right -= label.length * 6.3 + 28;
    draw(right);
    right -= 18;
  };
  if (range.length > 0) entry("device\u2019s range", (x) => line(key, "range", x, 24, x + 20, 24));
  entry("linear", (x) => line(key, "straight", x, 24, x + 20, 24));
  entry(isFit ? "fitted" : "model", (x) => line(key, "curve", x, 24, x + 20, 24));
  if (!isFit) return;
  entry("measured", (x) => {
    key
      .append("circle")
      .attr("class", "reading")
      .attr("cx", x + 12)
      .attr("cy", 24)
      .attr("r", 2.6);
  });
}
