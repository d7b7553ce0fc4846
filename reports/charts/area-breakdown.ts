import { percent } from "../../src/core/number-text.js";
import type { ParetoFile, PickedDesign, SweepManifest } from "../../src/core/sweep-result.ts";
import type { Chart } from "../draw/chart.ts";
import { mergedPicks } from "../results/designs.ts";
import { quantity } from "../../src/core/quantity-text.js";
import { shorten } from "../page/shorten.ts";
import { html, type Markup } from "../page/html.ts";
import { ROLE_COLOURS, roleClass } from "../page/palette.ts";
import { pickedModules } from "../results/pick-modules.ts";
import { CHART_WIDTH, drawSvg, drawWhisker, line, rectangle, text, textWidth, type Drawing } from "../draw/svg.ts";
import { errorOf } from "../results/uncertainty.ts";

/** One bar: areas by role, in the order of `roles`. */
interface Bar {
  readonly source: "model" | "synthesis";
  /** [µm²] */
  readonly areaUm2: number;
  /** Position in `roles` → area [µm²]; sums to `areaUm2` but for what no module accounts for. */
  readonly parts: readonly number[];
  /** Expected relative error of the model's area; 0 for synthesis, or if none is stated. */
  readonly error: number;
}

/** What the stacked bars show. */
export interface AreaBreakdownValues {
  /** Roles in the order of the stack; at most `ROLE_COLOURS`, the smallest folded into `other`. */
  readonly roles: readonly string[];
  readonly picks: readonly {
    readonly title: string;
    readonly design: string;
    /** Model first; synthesis if there is one. */
    readonly bars: readonly Bar[];
  }[];
}

/** Roles that a reader expects in the order of the data path; any other follows by name. */
const ROLE_ORDER = ["table", "fetch", "multiply", "select", "reduce", "accumulate", "store", "control"];

function data(_manifest: SweepManifest, pareto: ParetoFile): AreaBreakdownValues | undefined {
  const picks = mergedPicks(pareto).filter(({ pick }) => pick.breakdown.length > 0);
  if (picks.length === 0) return undefined;
  const roles = rolesOf(picks.map(({ pick }) => pick));
  return {
    roles,
    picks: picks.map(({ index, title, pick }) => ({
      title,
      design: `${pick.record.generator} #${index}`,
      bars: bars(pick, roles),
    })),
  };
}

function rolesOf(picks: readonly PickedDesign[]): readonly string[] {
  const area = new Map<string, number>();
  for (const row of picks.flatMap((pick) => pick.breakdown))
    area.set(row.role, (area.get(row.role) ?? 0) + row.areaUm2);
  const largest = [...area].sort(([, a], [, b]) => b - a).map(([role]) => role);
  const kept = largest.length <= ROLE_COLOURS ? largest : largest.slice(0, ROLE_COLOURS - 1);
  const rank = (role: string) => (ROLE_ORDER.includes(role) ? ROLE_ORDER.indexOf(role) : ROLE_ORDER.length);
  const ordered = [...kept].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return kept.length === largest.length ? ordered : [...ordered.filter((role) => role !== "other"), "other"];
}

function bars(pick: PickedDesign, roles: readonly string[]): readonly Bar[] {
  const modules = pickedModules(pick);
  const position = (role: string) => (roles.includes(role) ? roles.indexOf(role) : roles.length - 1);
  const parts = (area: (module: (typeof modules)[number]) => number) =>
    roles.map((_, i) => modules.reduce((sum, module) => sum + (position(module.role) === i ? area(module) : 0), 0));
  const total = pick.record.metrics["areaUm2"] ?? modules.reduce((sum, module) => sum + module.modelUm2, 0);
  const model: Bar = {
    source: "model",
    areaUm2: total,
    parts: parts((module) => module.modelUm2),
    error: errorOf(pick.record, "areaUm2"),
  };
  if (pick.synthesis === undefined) return [model];
  const synthesised = parts((module) => module.synthesisUm2 ?? 0);
  return [model, { source: "synthesis", areaUm2: pick.synthesis.areaUm2, parts: synthesised, error: 0 }];
}

