import type { ParetoFile, SweepManifest } from "../src/core/sweep-result.ts";
import type { Chart } from "./chart.ts";
import { accuracyMap } from "./charts/accuracy-map.ts";
import { areaBreakdown } from "./charts/area-breakdown.ts";
import { energyBreakdown } from "./charts/energy-breakdown.ts";
import { equalThroughput } from "./charts/equal-throughput.ts";
import { estimateVsSynthesis } from "./charts/estimate-vs-synthesis.ts";
import { parallelCoordinates } from "./charts/parallel-coordinates.ts";
import { paretoFront } from "./charts/pareto-front.ts";
import { roofline } from "./charts/roofline.ts";
import { updateBreakdown } from "./charts/update-breakdown.ts";
import { clientScript, styleSheet } from "./client-script.ts";
import { frontControls, legend, tableControls } from "./controls.ts";
import { count, counted } from "./format.ts";
import { embedJson, escapeHtml } from "./html.ts";
import { pageData } from "./page-data.ts";
import { paletteCss } from "./palette.ts";
import { bestPerDevice } from "./sections/best-per-device.ts";
import { designTable, shapeSymbols } from "./sections/design-table.ts";
import { findingsSection } from "./sections/findings.ts";
import { manifestSection } from "./sections/manifest.ts";
import { notesSection } from "./sections/notes.ts";
import { picksSection } from "./sections/picks.ts";
import { trustSection } from "./sections/trust.ts";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

/**
 * The report of one sweep as one HTML file: readable without script and without network, the same bytes for the same
 * input. About 0.4 MB with 60 front designs, below 1.5 MB with 1200.
 */
export function renderReport(manifest: SweepManifest, pareto: ParetoFile): string {
  const figures = manifest.training === undefined ? coreFigures(manifest, pareto) : unitFigures(manifest, pareto);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escapeHtml(manifest.name)}: tritforge report</title>
<style>
${paletteCss()}
${styleSheet()}</style>
</head>
<body>
${shapeSymbols(pareto)}
${header(manifest)}
<main>
${findingsSection(manifest, pareto)}
${figures.join("\n")}
${section("front-designs", "Designs of the front", tableControls(pareto) + designTable(pareto))}
${manifest.training === undefined ? "" : section("best-per-device", "The best design of each device", bestPerDevice(manifest, pareto))}
${section("picks", "Picked designs", picksSection(manifest, pareto))}
${section("trust", "How far to trust these numbers", trustSection(manifest, pareto))}
${section("provenance", "What was run", manifestSection(manifest, pareto))}
${section("notes", "What the numbers mean", notesSection(manifest, pareto))}
</main>
<aside id="details" aria-label="Design details" hidden></aside>
<script type="application/json" id="data">${embedJson(pageData(manifest, pareto))}</script>
<script>${clientScript()}</script>
</body>
</html>
`;
}

function coreFigures(manifest: SweepManifest, pareto: ParetoFile): readonly string[] {
  return [
    figure(paretoFront, 1, manifest, pareto, frontControls(pareto)),
    figure(roofline, 2, manifest, pareto),
    figure(equalThroughput, 3, manifest, pareto),
    figure(areaBreakdown, 4, manifest, pareto),
    figure(energyBreakdown, 5, manifest, pareto),
    figure(estimateVsSynthesis, 6, manifest, pareto),
    figure(parallelCoordinates, 7, manifest, pareto),
  ];
}

/** Update units have no throughput to compare at, and no memory beside them; they have accuracy and devices. */
function unitFigures(manifest: SweepManifest, pareto: ParetoFile): readonly string[] {
  return [
    figure(paretoFront, 1, manifest, pareto, frontControls(pareto)),
    figure(accuracyMap, 2, manifest, pareto),
    figure(updateBreakdown, 3, manifest, pareto),
    figure(areaBreakdown, 4, manifest, pareto),
    figure(estimateVsSynthesis, 5, manifest, pareto),
    figure(parallelCoordinates, 6, manifest, pareto),
  ];
}

function header(manifest: SweepManifest): string {
  const { workload, training, technology, counts } = manifest;
  const facts = [
    ...(workload === undefined ? [] : [workload.title]),
    ...(training === undefined
      ? []
      : [`perceptron ${training.layers.join("–")} on ${training.data}`, counted(training.devices.length, "device")]),
    `${technology.name} ${technology.corner}`,
    `${count(manifest.clockMhz)}\u00a0MHz`,
    counted(counts.total, "design"),
  ];
  return `<header>
<p class="kicker">tritforge ${escapeHtml(manifest.tool.version)}, design-space report</p>
<h1>${escapeHtml(manifest.name)}</h1>
<p class="facts">${facts.map((fact) => `<span>${escapeHtml(fact)}</span>`).join("")}</p>
</header>`;
}

function figure<Values>(
  chart: Chart<Values>,
  number: number,
  manifest: SweepManifest,
  pareto: ParetoFile,
  controls = "",
): string {
  const values = chart.data(manifest, pareto);
  const body =
    values === undefined
      ? `<p class="empty">${chart.empty}</p>`
      : `<figure>${controls}${legend(chart.legend(values))}<div class="drawing">${chart.draw(values)}</div>
<figcaption><b>Figure ${number}.</b> ${chart.caption(values)}</figcaption></figure>${chart.table?.(values) ?? ""}`;
  return section(chart.id, chart.title, body);
}

function section(id: string, title: string, body: string): string {
  return `<section id="${id}"><h2>${escapeHtml(title)}</h2>\n${body}\n</section>`;
}
