import { quantity } from "../../src/core/quantity-text.js";
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
import { clientScript } from "../page/client-script.ts";
import { frontControls, legend, tableControls } from "./controls.ts";
import { counted } from "../../src/core/number-text.js";
import { html, type Markup } from "../page/html.ts";
import { figure, renderReportPage, section, type Part, type Section } from "../page/report-page.ts";
import { pageData } from "./page-data.ts";
import { withWorkloadMetrics } from "../results/designs.ts";
import { clocksOf, technologiesOf, workloadsOf } from "../results/settings.ts";
import { bestPerDevice } from "../sections/best-per-device.ts";
import { designTable, designTableCss, shapeSymbols } from "../sections/design-table.ts";
import { findingsSection } from "../sections/findings.ts";
import { manifestSection } from "../sections/manifest.ts";
import { notesSection } from "../sections/notes.ts";
import { ownBestsSection } from "../sections/own-bests.ts";
import { picksSection } from "../sections/picks.ts";
import { trustSection } from "../sections/trust.ts";

/**
 * The report of one sweep as one HTML file: readable without script and without network, the same bytes for the same
 * input. About 0.4 MB with 60 front designs, below 1.5 MB with 1200.
 */
export function renderReport(manifest: SweepManifest, swept: ParetoFile): string {
  const pareto = withWorkloadMetrics(swept);
  const devices =
    manifest.training !== undefined &&
    section("best-per-device", "The best design of each device", bestPerDevice(manifest, pareto));
  const own = ownBestsSection(pareto);
  return renderReportPage({
    title: `${manifest.name}: tritforge report`,
    kicker: `tritforge ${manifest.tool.version}, design-space report`,
    heading: manifest.name,
    facts: facts(manifest),
    style: designTableCss(pareto),
    parts: [
      findingsSection(manifest, pareto),
      ...figures(manifest, pareto),
      section("front-designs", "Designs of the front", [tableControls(pareto), designTable(pareto)]),
      devices,
      own !== undefined && section("own-bests", "What each model loses by sharing a core", own),
      section("picks", "Picked designs", picksSection(manifest, pareto)),
      section("trust", "How far to trust these numbers", trustSection(manifest, pareto)),
      section("provenance", "What was run", manifestSection(manifest, pareto)),
      section("notes", "What the numbers mean", notesSection(manifest, pareto)),
    ],
    around: [shapeSymbols(pareto), html`<aside id="details" aria-label="Design details" hidden></aside>`],
    script: { source: clientScript(), data: pageData(manifest, pareto) },
  });
}

/** Update units have no throughput to compare at, and no memory beside them; they have accuracy and devices. */
function figures(manifest: SweepManifest, pareto: ParetoFile): readonly Part[] {
  const drawn = <Values>(chart: Chart<Values>): Part => chartSection(chart, manifest, pareto);
  const own =
    manifest.training === undefined
      ? [drawn(roofline), drawn(equalThroughput), drawn(areaBreakdown), drawn(energyBreakdown)]
      : [drawn(accuracyMap), drawn(updateBreakdown), drawn(areaBreakdown)];
  return [
    chartSection(paretoFront, manifest, pareto, frontControls(pareto)),
    ...own,
    drawn(estimateVsSynthesis),
    drawn(parallelCoordinates),
  ];
}

function facts(manifest: SweepManifest): readonly string[] {
  const { training, counts } = manifest;
  return [
    ...workloadsOf(manifest).map(({ title }) => title),
    ...(training === undefined
      ? []
      : [`perceptron ${training.layers.join("–")} on ${training.data}`, counted(training.devices.length, "device")]),
    ...technologiesOf(manifest).map(({ name, corner }) => `${name} ${corner}`),
    severalInWords(clocksOf(manifest)),
    counted(counts.total, "design"),
  ];
}

/** `500 MHz`, `200 MHz, 400 MHz` or, of more than three, `100 MHz … 900 MHz`. */
function severalInWords(clocks: readonly number[]): string {
  const words = clocks.map((clock) => quantity(clock, "MHz"));
  return words.length > 3 ? `${words[0]} … ${words.at(-1)}` : words.join(", ");
}

function chartSection<Values>(
  chart: Chart<Values>,
  manifest: SweepManifest,
  pareto: ParetoFile,
  controls?: Markup,
): (figureNumber: number) => Section {
  const values = chart.data(manifest, pareto);
  return (number) =>
    section(
      chart.id,
      chart.title,
      values === undefined
        ? html`<p class="empty">${chart.empty}</p>`
        : html`${figure(number, [controls, legend(chart.legend(values))], chart.draw(values), chart.caption(values))}
          ${chart.table?.(values)}`,
    );
}
