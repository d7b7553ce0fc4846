import { meanAndHalf } from "../../../src/core/number-text.js";
import { scaleLinear } from "d3";
import { pairedInterval, type Interval } from "../../../src/core/confidence.ts";
import type { LearningPoint, LearningReproduction } from "../../../src/core/learning-reproduction.ts";
import { METHOD_FACTS, type UpdateMethod } from "../../../src/core/update-methods.ts";
import { linearTicks } from "../../draw/axis.ts";
import type { Markup } from "../../page/html.ts";
import { markerPath } from "../../page/palette.ts";
import { CHART_WIDTH, drawSvg, drawWhisker, group, line, text, type Drawing } from "../../draw/svg.ts";
import { FIGURES } from "./figures.ts";
import { styleOf } from "./methods.ts";

/** The unidirectional pair's accuracy less another method's, seed by seed [0 … 1]. */
interface Lead extends Interval {
  readonly other: UpdateMethod;
}

export interface LeadValues {
  readonly groups: readonly {
    readonly title: string;
    readonly rows: readonly { readonly label: string; readonly leads: readonly Lead[] }[];
  }[];
}

/** All conditions in the order of the figures, each once; undefined if the unidirectional pair was not trained. */
export function leadData({ points }: LearningReproduction): LeadValues | undefined {
  const shown = new Set<string>();
  const groups = FIGURES.flatMap(({ panels }) => panels).flatMap(({ title, axis, conditions }) => {
    const rows = conditions.flatMap(([id, label]) => {
      if (shown.has(id)) return [];
      shown.add(id);
      const leads = leadsOf(points.filter(({ condition }) => condition === id));
      return leads.length === 0 ? [] : [{ label, leads }];
    });
    return rows.length === 0 ? [] : [{ title: `${title}: ${axis}`, rows }];
  });
  return groups.length === 0 ? undefined : { groups };
}

function leadsOf(points: readonly LearningPoint[]): readonly Lead[] {
  const own = points.find(({ method }) => method === "pair-unidirectional");
  if (own === undefined) return [];
  const accuracies = ({ runs }: LearningPoint): readonly number[] => runs.map(({ accuracy }) => accuracy);
  return points
    .filter(({ method }) => METHOD_FACTS[method].scheme !== METHOD_FACTS[own.method].scheme)
    .map((point) => ({ other: point.method, ...pairedInterval(accuracies(own), accuracies(point)) }));
}

const LEFT = 130;
const RIGHT = 24;
const TOP = 34;
const TITLE = 26;
const ROW = 17;
const PAD = 7;

/** One row a condition, one mark a method that is compared with; right of 0 the unidirectional pair is better. */
export function drawLeads({ groups }: LeadValues, id: string): Markup {
  const heights = groups.map(({ rows }) => TITLE + rows.length * (ROW + PAD));
  const bottom = TOP + heights.reduce((sum, height) => sum + height, 0) + 6;
  const ends = groups.flatMap(({ rows }) =>
    rows.flatMap(({ leads }) => leads.flatMap(({ mean, half }) => [100 * (mean - half), 100 * (mean + half)])),
  );
  const x = scaleLinear()
    .domain([Math.min(0, ...ends) - 1, Math.max(0, ...ends) + 1])
    .range([LEFT, CHART_WIDTH - RIGHT]);
  const title = "Accuracy of the unidirectional pair less that of the other methods";
  return drawSvg({ id, height: bottom + 42, title }, (root) => {
    const axis = group(root, "axis axis-x");
    for (const { value, label } of linearTicks([x.domain()[0] ?? 0, x.domain()[1] ?? 1], 8)) {
      line(axis, "", x(value), TOP, x(value), bottom);
      text(axis, "", x(value), bottom + 17, label);
    }
    line(root, "zero", x(0), TOP - 8, x(0), bottom);
    text(root, "group-note", x(0) + 6, TOP - 12, "unidirectional better →");
    text(root, "axis-title middle", (LEFT + CHART_WIDTH) / 2, bottom + 35, "paired difference [points of accuracy]");
    let top = TOP;
    for (const [i, { title: name, rows }] of groups.entries()) {
      text(root, "lead-group", 0, top + 15, name);
      for (const [k, row] of rows.entries()) drawRow(root, row, x, top + TITLE + k * (ROW + PAD) + ROW / 2);
      top += heights[i] ?? 0;
    }
  });
}

function drawRow(
  root: Drawing,
  { label, leads }: LeadValues["groups"][number]["rows"][number],
  x: (points: number) => number,
  y: number,
): void {
  text(root, "row-label end", LEFT - 14, y, label).attr("dy", "0.35em");
  for (const [i, { other, mean, half }] of leads.entries()) {
    const { colour, series, label: name } = styleOf(other);
    const at = y + (i - (leads.length - 1) / 2) * 6;
    const place = group(root, `method ${colour}`);
    drawWhisker(place, x(100 * mean), at, x(100 * half) - x(0));
    const mark = place
      .append("path")
      .attr("class", "mean")
      .attr("d", markerPath(series, 34))
      .attr("transform", `translate(${x(100 * mean)},${at})`);
    mark.append("title").text(`over ${name}: ${meanAndHalf(mean, half)} points`);
  }
}
