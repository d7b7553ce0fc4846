import type { ActivitySummary, ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import type { TrainingSummary } from "../../src/core/training-summary.ts";
import { describeMetric, inWords } from "../designs.ts";
import { count, counted, quantity } from "../format.ts";
import { definitionList, escapeHtml } from "../html.ts";

/** Where every number comes from: workload, technology, constraints, counts, the space as read. */
export function manifestSection(manifest: SweepManifest, pareto: ParetoFile): string {
  return `<div class="columns">
<div><h3>Sweep</h3>${definitionList(sweepRows(manifest, pareto))}</div>
${manifest.workload === undefined ? "" : `<div><h3>Workload</h3>${definitionList(workloadRows(manifest.workload, manifest))}</div>`}
${manifest.training === undefined ? "" : `<div><h3>Training</h3>${definitionList(trainingRows(manifest.training))}</div>`}
<div><h3>Technology</h3>${definitionList(technologyRows(manifest))}</div>
</div>
${manifest.training === undefined ? "" : `<h3>Devices</h3>${deviceTable(manifest.training)}`}
<h3>What became of the points</h3>
${countsTable(manifest)}
<details><summary>The space as read</summary><pre data-copy>${escapeHtml(JSON.stringify(manifest.space, null, 2) ?? "")}</pre></details>`;
}

function sweepRows(manifest: SweepManifest, pareto: ParetoFile): readonly (readonly [string, string])[] {
  const objectives = manifest.objectives.map(
    ({ metric, direction }) => `${direction} ${escapeHtml(describeMetric(metric, pareto).label)}`,
  );
  const constraints = manifest.constraints.map(({ metric, minimum, maximum }) => {
    const { label, unit } = describeMetric(metric, pareto);
    const low = minimum === undefined ? [] : [`≥ ${quantity(minimum, unit)}`];
    const high = maximum === undefined ? [] : [`≤ ${quantity(maximum, unit)}`];
    return `${escapeHtml(label)} ${[...low, ...high].join(" and ")}`;
  });
  return [
    ["space", escapeHtml(manifest.name)],
    ["objectives", objectives.join("<br>")],
    ["constraints", constraints.length === 0 ? "none" : constraints.join("<br>")],
    ["clock", `${count(manifest.clockMhz)}\u00a0MHz`],
    ["seed", String(manifest.seed)],
    ["cost model", escapeHtml(manifest.model)],
    ...(manifest.fidelity === undefined ? [] : [["fidelity", manifest.fidelity.asked] as const]),
    ["tool", `${manifest.tool.name} ${escapeHtml(manifest.tool.version)}, file format ${manifest.schemaVersion}`],
  ];
}

function activityRows(activity: ActivitySummary): readonly (readonly [string, string])[] {
  return [
    ["zero weights", quantity(activity.zeroWeights, "–")],
    ["deviation of activations", String(activity.activationDeviation)],
    ["source of both", escapeHtml(activity.source)],
  ];
}

function deviceTable({ devices }: TrainingSummary): string {
  const rows = devices.map(({ device, title, source, states }) => {
    const [ltp, ltd] = states;
    const words = ltp === ltd ? `${ltp}` : `${ltp} up, ${ltd} down`;
    return `<tr><td>${escapeHtml(device)}<td>${escapeHtml(title)}<td class="n">${words}<td>${escapeHtml(source)}`;
  });
  return `<div class="scroll"><table class="devices"><thead><tr><th scope="col">device<th scope="col">title<th scope="col" class="n">states<th scope="col">source</thead>
<tbody>${rows.join("\n")}</tbody></table></div>`;
}

function trainingRows(training: TrainingSummary): readonly (readonly [string, string])[] {
  const { trainExamples, testExamples, epochs, batch, learningRate, weightRange, seeds } = training;
  return [
    ["network", `${training.layers.join("–")}, ${escapeHtml(training.activation)}`],
    ["data", `${escapeHtml(training.data)}: ${count(trainExamples)} to train, ${count(testExamples)} to test`],
    [
      "budget",
      `${counted(epochs, "epoch")}, batch ${batch}, learning rate ${learningRate}, weights within ±${weightRange}`,
    ],
    ["in floating point", quantity(training.floatAccuracy, "–")],
    [
      "trained",
      `${count(training.trainedKeys)} of ${count(training.keys)} different units and devices, ${counted(seeds, "seed")} each`,
    ],
    ["diverged", counted(training.divergedRuns, "run")],
    ["wires", `${training.wireCapacitanceFfPerUm}\u00a0fF/µm, cell pitch ${training.cellPitchUm}\u00a0µm`],
  ];
}

function workloadRows(
  workload: NonNullable<SweepManifest["workload"]>,
  { activity }: SweepManifest,
): readonly (readonly [string, string])[] {
  return [
    ["model", escapeHtml(workload.title)],
    ["name", escapeHtml(workload.name)],
    ["linear layers", count(workload.layers)],
    ["per token", quantity(workload.macsPerToken, "MAC")],
    ["source", escapeHtml(workload.source)],
    ...(activity === undefined ? [] : activityRows(activity)),
  ];
}

function technologyRows({ technology }: SweepManifest): readonly (readonly [string, string])[] {
  return [
    ["name", escapeHtml(technology.name)],
    ["process", escapeHtml(technology.process)],
    ["corner", escapeHtml(`${technology.corner}, ${technology.voltageV}\u00a0V, ${technology.temperatureC}\u00a0°C`)],
    ["1 GE", `${quantity(technology.nand2AreaUm2, "µm²")} (smallest NAND2)`],
    ["provenance", escapeHtml(technology.provenance)],
    ["licence", escapeHtml(technology.licence)],
  ];
}

function countsTable({ counts }: SweepManifest): string {
  const share = (points: number) => (counts.total === 0 ? 0 : (points / counts.total) * 100);
  const row = (status: string, reason: string, points: number) =>
    `<tr><td>${status}<td>${escapeHtml(inWords(reason))}<td class="n">${count(points)}<td class="n">${share(points).toFixed(2)}\u00a0%<td class="meter"><i style="width:${share(points).toFixed(2)}%"></i>`;
  const byCount = (reasons: Readonly<Record<string, number>>) =>
    Object.entries(reasons).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const rows = [
    row("feasible", `of these ${count(counts.pareto)} on the front`, counts.feasible),
    ...byCount(counts.infeasible).map(([reason, points]) => row("infeasible", reason, points)),
    ...byCount(counts.failed).map(([reason, points]) => row("failed", reason, points)),
    `<tr class="total"><td>all<td><td class="n">${count(counts.total)}<td class="n"><td>`,
  ];
  return `<div class="scroll"><table class="counts"><thead><tr><th scope="col">status<th scope="col">reason<th scope="col" class="n">designs<th scope="col" class="n">part<th><span class="unseen">bar</span></thead>
<tbody>${rows.join("\n")}</tbody></table></div>`;
}
