import type { ParetoFile } from "../src/core/sweep-result.ts";
import type { AreaBreakdownValues } from "./charts/area-breakdown.ts";
import { generators, parameterNames, shownFront, varyingParameters } from "./designs.ts";
import { escapeHtml } from "./html.ts";
import { roleClass, seriesClass } from "./palette.ts";

/** Choices above a chart that the page's script acts on; empty for charts that have none. */
export function chartControls(chartId: string, pareto: ParetoFile): string {
  if (chartId !== "pareto-front" || parameterNames(shownFront(pareto)).length === 0) return "";
  const parameters = varyingParameters(shownFront(pareto))
    .map((name) => `<option value="${escapeHtml(name)}">${escapeHtml(name)}</option>`)
    .join("");
  const scale = (id: string) => `<label class="check"><input type="checkbox" id="${id}"> log</label>`;
  return `<div class="controls script-only">
<label>y <select id="axis-y"></select></label>${scale("log-y")}
<label>x <select id="axis-x"></select></label>${scale("log-x")}
<label>colour <select id="colour"><option value="">generator</option>${parameters}</select></label>
<label class="check"><input type="checkbox" id="show-cloud" checked> dominated designs</label></div>`;
}

/** The key of a chart's colours. */
export function chartLegend(chartId: string, values: unknown): string {
  if (chartId === "area-breakdown") {
    const { roles } = values as AreaBreakdownValues;
    const items = roles.map((role, i) => `<li><i class="${roleClass(i)}"></i>${escapeHtml(role)}`);
    return `<ul class="legend">${items.join("")}</ul>`;
  }
  if (chartId === "estimate-vs-synthesis") return "";
  const names = (values as { readonly generators?: readonly string[] }).generators ?? [];
  return names.length === 0 ? "" : generatorLegend(names);
}

function generatorLegend(names: readonly string[]): string {
  const items = names.map(
    (name, series) =>
      `<li data-series="${series}"><svg class="key ${seriesClass(series)}"><use href="#shape-${series}"/></svg>${escapeHtml(name)}`,
  );
  return `<ul class="legend">${items.join("")}</ul>`;
}

/** Names in the order of `generators`, for charts whose values do not carry them. */
export const legendNames = generators;
