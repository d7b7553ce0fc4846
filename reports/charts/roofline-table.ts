import { plusMinus, rounded, significant } from "../../src/core/number-text.js";
import { quantity } from "../../src/core/quantity-text.js";
import { html, type HtmlValue, type Markup } from "../page/html.ts";
import { columnHead, table } from "../page/table.ts";
import type { RooflinePick, RooflineValues } from "./roofline-values.ts";

/** A line for each pick: both bounds on tokens per second, which one rules, energy per token with and without memory. */
export function rooflineTable({ picks }: RooflineValues): HtmlValue {
  if (picks.length === 0) return undefined;
  const groups = html`<th></th>
    <th class="n">operations</th>
    <th colspan="3" class="middle">tokens per second</th>
    <th>held</th>
    <th colspan="3" class="middle">energy per token</th>`;
  const heads = html`${columnHead("pick")}
  ${["per byte", "compute bound", "bandwidth bound", "reached"].map(numberHead)} ${columnHead("back by")}
  ${["core", "DRAM", "with memory"].map(numberHead)}`;
  return table({ class: "roofs" }, [groups, heads], picks.map(row));
}

const numberHead = (name: string) => columnHead(name, "number");

function row(pick: RooflinePick): Markup {
  const core = energy(pick.energyPerTokenUj);
  const error = pick.energyError > 0 && core !== "–" && html` <span class="pm">${plusMinus(pick.energyError)}</span>`;
  const cells = [
    html`<td class="n">${rounded(pick.operationsPerByte, 3)}</td>`,
    html`<td class="n">${rate(pick.computeTokensPerSecond)}</td>`,
    html`<td class="n">${rate(pick.bandwidthTokensPerSecond)}</td>`,
    html`<td class="n"><b>${rate(pick.tokensPerSecond)}</b></td>`,
    html`<td>${pick.bound}</td>`,
    html`<td class="n">${core}${error}</td>`,
    html`<td class="n">${energy(pick.dramEnergyPerTokenUj)}</td>`,
    html`<td class="n">${energy(pick.systemEnergyPerTokenUj)}</td>`,
  ];
  return html`<tr>
    <td>${pick.title}<br /><span class="note">${pick.design}</span></td>
    ${cells}
  </tr>`;
}

const energy = (energyUj: number | undefined) => (energyUj === undefined ? "–" : quantity(energyUj, "µJ"));

const rate = (tokensPerSecond: number) => significant(tokensPerSecond);
