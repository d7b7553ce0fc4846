import { readFileSync } from "node:fs";
import type { LearningReproduction } from "../../src/core/learning-reproduction.ts";
import { styleSheet } from "../client-script.ts";
import { counted } from "../format.ts";
import { escapeHtml } from "../html.ts";
import { paletteCss } from "../palette.ts";
import { claimRows } from "../reproduction/claims-table.ts";
import { accuracyData, drawAccuracy } from "./accuracy-chart.ts";
import { costTable } from "./cost-table.ts";
import { FIGURES, type FigurePlan } from "./figures.ts";
import { findingsSection } from "./findings.ts";
import { drawLeads, leadData } from "./lead-chart.ts";
import { METHODS, styleOf } from "./methods.ts";
import { notesSection } from "./notes.ts";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** A reproduction on learning as one HTML file without scripts; the same bytes for the same input. */
export function renderLearningReproduction(reproduction: LearningReproduction): string {
  const css = ["../reproduction/page.css", "./page.css"].map((file) =>
    readFileSync(new URL(file, import.meta.url), "utf8"),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escapeHtml(reproduction.experiment)} reconstructed: tritforge</title>
<style>
${paletteCss()}
${styleSheet()}${css.join("")}</style>
</head>
<body>
${header(reproduction)}
<main>
${findingsSection(reproduction)}
${section("claims", "The paper’s claims, in our reconstruction", claims(reproduction))}
${FIGURES.map((plan, i) => section(plan.id, plan.title, figure(plan, i + 1, reproduction))).join("\n")}
${section("leads", "The unidirectional pair against the others", leads(reproduction))}
${section("costs", "What it costs: pulses and refreshes", costTable(reproduction))}
${section("notes", "What is unknown, what is ours", notesSection(reproduction))}
</main>
</body>
</html>
`;
}

function header({ tool, setting, points }: LearningReproduction): string {
  const trainings = points.reduce((sum, { runs }) => sum + runs.length, 0);
  const facts = [
    "after the abstracts of Lim et al., arXiv 1707.06381",
    setting.layers.join("-"),
    setting.data,
    counted(trainings, "training"),
    counted(setting.seeds.length, "seed"),
  ];
  return `<header>
<p class="kicker">tritforge ${escapeHtml(tool.version)}, an experiment reconstructed in the open</p>
<h1>Single-pulse learning (Lim 2017): our reconstruction</h1>
<p class="facts">${facts.map((fact) => `<span>${escapeHtml(fact)}</span>`).join("")}</p>
</header>`;
}

function claims({ claims: all }: LearningReproduction): string {
  const numbered = all.map((claim) => ({ ...claim, statement: `${claim.id}. ${claim.statement}` }));
  return `${claimRows(numbered)}
<p class="note">Verdicts are on our reconstruction and follow from the data by the stated rules; points are hundredths of the test examples, ± half of the
95&nbsp;% interval over seeds, differences paired by seed. The verdict of a row is the common one of its parts, or “holds in part”.
A part holds only if its intervals prove it: what the seeds leave undecided counts as not holding.</p>`;
}

function figure(plan: FigurePlan, number: number, reproduction: LearningReproduction): string {
  const values = accuracyData(reproduction, plan);
  if (values === undefined) return `<p class="empty">Nothing of this was trained.</p>`;
  const shown = METHODS.filter(({ method }) =>
    values.panels.some(({ series }) => series.some((each) => each.method === method)),
  );
  const float = `<li><i class="mark-line float-key"></i>floating point, same learning rate</li>`;
  return `<figure>${key(shown, float)}<div class="drawing">${drawAccuracy(values, plan.id)}</div>
<figcaption><b>Figure ${number}.</b> ${plan.caption} Test accuracy, mean and 95&nbsp;% interval over seeds.</figcaption></figure>`;
}

function leads(reproduction: LearningReproduction): string {
  const values = leadData(reproduction);
  if (values === undefined) return `<p class="empty">Nothing of this was trained.</p>`;
  const others = METHODS.filter(({ method }) => method !== "pair-unidirectional");
  return `<figure>${key(others, "")}<div class="drawing">${drawLeads(values, "leads")}</div>
<figcaption><b>Figure ${FIGURES.length + 1}.</b> Accuracy of the unidirectional pair less that of another method, with the same seeds: mean and 95&nbsp;% interval.
An interval right of 0 says that the unidirectional pair is better. These are the numbers that the verdicts of C4 and C6 rest on.</figcaption></figure>`;
}

function key(methods: typeof METHODS, more: string): string {
  const items = methods.map(
    ({ method, label }) => `<li><i class="mark-box ${styleOf(method).colour}"></i>${escapeHtml(label)}</li>`,
  );
  return `<ul class="legend">${items.join("")}${more}</ul>`;
}

function section(id: string, title: string, body: string): string {
  return `<section id="${id}"><h2>${escapeHtml(title)}</h2>\n${body}\n</section>`;
}
