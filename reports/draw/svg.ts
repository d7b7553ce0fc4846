import { createRequire } from "node:module";
import type { D3Node, Drawing } from "d3-node";
import { tickMarks, type Frame, type TickedScale } from "../client/geometry.js";
import { trustedMarkup, type Markup } from "../page/html.ts";

export type { Drawing };

/** Width of every chart [SVG user units]; the page scales it to the column. */
export const CHART_WIDTH = 920;

/** What every chart states about its `<svg>`. */
export interface Canvas {
  /** The chart's id; prefix of the ids inside. */
  readonly id: string;
  /** [user units] */
  readonly height: number;
  /** Read out by screen readers. */
  readonly title: string;
}

const GEOMETRY = /( (?:x|y|x1|x2|y1|y2|cx|cy|dx|dy|r|d|width|height|transform|points)=")([^"]*)/g;

/**
 * Draws one SVG with d3-node, the only place that does. Numbers are rounded to a tenth of a unit and ids derive from
 * the chart's, so that the same drawing gives the same bytes.
 */
export function drawSvg(canvas: Canvas, draw: (root: Drawing) => void): Markup {
  node ??= newD3Node();
  const root = node.createSVG(undefined, undefined, {
    viewBox: `0 0 ${CHART_WIDTH} ${canvas.height}`,
    class: "chart",
    role: "img",
    "aria-labelledby": `${canvas.id}-title`,
  });
  try {
    root.append("title").attr("id", `${canvas.id}-title`).text(canvas.title);
    draw(root);
    const markup = node.svgString().replace(/<(path|line|rect|circle|use)([^<>]*)><\/\1>/g, "<$1$2/>");
    return trustedMarkup(
      markup.replace(GEOMETRY, (_, attribute: string, numbers: string) => attribute + rounded(numbers)),
    );
  } finally {
    root.remove();
  }
}

/** One document for all charts, each in it while it is drawn: a document takes as long to make as a chart to draw. */
let node: D3Node | undefined;

const require = createRequire(import.meta.url);

/** d3-node brings jsdom along, which takes a second to load: not before something is drawn. */
function newD3Node(): D3Node {
  const d3: typeof import("d3-node") = require("d3-node");
  return new d3.D3Node();
}

function rounded(numbers: string): string {
  return numbers.replace(/-?\d+\.\d+(?:e-?\d+)?/g, (number) => String(Math.round(Number(number) * 10) / 10 + 0));
}

/** A group with a class. */
export function group(parent: Drawing, name: string): Drawing {
  return parent.append("g").attr("class", name);
}

/** A straight line. */
export function line(parent: Drawing, name: string, x1: number, y1: number, x2: number, y2: number): Drawing {
  return parent.append("line").attr("class", name).attr("x1", x1).attr("y1", y1).attr("x2", x2).attr("y2", y2);
}

/** A text whose baseline starts (or ends, by its class) at x, y. */
export function text(parent: Drawing, name: string, x: number, y: number, content: string): Drawing {
  return parent.append("text").attr("class", name).attr("x", x).attr("y", y).text(content);
}

/** The grid lines and labels of one axis. */
export function drawTicks(parent: Drawing, side: "x" | "y", scale: TickedScale, frame: Frame): void {
  for (const { line: grid, text: place, label } of tickMarks(side, scale, frame)) {
    const lines = parent.append("line");
    for (const [name, value] of Object.entries(grid)) lines.attr(name, value);
    const labels = parent.append("text");
    for (const [name, value] of Object.entries(place)) labels.attr(name, value);
    labels.text(label);
  }
}

/** A rectangle. */
export function rectangle(parent: Drawing, name: string, x: number, y: number, width: number, height: number): Drawing {
  return parent
    .append("rect")
    .attr("class", name)
    .attr("x", x)
    .attr("y", y)
    .attr("width", Math.max(0, width))
    .attr("height", height);
}

/** A horizontal error bar around x, y with capped ends; nothing if it is too short to see. Returns half its length. */
export function drawWhisker(parent: Drawing, x: number, y: number, half: number): number {
  if (half < 0.5) return 0;
  const [low, high] = [x - half, x + half];
  const d = `M${low},${y}H${high}M${low},${y - 4}v8M${high},${y - 4}v8`;
  for (const name of ["whisker-halo", "whisker"]) parent.append("path").attr("class", name).attr("d", d);
  return half;
}

/** Width of a text at the charts' 12.5-unit font in bold, estimated: there is no font to measure on the server [user units]. */
export function textWidth(content: string): number {
  return content.length * 8;
}
