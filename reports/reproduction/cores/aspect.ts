import { significant } from "../../../src/core/number-text.js";
import { scalePoint, scaleLinear } from "d3";
import type { Reproduction } from "../../../src/core/reproduction.ts";
import { linearTicks } from "../../draw/axis.ts";
import { seriesClass } from "../../page/palette.ts";
import { CHART_WIDTH, drawSvg, group, line, text, type Drawing } from "../../draw/svg.ts";
import { html, type Markup } from "../../page/html.ts";
import type { KeyEntry } from "../../page/report-page.ts";
import type { ReproductionChart } from "./chart.ts";
import { isKind, kindLabel, kindsOf, smallest } from "./labels.ts";

interface AspectLine {
  readonly technology: string;
  /** In the order of `aspects`. */
  readonly points: readonly {
    readonly aspect: string;
    readonly groupSize: number;
    readonly tile: string;
    /** Area per weight of the best µ, by that of the best aspect. */
    readonly relative: number;
  }[];
}

export interface AspectValues {
  readonly aspects: readonly string[];
  readonly technologies: readonly string[];
  readonly panels: readonly { readonly title: string; readonly note: string; readonly lines: readonly AspectLine[] }[];
}

/** All technologies in one drawing: what is asked is the place of the minimum. */
function data({ points, technologies }: Reproduction): AspectValues | undefined {
  const stretched = points.filter(({ sweep }) => sweep === "aspect");
  if (stretched.length === 0) return undefined;
  const aspects = [...new Set(stretched.map(({ aspect }) => aspect))];
  const tiles = [...new Set(stretched.map(({ tile }) => tile))];
  const panels = kindsOf(stretched).flatMap((kind) =>
    tiles.map((tile) => {
      const own = stretched.filter((point) => point.tile === tile && isKind(point, kind));
      const lines = technologies.flatMap(({ name }): AspectLine[] => {
        const best = aspects.flatMap(
          (aspect) => smallest(own.filter((point) => point.aspect === aspect && point.technology === name)) ?? [],
        );
        const least = smallest(best)?.areaPerWeightUm2;
        if (least === undefined) return [];
        return [
          {
            technology: name,
            points: best.map(({ aspect, groupSize, inputsPerStep, outputsPerStep, areaPerWeightUm2 }) => ({
              aspect,
              groupSize,
              tile: `${inputsPerStep}×${outputsPerStep}`,
              relative: areaPerWeightUm2 / least,
            })),
          },
        ];
      });
      return { title: kindLabel(kind), note: `about ${tile}×${tile} weights`, lines };
    }),
  );
  return { aspects, technologies: technologies.map(({ name }) => name), panels };
}

const COLUMNS = 3;
const GAP = 30;
const PANEL = (CHART_WIDTH - (COLUMNS - 1) * GAP) / COLUMNS;
const PLOT = { left: 40, top: 32, height: 132 };
const ROW = 236;

function draw(values: AspectValues, id: string): Markup {
  const rows = Math.ceil(values.panels.length / COLUMNS);
  const title = "Area per weight against the aspect ratio of the tile";
  return drawSvg({ id, height: rows * ROW, title }, (root) => {
    for (const [i, panel] of values.panels.entries()) {
      // Types side by side, sizes below each other.
      const [column, row] = [Math.floor(i / rows), i % rows];
      const place = group(root, "panel").attr("transform", `translate(${column * (PANEL + GAP)},${row * ROW})`);
      drawPanel(place, panel, values);
    }
  });
}

function drawPanel(root: Drawing, panel: AspectValues["panels"][number], values: AspectValues): void {
  const highest = Math.max(...panel.lines.flatMap(({ points }) => points.map(({ relative }) => relative)));
  const x = scalePoint()
    .domain(values.aspects)
    .range([PLOT.left + 14, PANEL - 14]);
  const y = scaleLinear()
    .domain([0.98, Math.max(1.1, highest * 1.02)])
    .range([PLOT.top + PLOT.height, PLOT.top]);
  text(root, "group-title", 0, 16, panel.title);
  text(root, "group-note end", PANEL, 16, panel.note);
  const yAxis = group(root, "axis axis-y");
  for (const { value, label } of linearTicks([1, y.domain()[1] ?? 2], 4)) {
    line(yAxis, "", PLOT.left, y(value), PANEL, y(value));
    text(yAxis, "", PLOT.left - 6, y(value), label).attr("dy", "0.35em");
  }
  const xAxis = group(root, "axis axis-x");
  for (const aspect of values.aspects) text(xAxis, "", x(aspect) ?? 0, PLOT.top + PLOT.height + 18, aspect);
  text(root, "axis-title", PLOT.left, PLOT.top + PLOT.height + 36, "tall: L·µ > K");
  text(root, "axis-title end", PANEL, PLOT.top + PLOT.height + 36, "wide: K > L·µ");
  for (const { technology, points } of panel.lines) {
    const series = seriesClass(values.technologies.indexOf(technology));
    const at = points.map(({ aspect, relative }) => `${x(aspect) ?? 0},${y(relative)}`);
    root
      .append("path")
      .attr("class", `density ${series}`)
      .attr("d", `M${at.join("L")}`);
    for (const { aspect, relative, tile, groupSize } of points) {
      const mark = root.append("circle").attr("class", `spot ${series} ${relative === 1 ? "best" : ""}`.trim());
      mark
        .attr("cx", x(aspect) ?? 0)
        .attr("cy", y(relative))
        .attr("r", relative === 1 ? 4.5 : 2.6);
      mark.append("title").text(`${technology}: ${tile}, µ = ${groupSize}, ${significant(relative)}`);
    }
  }
}

function key({ technologies }: AspectValues): KeyEntry[] {
  return technologies.map((label, i) => ({ mark: "line", colour: seriesClass(i), label }));
}

function caption(): Markup {
  return html`Area per weight at about the same number of weights, by the ratio of inputs to outputs per step (L·µ : K),
  each with its best µ; 1 is the best ratio of its technology, the large dot. Analytical model.`;
}

/** Area per weight against the aspect ratio. */
export const aspect: ReproductionChart<AspectValues> = { id: "aspect", data, draw, key, caption };
