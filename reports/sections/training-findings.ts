import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import type { DesignRecord } from "../../src/core/result.ts";
import type { TrainingSummary } from "../../src/core/training-summary.ts";
import { seriesOf } from "../results/designs.ts";
import { count, counted } from "../../src/core/number-text.js";
import { quantity } from "../../src/core/quantity-text.js";
import { html, type Markup } from "../page/html.ts";

/** Findings about training: sentences; none for a sweep of cores. */
export function trainingPoints({ training }: SweepManifest, pareto: ParetoFile): readonly Markup[] {
  if (training === undefined) return [];
  const records = [...pareto.front, ...pareto.cloud.records];
  const trained = html`${counted(training.runs, "training")} of a ${training.layers.join("–")} perceptron on
  ${training.data} (${count(training.trainExamples)} examples, ${counted(training.epochs, "epoch")}); in floating point
  it reaches ${quantity(training.floatAccuracy, "–")}. ${counted(training.divergedRuns, "run")} ended near chance.`;
  return [
    trained,
    ...warningPoint(training.warnings),
    ...bestPoint(records),
    ...timePoint(records),
    ...energyPoint(records),
  ];
}

/** Units whose accuracy is no statement on their device. */
function warningPoint(warnings: TrainingSummary["warnings"]): readonly Markup[] {
  if (warnings.length === 0) return [];
  const items = warnings.map(({ unit, warning }) => html`<li>${unit}: ${warning}</li>`);
  return [
    html`<strong>Warnings</strong>: ${counted(warnings.length, "training")} say less about the device than about how its
      unit is set.
      <details>
        <summary>which, and what to set</summary>
        <ul>
          ${items}
        </ul>
      </details>`,
  ];
}

function bestPoint(records: readonly DesignRecord[]): readonly Markup[] {
  const [best] = records.toSorted((a, b) => valueOf(b, "accuracy") - valueOf(a, "accuracy") || a.index - b.index);
  if (best === undefined) return [];
  const { scheme, encoding, product } = best.parameters;
  return [
    html`Best accuracy: <strong>${quantity(valueOf(best, "accuracy"), "–")}</strong>, on ${seriesOf(best)} with
      ${`${scheme}, ${encoding}, ${product}`}.`,
  ];
}

/** For how many devices the update is mere waiting for pulses. */
function timePoint(records: readonly DesignRecord[]): readonly Markup[] {
  const shares = new Map<string, number>();
  for (const record of records) {
    const share = record.metrics["deviceTimeShare"];
    if (share !== undefined) shares.set(seriesOf(record), Math.min(share, shares.get(seriesOf(record)) ?? 1));
  }
  const slow = [...shares].filter(([, share]) => share > 0.9).map(([device]) => device);
  if (shares.size === 0) return [];
  return slow.length === 0
    ? []
    : [
        html`With ${count(slow.length)} of ${counted(shares.size, "device")} (${slow.join(", ")}), pulses are on for
        more than 90&nbsp;% of the update in every design: what the unit computes costs no time there.`,
      ];
}

/** How often the digital unit is the larger part of the energy. */
function energyPoint(records: readonly DesignRecord[]): readonly Markup[] {
  const known = records.filter(({ metrics }) => metrics["energyPerExampleNj"] !== undefined);
  const led = known.filter(
    (record) => valueOf(record, "unitEnergyPerExampleNj") > valueOf(record, "energyPerExampleNj") / 2,
  );
  if (known.length === 0) return [];
  return [
    html`In ${count(Math.round((100 * led.length) / known.length))}&nbsp;% of the designs more than half of the energy
    is the digital unit’s, which runs its clock while it waits for pulses to end; devices and wires take the rest.`,
  ];
}

function valueOf({ metrics }: DesignRecord, metric: string): number {
  return metrics[metric] ?? 0;
}
