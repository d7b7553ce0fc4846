import type { NumberKind, ReproductionPoint } from "../../../src/core/reproduction.ts";
import { html, type Markup } from "../../page/html.ts";
import { columnHead, table } from "../../page/table.ts";
import { significant } from "../../../src/core/number-text.js";
import { isKind, isOfPaper, kindLabel, kindsOf, smallest, squareTiles } from "./labels.ts";
import type { Reproduction } from "../../../src/core/reproduction.ts";

/** The best µ, L and K of each type: at each square tile, and over everything that was swept. */
export function bestTable(reproduction: Reproduction, technology: string): Markup {
  const points = squareTiles(reproduction, technology);
  const tiles = [...new Set(points.map(({ tile }) => tile))];
  const everything = reproduction.points.filter((point) => point.technology === technology);
  const rows = kindsOf(points).map((kind) => {
    const cells = tiles.map((tile) => cell(bestLut(points, kind, (point) => point.tile === tile)));
    const best = bestLut(everything, kind, () => true);
    return html`<tr class="${isOfPaper(kind) && "used"}">
      <td>${kindLabel(kind)}</td>
      ${cells}${shapeCell(best)}
    </tr>`;
  });
  const heads = tiles.map((tile) => columnHead(html`${tile}×${tile}<span class="unit">µ: TOPS/mm²</span>`, "number"));
  const densest = columnHead(html`Densest of all<span class="unit">µ, L, K</span>`);
  return table({ class: "best" }, [[columnHead("Type"), heads, densest, columnHead("Variant of it")]], rows);
}

function bestLut(
  points: readonly ReproductionPoint[],
  kind: NumberKind,
  isWanted: (point: ReproductionPoint) => boolean,
): ReproductionPoint | undefined {
  return smallest(points.filter((point) => point.architecture === "lut" && isKind(point, kind) && isWanted(point)));
}

function cell(point: ReproductionPoint | undefined): Markup {
  if (point === undefined) return html`<td></td>`;
  return html`<td class="n">
    <span class="note">${point.groupSize}:</span>
    ${significant(point.topsPerMm2, 3)}${point.clock === "missed" ? "*" : ""}
  </td>`;
}

function shapeCell(point: ReproductionPoint | undefined): Markup {
  if (point === undefined)
    return html`<td></td>
      <td></td>`;
  const { groupSize, groups, outputsPerStep } = point;
  return html`<td>µ = ${groupSize}, L = ${groups}, K = ${outputsPerStep}</td>
    <td class="note">${variantInWords(point)}</td>`;
}

/** What was chosen beside the shape, e.g. `ripple, combinational tables, 1 reduction stage`. */
export function variantInWords({ design: { parameters: p }, groupSize, arithmetic }: ReproductionPoint): string {
  const stages = (arithmetic === "native" ? p["pipelineFloat"] : p["pipelineReduce"]) as number;
  const where = arithmetic === "native" ? "per float adder" : "in the reduction";
  return [
    `${p["adder"]} carries`,
    ...(groupSize > 1 && p["tableStorage"] !== undefined
      ? [p["tableStorage"] === "combinational" ? "activations stored" : "entries stored"]
      : []),
    ...(p["pipelineTable"] === 1 ? ["staged tables"] : []),
    ...(stages > 0 ? [`${stages} register${stages === 1 ? "" : "s"} ${where}`] : []),
  ].join(", ");
}
