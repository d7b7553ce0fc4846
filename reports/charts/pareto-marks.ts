import type { AxisScale } from "../draw/axis.ts";
import { whiskerPath } from "../client/whiskers.js";
import { markerPath, seriesClass } from "../page/palette.ts";
import { group, type Drawing } from "../draw/svg.ts";
import type { ParetoFrontValues } from "./pareto-front-values.ts";

/** Half the length of the stroke that ends a pick's error bar [user units]. */
const WHISKER_CAP = 4;

/** Markers refer to one shape a generator: a thousand of them stay small. */
export function drawMarks(
  root: Drawing,
  values: ParetoFrontValues,
  points: readonly (readonly [x: number, y: number] | null)[],
): void {
  const isDense = points.length > 300;
  const shapes = root.append("defs");
  for (const [series] of values.generators.entries())
    shapes
      .append("path")
      .attr("id", `pareto-front-${series}`)
      .attr("d", markerPath(series, isDense ? 22 : 52));
  const marks = group(root, isDense ? "marks dense" : "marks");
  for (const [i, p] of points.entries()) {
    const series = values.front.series[i] ?? 0;
    const mark = marks
      .append("use")
      .attr("class", `mark ${seriesClass(series)}`)
      .attr("data-i", i);
    mark.attr("href", `#pareto-front-${series}`);
    if (p === null) mark.attr("display", "none");
    else mark.attr("x", p[0]).attr("y", p[1]);
  }
}

/** Error bars: thin for the whole front if it is small, capped for the picks; the page's script draws the rest. */
export function drawWhiskers(root: Drawing, values: ParetoFrontValues, scales: readonly [AxisScale, AxisScale]): void {
  const { x, y, frame, front, picks } = values;
  const path = (i: number, cap: number) => {
    const errors = [front.errors[x]?.[i] ?? 0, front.errors[y]?.[i] ?? 0] as const;
    return whiskerPath(scales, [front.columns[x]?.[i], front.columns[y]?.[i]], errors, frame, cap);
  };
  const all = values.whiskers === "all" ? front.index.map((_, i) => path(i, 0)).join("") : "";
  root.append("path").attr("class", "whiskers").attr("d", all);
  const picked = picks.map(({ position }) => path(position, WHISKER_CAP)).join("");
  root.append("path").attr("class", "whiskers picked").attr("d", picked);
  root.append("path").attr("class", "whiskers focus").attr("d", "");
}
