import { percent } from "../../src/core/number-text.js";
import { quantity } from "../../src/core/quantity-text.js";
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
    .toSorted((a, b) => b.loss - a.loss)
    .map(({ workload, shared, own, loss, design, setting = {} }) => {
      const { generator, parameters } = design;
      const shape = SHAPE.flatMap((name) => (parameters[name] === undefined ? [] : [`${name} ${parameters[name]}`]));
      return html`<tr>
        <td>${workload}</td>
        <td class="n">${quantity(shared, unit)}</td>
        <td class="n">${quantity(own, unit)}</td>
        <td class="n">${percent(loss)}</td>
        <td>${[generator, ...shape, ...Object.values(setting)].join(", ")}</td>
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

/** What tells cores of one generator apart at a glance. */
const SHAPE = ["groupSize", "tables", "fetchers", "tileInputs", "tileOutputs"];
