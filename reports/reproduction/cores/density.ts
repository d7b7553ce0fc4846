import { quantity } from "../../../src/core/quantity-text.js";
import { scaleLinear } from "d3";
import type { ReproductionPoint } from "../../../src/core/reproduction.ts";
import { linearTicks } from "../../draw/axis.ts";
import { CHART_WIDTH, drawSvg, group, line, text, type Drawing } from "../../draw/svg.ts";
import { html, type Markup } from "../../page/html.ts";
import type { KeyEntry } from "../../page/report-page.ts";
import type { ReproductionChart } from "./chart.ts";
import { isKind, isOfPaper, kindLabel, kindsOf, modelProvenance, smallest, squareTiles } from "./labels.ts";

/** One line: all tiles of one group size, or of one baseline. */
interface Series {
  /** `u1` … `u5`, `sign-flip`, `multiplier`: the class of the line. */
  readonly name: string;
  readonly points: readonly { readonly tile: number; readonly topsPerMm2: number; readonly clock: "met" | "missed" }[];
}

export interface DensityValues {
  readonly technology: string;
  readonly tiles: readonly number[];
  readonly panels: readonly {
    readonly title: string;
    readonly isOfPaper: boolean;
    /** Group size of the densest table core at the largest tile. */
    readonly bestGroupSize: number;
    readonly series: readonly Series[];
  }[];
  readonly provenance: string;
}

function data(...[reproduction, technology]: Parameters<ReproductionChart<DensityValues>["data"]>) {
  const points = squareTiles(reproduction, technology);
  if (points.length === 0) return undefined;
  const tiles = [...new Set(points.map(({ tile }) => tile))].toSorted((a, b) => a - b);
  const panels = kindsOf(points).map((kind) => {
    const own = points.filter((point) => isKind(point, kind));
    const largest = own.filter(({ tile, architecture }) => architecture === "lut" && tile === tiles.at(-1));
    return {
      title: kindLabel(kind),
      isOfPaper: isOfPaper(kind),
      bestGroupSize: smallest(largest)?.groupSize ?? 0,
      series: seriesOf(own),
    };
  });
  return { technology, tiles, panels, provenance: modelProvenance(points) };
}

function seriesOf(points: readonly ReproductionPoint[]): Series[] {
  const nameOf = ({ architecture, groupSize }: ReproductionPoint): string =>
    architecture === "lut" ? `u${groupSize}` : architecture;
  return [...new Set(points.map(nameOf))].map((name) => ({
    name,
    points: points
      .filter((point) => nameOf(point) === name)
      .map(({ tile, topsPerMm2, clock }) => ({ tile, topsPerMm2, clock })),
  }));
}

const COLUMNS = 4;
const GAP = 26;
const PANEL = (CHART_WIDTH - (COLUMNS - 1) * GAP) / COLUMNS;
const PLOT = { left: 34, top: 30, height: 128, bottom: 40 };
const ROW = PLOT.top + PLOT.height + PLOT.bottom + 12;

function draw(values: DensityValues, id: string): Markup {
  const rows = Math.ceil(values.panels.length / COLUMNS);
  const title = `Area density against tile size in ${values.technology}, one panel a type`;
  return drawSvg({ id, height: rows * ROW, title }, (root) => {
    for (const [i, panel] of values.panels.entries()) {
      const place = group(root, "panel");
      const [x, y] = [(i % COLUMNS) * (PANEL + GAP), Math.floor(i / COLUMNS) * ROW];
      place.attr("transform", `translate(${x},${y})`);
      drawPanel(place, panel, values.tiles);
    }
  });
}

function drawPanel(root: Drawing, panel: DensityValues["panels"][number], tiles: readonly number[]): void {
  const all = panel.series.flatMap(({ points }) => points.map(({ topsPerMm2 }) => topsPerMm2));
  const x = scaleLinear()
    .domain([0, tiles.at(-1) ?? 1])
    .range([PLOT.left, PANEL - 8]);
  const y = scaleLinear()
    .domain([0, Math.max(...all) * 1.06])
    .range([PLOT.top + PLOT.height, PLOT.top]);
  text(root, "group-title", 0, 16, panel.title);
  text(root, "group-note end", PANEL, 16, `best µ = ${panel.bestGroupSize}${panel.isOfPaper ? ", in the paper" : ""}`);
  const yAxis = group(root, "axis axis-y");
  for (const { value, label } of linearTicks([0, y.domain()[1] ?? 1], 4)) {
    line(yAxis, "", PLOT.left, y(value), PANEL - 4, y(value));
    text(yAxis, "", PLOT.left - 6, y(value), label).attr("dy", "0.35em");
  }
  const xAxis = group(root, "axis axis-x");
  for (const tile of tiles) text(xAxis, "", x(tile), PLOT.top + PLOT.height + 17, `${tile}`);
  text(root, "axis-title middle", (PLOT.left + PANEL) / 2, PLOT.top + PLOT.height + 33, "tile side");
  for (const { name, points } of panel.series) {
    const path = points.map(({ tile, topsPerMm2 }, i) => `${i === 0 ? "M" : "L"}${x(tile)},${y(topsPerMm2)}`).join("");
    root.append("path").attr("class", `density ${name}`).attr("d", path);
    for (const { tile, topsPerMm2, clock } of points) {
      const mark = root.append("circle").attr("class", `spot ${name} ${clock}`);
      mark.attr("cx", x(tile)).attr("cy", y(topsPerMm2)).attr("r", 2.6);
      mark.append("title").text(`${labelOf(name)}, ${tile}×${tile}: ${quantity(topsPerMm2, "TOPS/mm²")}`);
    }
  }
}

function labelOf(name: string): string {
  return name.startsWith("u") ? `tables, µ = ${name.slice(1)}` : name;
}

function key({ panels }: DensityValues): KeyEntry[] {
  const names = [...new Set(panels.flatMap(({ series }) => series.map(({ name }) => name)))];
  const mark = (name: string): KeyEntry["mark"] =>
    name === "sign-flip" ? "dash" : name === "multiplier" ? "dot" : "line";
  const entries: KeyEntry[] = names.map((name) => ({ mark: mark(name), colour: name, label: labelOf(name) }));
  const isLate = panels.some(({ series }) =>
    series.some(({ points }) => points.some(({ clock }) => clock === "missed")),
  );
  return isLate ? [...entries, { mark: "ring", colour: "u1", label: "misses the clock" }] : entries;
}

function caption({ technology, provenance }: DensityValues): Markup {
  return html`Area density of the core alone [TOPS/mm², one multiply-accumulate is two operations] against the side of
  the square tile in ${technology}; each panel has a scale of its own. ${provenance}. A core that misses the clock
  counts at its own fastest clock.`;
}

/** Area density against tile size, one panel a type, one line a group size. */
export const density: ReproductionChart<DensityValues> = { id: "density", data, draw, key, caption };
