import type { ActivitySummary, ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import { USUAL_TRAINING } from "../../src/core/training.ts";
import { STATED_SETTINGS, type TrainingSummary } from "../../src/core/training-summary.ts";
import { describeMetric, inWords } from "../results/designs.ts";
import { clocksOf, technologiesOf, workloadsOf } from "../results/settings.ts";
import { count, counted, percent } from "../../src/core/number-text.js";
import { quantity } from "../../src/core/quantity-text.js";
import { definitionList, html, joined, type HtmlValue, type Markup } from "../page/html.ts";
import { columnHead, table } from "../page/table.ts";

/** Where every number comes from: workload, technology, constraints, counts, the space as read. */
export function manifestSection(manifest: SweepManifest, pareto: ParetoFile): Markup {
  return html`<div class="columns">
      <div>
        <h3>Sweep</h3>
        ${definitionList(sweepRows(manifest, pareto))}
      </div>
      ${workloadsOf(manifest).map(
        (workload) =>
          html`<div>
            <h3>Workload</h3>
            ${definitionList(workloadRows(workload, manifest))}
          </div>`,
      )}
      ${
        manifest.training !== undefined &&
        html`<div>
          <h3>Training</h3>
          ${definitionList(trainingRows(manifest.training))}
        </div>`
      }
      ${technologiesOf(manifest).map(
        (technology) =>
          html`<div>
            <h3>Technology</h3>
            ${definitionList(technologyRows(technology))}
          </div>`,
      )}
    </div>
    ${
      manifest.training !== undefined &&
      html`<h3>Devices</h3>
        ${deviceTable(manifest.training)}`
    }
    <h3>What became of the points</h3>
    ${countsTable(manifest, pareto)}
    <details>
      <summary>The space as read</summary>
      <pre data-copy>${JSON.stringify(manifest.space, null, 2) ?? ""}</pre>
    </details>`;
}

function sweepRows(manifest: SweepManifest, pareto: ParetoFile): readonly (readonly [string, HtmlValue])[] {
  const objectives = manifest.objectives.map(
    ({ metric, direction }) => `${direction} ${describeMetric(metric, pareto).label}`,
  );
  const constraints = manifest.constraints.map(({ metric, minimum, maximum }) => {
    const { label, unit } = describeMetric(metric, pareto);
    const low = minimum === undefined ? [] : [`≥ ${quantity(minimum, unit)}`];
    const high = maximum === undefined ? [] : [`≤ ${quantity(maximum, unit)}`];
    return `${label} ${[...low, ...high].join(" and ")}`;
  });
  return [
    ["space", manifest.name],
    ...formulaRows(pareto),
    ["objectives", joined(objectives, html`<br />`)],
    ["constraints", constraints.length === 0 ? "none" : joined(constraints, html`<br />`)],
    [
      "clock",
      clocksOf(manifest)
        .map((clock) => quantity(clock, "MHz"))
        .join(", "),
    ],
    ...(manifest.settings === undefined ? [] : [["settings", count(manifest.settings.list.length)] as const]),
    ["seed", String(manifest.seed)],
    ["cost model", manifest.model],
    ...(manifest.fidelity === undefined ? [] : [["fidelity", manifest.fidelity.asked] as const]),
    ["tool", `${manifest.tool.name} ${manifest.tool.version}, file format ${manifest.schemaVersion}`],
  ];
}

/** The formulas of the space, as it states them. */
function formulaRows({ metrics = {} }: ParetoFile): readonly (readonly [string, HtmlValue])[] {
  const formulas = Object.entries(metrics).map(([name, { formula, unit, label, direction }]) => {
    const words = [...(label === name ? [] : [label]), ...(unit === "" ? [] : [`[${unit}]`]), direction];
    return html`<code>${name} = ${formula}</code> ${words.join(", ")}`;
  });
  return formulas.length === 0 ? [] : [["formulas", joined(formulas, html`<br />`)]];
}

function activityRows(activity: ActivitySummary): readonly (readonly [string, HtmlValue])[] {
  return [
    ...(activity.zeroWeights === undefined ? [] : [["zero weights", quantity(activity.zeroWeights, "–")] as const]),
    ...(activity.ofWorkloads ?? []).map(
      ({ workload, zeroWeights, source }) =>
        [`zero weights of ${workload}`, `${quantity(zeroWeights, "–")} (${source})`] as const,
    ),
    ["deviation of activations", String(activity.activationDeviation)],
    [activity.zeroWeights === undefined ? "source of it" : "source of both", activity.source],
  ];
}

function deviceTable({ devices }: TrainingSummary): Markup {
  const rows = devices.map(({ device, title, source, states }) => {
    const [ltp, ltd] = states;
    const words = ltp === ltd ? `${ltp}` : `${ltp} up, ${ltd} down`;
    return html`<tr>
      <td>${device}</td>
      <td>${title}</td>
      <td class="n">${words}</td>
      <td>${source}</td>
    </tr>`;
  });
  const heads = [columnHead("device"), columnHead("title"), columnHead("states", "number"), columnHead("source")];
  return table({ class: "devices" }, [joined(heads, " ")], rows);
}

function trainingRows(training: TrainingSummary): readonly (readonly [string, HtmlValue])[] {
  return [
    ["network", `${training.layers.join("–")}, ${training.activation}`],
    ["data", `${training.data}: ${count(training.trainExamples)} to train, ${count(training.testExamples)} to test`],
    ["budget", budgetInWords(training)],
    ["in floating point", quantity(training.floatAccuracy, "–")],
    [
      "trained",
      `${count(training.trainedKeys)} of ${count(training.keys)} different units and devices, ${counted(training.seeds, "seed")} each`,
    ],
    ["diverged", counted(training.divergedRuns, "run")],
    ["wires", `${training.wireCapacitanceFfPerUm}\u00a0fF/µm, cell pitch ${training.cellPitchUm}\u00a0µm`],
  ];
}

type StatedName = (typeof STATED_SETTINGS)[number];

/** Settings that are said even at their default. */
const ALWAYS_STATED: ReadonlySet<StatedName> = new Set(["epochs", "batch", "learningRate", "weightRange"]);

/** The settings that no other row says, if they are not the usual ones, by name and value unless said otherwise: `learning rate 0.2`. */
function budgetInWords(training: TrainingSummary): string {
  const isUsual = (name: StatedName) => String(USUAL_TRAINING[name]) === String(training[name]);
  const names = STATED_SETTINGS.filter(
    (name) => !["layers", "activation", "seeds"].includes(name) && (ALWAYS_STATED.has(name) || !isUsual(name)),
  );
  const words = names.map((name) => {
    if (name === "epochs") return counted(training.epochs, "epoch");
    if (name === "weightRange") return `weights within ±${training.weightRange}`;
    return `${name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} ${String(training[name])}`;
  });
  return words.join(", ");
}

function workloadRows(
  workload: NonNullable<SweepManifest["workload"]>,
  { activity }: SweepManifest,
): readonly (readonly [string, HtmlValue])[] {
  return [
    ["model", workload.title],
    ["name", workload.name],
    ["linear layers", count(workload.layers)],
    ["per token", `${quantity(workload.macsPerToken, "MAC")}${workload.combination === undefined ? "" : " in all"}`],
    ["source", workload.source],
    ...(activity === undefined ? [] : activityRows(activity)),
  ];
}

function technologyRows(
  technology: NonNullable<SweepManifest["technology"]>,
): readonly (readonly [string, HtmlValue])[] {
  return [
    ["name", technology.name],
    ["process", technology.process],
    ["corner", `${technology.corner}, ${technology.voltageV}\u00a0V, ${technology.temperatureC}\u00a0°C`],
    ["1 GE", `${quantity(technology.nand2AreaUm2, "µm²")} (smallest NAND2)`],
    ["provenance", technology.provenance],
    ["licence", technology.licence],
  ];
}

const NOT_JUDGED = "in boxes of designs none of which can be feasible and on the front (bounded search)";

function countsTable({ counts }: SweepManifest, pareto: ParetoFile): Markup {
  const share = (points: number) => (counts.total === 0 ? 0 : points / counts.total);
  const row = (status: string, reason: string, points: number) =>
    html`<tr>
      <td>${status}</td>
      <td>${inWords(reason, pareto)}</td>
      <td class="n">${count(points)}</td>
      <td class="n">${percent(share(points))}</td>
      <td class="meter">${bar(share(points))}</td>
    </tr>`;
  const byCount = (reasons: Readonly<Record<string, number>>) =>
    Object.entries(reasons).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const rows = [
    row("feasible", `of these ${count(counts.pareto)} on the front`, counts.feasible),
    ...(counts.skipped === undefined ? [] : [row("not judged", NOT_JUDGED, counts.skipped)]),
    ...byCount(counts.infeasible).map(([reason, points]) => row("infeasible", reason, points)),
    ...byCount(counts.failed).map(([reason, points]) => row("failed", reason, points)),
    html`<tr class="total">
      <td>all</td>
      <td></td>
      <td class="n">${count(counts.total)}</td>
      <td class="n"></td>
      <td></td>
    </tr>`,
  ];
  const bars = html`<th><span class="unseen">bar</span></th>`;
  const heads = [
    columnHead("status"),
    columnHead("reason"),
    columnHead("designs", "number"),
    columnHead("part", "number"),
    bars,
  ];
  return table({ class: "counts" }, [joined(heads, " ")], rows);
}

/** A part of the whole as a bar, long enough to be seen. */
function bar(share: number): Markup {
  const width = Math.max(0.6, Math.min(100, 100 * share));
  return html`<svg aria-hidden="true" width="100%" height="8">
    <rect width="${Math.round(100 * width) / 100}%" height="8" />
  </svg>`;
}