const LEFT = 84;
const RIGHT = 96;
const BAR = 25;

function draw(values: AreaBreakdownValues): Markup {
  const heights = values.picks.map((pick) => 34 + pick.bars.length * (BAR + 5) + 18);
  const height = heights.reduce((a, b) => a + b, 0);
  return drawSvg({ id: "area-breakdown", height, title: "Area of the picked designs by role" }, (root) => {
    let top = 0;
    for (const [i, pick] of values.picks.entries()) {
      text(root, "group-title", 0, top + 20, shorten(pick.title, 70));
      text(root, "group-note end", CHART_WIDTH, top + 20, shorten(pick.design, 40));
      const longest = Math.max(...pick.bars.map((bar) => barLength(bar) * (1 + bar.error)));
      for (const [j, bar] of pick.bars.entries()) drawBar(root, values.roles, bar, longest, top + 34 + j * (BAR + 5));
      top += heights[i] ?? 0;
      if (i < values.picks.length - 1) line(root, "rule", 0, top - 5, CHART_WIDTH, top - 5);
    }
  });
}

/** The whole area, or the modules' if they sum to more. */
function barLength(bar: Bar): number {
  return Math.max(bar.areaUm2, bar.parts.reduce((a, b) => a + b, 0)); // prettier-ignore
}

function drawBar(root: Drawing, roles: readonly string[], bar: Bar, longest: number, y: number): void {
  const room = CHART_WIDTH - LEFT - RIGHT;
  const width = (area: number) => (longest > 0 ? (area / longest) * room : 0);
  text(root, "row-label end", LEFT - 12, y + BAR / 2, bar.source).attr("dy", "0.35em");
  let x = LEFT;
  for (const [i, area] of bar.parts.entries()) {
    if (area <= 0) continue;
    const share = percent(area / barLength(bar), 2);
    const segment = rectangle(root, `segment ${roleClass(i)}`, x, y, width(area), BAR);
    segment.append("title").text(`${roles[i] ?? ""}: ${quantity(area, "µm²")}, ${share}`);
    const labels = [`${roles[i] ?? ""} ${share}`, share];
    const fitting = labels.find((label) => textWidth(label) + 8 < width(area));
    if (fitting !== undefined) text(root, "segment-label", x + 6, y + BAR / 2, fitting).attr("dy", "0.35em");
    x += width(area);
  }
  const rest = bar.areaUm2 - bar.parts.reduce((a, b) => a + b, 0);
  if (rest > bar.areaUm2 * 0.002) {
    const segment = rectangle(root, "segment unattributed", x, y, width(rest), BAR);
    segment.append("title").text(`not split into modules: ${quantity(rest, "µm²")}`);
    if (width(rest) > 170)
      text(root, "unattributed-label", x + 6, y + BAR / 2, "not split into modules").attr("dy", "0.35em");
  }
  const half = drawWhisker(root, LEFT + width(bar.areaUm2), y + BAR / 2, width(bar.areaUm2 * bar.error));
  const total = text(
    root,
    "bar-total",
    LEFT + width(barLength(bar)) + half + 8,
    y + BAR / 2,
    quantity(bar.areaUm2, "µm²"),
  );
  total.attr("dy", "0.35em");
}

function caption(values: AreaBreakdownValues): Markup {
  const synthesised = values.picks.some((pick) => pick.bars.length > 1);
  const hasError = values.picks.some((pick) => pick.bars.some((bar) => bar.error > 0));
  return html`Standard-cell area by what a module is
  for${synthesised ? "; the model's estimate above the synthesised area" : ", by the model"}. Each design has a scale of
  its own: compare lengths within a design, totals between
  designs.${hasError ? " The bar across an end is the expected error of the model." : ""}`;
}

/** Stacked bars of the picked designs by role, the model beside synthesis. */
export const areaBreakdown: Chart<AreaBreakdownValues> = {
  id: "area-breakdown",
  title: "Where the area goes",
  data,
  draw,
  legend: (values) => values.roles.map((label, position) => ({ kind: "role", position, label })),
  caption,
  empty: "No design was picked, so there is no breakdown to show.",
};
