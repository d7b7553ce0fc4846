import { percent } from "../../src/core/number-text.js";
import { quantity } from "../../src/core/quantity-text.js";
import type { Design } from "../../src/core/result.ts";
import type { ParetoFile } from "../../src/core/sweep-result.ts";
import { describeMetric } from "../results/designs.ts";
import { html, joined, type Markup } from "../page/html.ts";
import { columnHead, table } from "../page/table.ts";

/** What each workload loses on the design that is best for all of them; undefined if the space does not ask. */
export function ownBestsSection(pareto: ParetoFile): Markup | undefined {
  const { ownBests } = pareto;
  if (ownBests === undefined) return undefined;
  const { label, unit } = describeMetric(ownBests.metric, pareto);
  const rows = ownBests.rows
    .toSorted((a, b) => (b.loss ?? Infinity) - (a.loss ?? Infinity))
    .map(({ workload, shared, own, loss, design, setting = {} }) => {
      return html`<tr>
        <td>${workload}</td>
        <td class="n">${quantity(shared, unit)}</td>
        <td class="n">${own === undefined ? "–" : quantity(own, unit)}</td>
        <td class="n">${loss === undefined ? "–" : percent(loss)}</td>
        <td>${design === undefined ? "none is feasible for it alone" : inWords(design, Object.values(setting))}</td>
      </tr>`;
    });
  const heads = [
    columnHead("workload"),
    columnHead("on the shared design", "number"),
    columnHead("on its own best", "number"),
    columnHead("loss", "number"),
    columnHead("its own best"),
  ];
  return html`<p>
      Design #${ownBests.index} of the front is best in ${label} for all workloads together; beside it, what is best for
      each of them alone, of the same space and under the same constraints.
    </p>
    ${table({ class: "own-bests" }, [joined(heads, " ")], rows)}`;
}

function inWords({ generator, parameters }: Design, setting: readonly (string | number)[]): string {
  const shape = SHAPE.flatMap((name) => (parameters[name] === undefined ? [] : [`${name} ${parameters[name]}`]));
  return [generator, ...shape, ...setting].join(", ");
}

/** What tells cores of one generator apart at a glance. */
const SHAPE = ["groupSize", "tables", "fetchers", "tileInputs", "tileOutputs"];
