import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import type { Chart } from "../draw/chart.ts";
import { accuracyMap } from "../charts/accuracy-map.ts";
import { areaBreakdown } from "../charts/area-breakdown.ts";
import { energyBreakdown } from "../charts/energy-breakdown.ts";
import { equalThroughput } from "../charts/equal-throughput.ts";
import { estimateVsSynthesis } from "../charts/estimate-vs-synthesis.ts";
import { parallelCoordinates } from "../charts/parallel-coordinates.ts";
import { paretoFront } from "../charts/pareto-front.ts";
import { roofline } from "../charts/roofline.ts";
import { updateBreakdown } from "../charts/update-breakdown.ts";
import { clientScript, styleSheet } from "../page/client-script.ts";
import { frontControls, legend, tableControls } from "./controls.ts";
import { count, counted } from "../page/format.ts";
import { renderPage } from "../page/document.ts";
import { html, joined, type HtmlValue, type Markup } from "../page/html.ts";
import { pageData } from "./page-data.ts";
import { paletteCss } from "../draw/palette.ts";
import { bestPerDevice } from "../sections/best-per-device.ts";
import { designTable, designTableCss, shapeSymbols } from "../sections/design-table.ts";
import { findingsSection } from "../sections/findings.ts";
import { manifestSection } from "../sections/manifest.ts";
import { notesSection } from "../sections/notes.ts";
import { picksSection } from "../sections/picks.ts";
import { trustSection } from "../sections/trust.ts";

/**
 * The report of one sweep as one HTML file: readable without script and without network, the same bytes for the same
 * input. About 0.4 MB with 60 front designs, below 1.5 MB with 1200.
 */
export function renderReport(manifest: SweepManifest, pareto: ParetoFile): string {
  return renderPage({
    title: `${manifest.name}: tritforge report`,
    style: `\n${paletteCss()}\n${styleSheet()}${designTableCss(pareto)}`,
    body: body(manifest, pareto),
    script: { source: clientScript(), data: pageData(manifest, pareto) },
  });
}

function body(manifest: SweepManifest, pareto: ParetoFile): Markup {
  const figures = manifest.training === undefined ? coreFigures(manifest, pareto) : unitFigures(manifest, pareto);
  const devices =
    manifest.training !== undefined &&
    section("best-per-device", "The best design of each device", bestPerDevice(manifest, pareto));
  const parts = [
    findingsSection(manifest, pareto),
    ...figures,
    section("front-designs", "Designs of the front", [tableControls(pareto), designTable(pareto)]),
    devices,
    section("picks", "Picked designs", picksSection(manifest, pareto)),
    section("trust", "How far to trust these numbers", trustSection(manifest, pareto)),
    section("provenance", "What was run", manifestSection(manifest, pareto)),
    section("notes", "What the numbers mean", notesSection(manifest, pareto)),
  ];
  return html`${shapeSymbols(pareto)} ${header(manifest)}
    <main>${joined(parts, "\n")}</main>
    <aside id="details" aria-label="Design details" hidden></aside>`;
}

function coreFigures(manifest: SweepManifest, pareto: ParetoFile): readonly Markup[] {
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
function unitFigures(manifest: SweepManifest, pareto: ParetoFile): readonly Markup[] {
  return [
    figure(paretoFront, 1, manifest, pareto, frontControls(pareto)),
    figure(accuracyMap, 2, manifest, pareto),
    figure(updateBreakdown, 3, manifest, pareto),
    figure(areaBreakdown, 4, manifest, pareto),
    figure(estimateVsSynthesis, 5, manifest, pareto),
    figure(parallelCoordinates, 6, manifest, pareto),
  ];
}

function header(manifest: SweepManifest): Markup {
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
  return html`<header>
    <p class="kicker">tritforge ${manifest.tool.version}, design-space report</p>
    <h1>${manifest.name}</h1>
    <p class="facts">${facts.map((fact) => html`<span>${fact}</span>`)}</p>
  </header>`;
}

function figure<Values>(
  chart: Chart<Values>,
  number: number,
  manifest: SweepManifest,
  pareto: ParetoFile,
  controls?: Markup,
): Markup {
  const values = chart.data(manifest, pareto);
  const content =
    values === undefined
      ? html`<p class="empty">${chart.empty}</p>`
      : html`<figure>
            ${controls}${legend(chart.legend(values))}
            <div class="drawing">${chart.draw(values)}</div>
            <figcaption><b>Figure ${number}.</b> ${chart.caption(values)}</figcaption>
          </figure>
          ${chart.table?.(values)}`;
  return section(chart.id, chart.title, content);
}

function section(id: string, title: string, content: HtmlValue): Markup {
  return html`<section id="${id}">
    <h2>${title}</h2>
    ${content}
  </section>`;
}
