import type { ParetoFile } from "../../src/core/sweep-result.ts";
import type { LegendEntry } from "../draw/chart.ts";
import { seriesWord, shownFront, varyingChoices } from "../results/designs.ts";
import { html, type HtmlValue, type Markup } from "../page/html.ts";
import { energyClass, roleClass, seriesClass } from "../page/palette.ts";

/** Choices above the scatter; the page's script fills the axes in and acts on them. */
export function frontControls(pareto: ParetoFile): Markup {
  const parameters = varyingChoices(shownFront(pareto))
    .filter((name) => name !== "device")
    .map((name) => html`<option value="${name}">${name}</option>`);
  const hasErrors = pareto.front.some((record) => record.errors !== undefined);
  const axis = (side: "x" | "y") =>
    html`<span
      ><label
        >${side}
        <select id="axis-${side}"></select
      ></label>
      <label class="check"><input type="checkbox" id="log-${side}" /> log</label></span
    >`;
  return html`<div class="controls script-only">
    ${axis("x")}${axis("y")}
    <label
      >colour
      <select id="colour">
        <option value="">${seriesWord(pareto.front)}</option>
        ${parameters}
      </select></label
    >
    <label class="check"><input type="checkbox" id="show-cloud" checked /> dominated designs</label>
    ${hasErrors ? html`<label class="check"><input type="checkbox" id="show-whiskers" /> all error bars</label>` : undefined}
  </div>`;
}

/** Filter, counts and download above the table. */
export function tableControls(pareto: ParetoFile): HtmlValue {
  if (pareto.front.length === 0) return undefined;
  return html`<div class="controls script-only">
    <label class="wide"
      >Keep designs with
      <input
        id="filter"
        type="search"
        placeholder="${seriesWord(pareto.front) === "device" ? "accuracy>0.7 stochastic" : "groupSize=3 areaUm2<20000 register"}"
        autocomplete="off"
        spellcheck="false"
    /></label>
    <output id="kept" for="filter"></output><button type="button" id="clear">Clear</button>
    <button type="button" id="download">Download CSV</button>
  </div>`;
}

/** The key of a chart's colours and shapes. */
export function legend(entries: readonly LegendEntry[]): HtmlValue {
  if (entries.length === 0) return undefined;
  const items = entries.map(({ kind, position, label }) =>
    kind !== "generator"
      ? html`<li><i class="${kind === "role" ? roleClass(position) : energyClass(position)}"></i>${label}</li>`
      : html`<li data-series="${position}">
          <svg class="key ${seriesClass(position)}"><use href="#shape-${position}" /></svg>${label}
        </li>`,
  );
  return html`<ul class="legend">
    ${items}
  </ul>`;
}
