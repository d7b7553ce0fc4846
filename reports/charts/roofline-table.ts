import { plusMinus, quantity, significant } from "../format.ts";
import { escapeHtml } from "../html.ts";
import type { RooflinePick, RooflineValues } from "./roofline.ts";

/** A line for each pick: both bounds on tokens per second, which one rules, energy per token with and without memory. */
export function rooflineTable({ picks }: RooflineValues): string {
  if (picks.length === 0) return "";
  return `<div class="scroll"><table class="roofs"><thead>
<tr><th><th class="n">operations<th colspan="3" class="middle">tokens per second<th>held<th colspan="3" class="middle">energy per token
<tr><th scope="col">pick${["per byte", "compute bound", "bandwidth bound", "reached"].map(numberHead).join("")}
<th scope="col">back by${["core", "DRAM", "with memory"].map(numberHead).join("")}</thead>
<tbody>${picks.map(row).join("\n")}</tbody></table></div>`;
}

const numberHead = (name: string) => `<th scope="col" class="n">${name}`;

function row(pick: RooflinePick): string {
  const core = energy(pick.energyPerTokenUj);
  const error = pick.energyError > 0 && core !== "–" ? ` <span class="pm">${plusMinus(pick.energyError)}</span>` : "";
  const cells = [
    `<td class="n">${pick.operationsPerByte.toFixed(2)}`,
    `<td class="n">${rate(pick.computeTokensPerSecond)}`,
    `<td class="n">${rate(pick.bandwidthTokensPerSecond)}`,
    `<td class="n"><b>${rate(pick.tokensPerSecond)}</b>`,
    `<td>${pick.bound}`,
    `<td class="n">${core}${error}`,
    `<td class="n">${energy(pick.dramEnergyPerTokenUj)}`,
    `<td class="n">${energy(pick.systemEnergyPerTokenUj)}`,
  ];
  return `<tr><td>${escapeHtml(pick.title)}<br><span class="note">${escapeHtml(pick.design)}</span>${cells.join("")}`;
}

const energy = (energyUj: number | undefined) => (energyUj === undefined ? "–" : quantity(energyUj, "µJ"));

const rate = (tokensPerSecond: number) => (Number.isFinite(tokensPerSecond) ? significant(tokensPerSecond, 3) : "–");
