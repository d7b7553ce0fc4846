import type { LearningPoint, LearningReproduction } from "../../../src/core/learning-reproduction.ts";
import { METHOD_FACTS, type UpdateMethod } from "../../../src/core/update-methods.ts";
import { count, meanAndHalf, significant } from "../../../src/core/number-text.js";
import { html, type Markup } from "../../page/html.ts";
import { table } from "../../page/table.ts";
import { FIGURES } from "./figures.ts";
import { METHODS } from "./methods.ts";

/** Methods whose pulses are shown; accuracies are of all. */
const PULSED = ["single", "pair-bidirectional", "pair-unidirectional"] as const satisfies UpdateMethod[];

/** What each method costs: accuracies, pulses per device, refreshes; one row a condition. */
export function costTable({ points }: LearningReproduction): Markup {
  const shown = new Set<string>();
  const groups = FIGURES.flatMap(({ panels }) => panels).flatMap(({ title, conditions }) => {
    const rows = conditions.flatMap(([id, label]) => {
      const own = points.filter(({ condition }) => condition === id);
      if (shown.has(id) || own.length === 0) return [];
      shown.add(id);
      return [rowOf(label, own)];
    });
    return rows.length === 0
      ? []
      : [
          html`<tr class="group">
            <th colspan="${4 + METHODS.length + PULSED.length}">${title}</th>
          </tr>`,
          ...rows,
        ];
  });
  const heads = html`<th rowspan="2">Condition</th>
    <th rowspan="2">Float [%]</th>
    <th colspan="${METHODS.length}">Accuracy [%]</th>
    <th colspan="${PULSED.length}">Pulses per device, mean (most)</th>
    <th rowspan="2">Refreshes</th>
    <th rowspan="2">Clipped</th>`;
  const methods = [...METHODS.map(({ method }) => method), ...PULSED].map(
    (method) => html`<th>${METHOD_FACTS[method].short}</th>`,
  );
  return html`${table({ class: "costs" }, [heads, methods], groups)}
    <p class="note">
      Means over seeds, ± half of the 95&nbsp;% interval. Pulses over the whole training, resets and rewriting included.
      Bold: the most accurate of several methods. Refreshes: of the unidirectional pair in open loop, per 1000 pulses;
      one resets and rewrites one pair. Clipped: part of the updates [%] that wanted more than one pulse, the largest of
      the three methods.
    </p>`;
}

function rowOf(label: string, own: readonly LearningPoint[]): Markup {
  const found = METHODS.map(({ method }) => own.find((point) => point.method === method));
  const pulsed = PULSED.map((method) => own.find((point) => point.method === method));
  const [first] = own;
  const float = first === undefined ? "" : significant(100 * (first.accuracy.mean + first.lossToFloat.mean));
  const best = Math.max(...found.map((point) => point?.accuracy.mean ?? 0));
  const accuracies = found.map((point) => {
    if (point === undefined) return "";
    const { mean, half } = point.accuracy;
    const shown = meanAndHalf(mean, half);
    return mean === best && own.length > 1 ? html`<b>${shown}</b>` : shown;
  });
  const pulses = pulsed.map((point) =>
    point === undefined ? "" : `${count(Math.round(point.meanPulsesPerDevice))} (${count(point.mostPulsesPerDevice)})`,
  );
  const unidirectional = pulsed.at(-1);
  const clipped = Math.max(...pulsed.map((point) => point?.clippedUpdates ?? 0));
  const cells = [
    float,
    ...accuracies,
    ...pulses,
    significant(unidirectional?.refreshesPerThousandPulses),
    significant(100 * clipped),
  ];
  return html`<tr>
    <td>${label}</td>
    ${cells.map((cell) => html`<td class="number">${cell}</td>`)}
  </tr>`;
}
