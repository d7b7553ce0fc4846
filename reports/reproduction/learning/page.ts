import { readFileSync } from "node:fs";
import type { LearningReproduction } from "../../../src/core/learning-reproduction.ts";
import { styleSheet } from "../../client-script.ts";
import { renderPage } from "../../document.ts";
import { counted } from "../../format.ts";
import { html, joined, type HtmlValue, type Markup } from "../../html.ts";
import { paletteCss } from "../../palette.ts";
import { claimRows } from "../claims-table.ts";
import { accuracyData, drawAccuracy } from "./accuracy-chart.ts";
import { costTable } from "./cost-table.ts";
import { FIGURES, type FigurePlan } from "./figures.ts";
import { findingsSection } from "./findings.ts";
import { drawLeads, leadData } from "./lead-chart.ts";
import { METHODS, styleOf } from "./methods.ts";
import { notesSection } from "./notes.ts";

/** A reproduction on learning as one HTML file without scripts; the same bytes for the same input. */
export function renderLearningReproduction(reproduction: LearningReproduction): string {
  const css = ["../page.css", "./page.css"].map((file) => readFileSync(new URL(file, import.meta.url), "utf8"));
  return renderPage({
    title: `${reproduction.experiment} reconstructed: tritforge`,
    style: `\n${paletteCss()}\n${styleSheet()}${css.join("")}`,
    body: html`${header(reproduction)}
      <main>${joined(sections(reproduction), "\n")}</main>`,
  });
}

function sections(reproduction: LearningReproduction): readonly Markup[] {
  return [
    findingsSection(reproduction),
    section("claims", "The paper’s claims, in our reconstruction", claims(reproduction)),
    ...FIGURES.map((plan, i) => section(plan.id, plan.title, figure(plan, i + 1, reproduction))),
    section("leads", "The unidirectional pair against the others", leads(reproduction)),
    section("costs", "What it costs: pulses and refreshes", costTable(reproduction)),
    section("notes", "What is unknown, what is ours", notesSection(reproduction)),
  ];
}

function header({ tool, setting, points }: LearningReproduction): Markup {
  const trainings = points.reduce((sum, { runs }) => sum + runs.length, 0);
  const facts = [
    "after the abstracts of Lim et al., arXiv 1707.06381",
    setting.layers.join("-"),
    setting.data,
    counted(trainings, "training"),
    counted(setting.seeds.length, "seed"),
  ];
  return html`<header>
    <p class="kicker">tritforge ${tool.version}, an experiment reconstructed in the open</p>
    <h1>Single-pulse learning (Lim 2017): our reconstruction</h1>
    <p class="facts">${facts.map((fact) => html`<span>${fact}</span>`)}</p>
  </header>`;
}

function claims({ claims: all }: LearningReproduction): Markup {
  const numbered = all.map((claim) => ({ ...claim, statement: `${claim.id}. ${claim.statement}` }));
  return html`${claimRows(numbered)}
    <p class="note">
      Verdicts are on our reconstruction and follow from the data by the stated rules; points are hundredths of the test
      examples, ± half of the 95&nbsp;% interval over seeds, differences paired by seed. The verdict of a row is the
      common one of its parts, or “holds in part”. A part holds only if its intervals prove it: what the seeds leave
      undecided counts as not holding.
    </p>`;
}

function figure(plan: FigurePlan, number: number, reproduction: LearningReproduction): Markup {
  const values = accuracyData(reproduction, plan);
  if (values === undefined) return html`<p class="empty">Nothing of this was trained.</p>`;
  const shown = METHODS.filter(({ method }) =>
    values.panels.some(({ series }) => series.some((each) => each.method === method)),
  );
  const float = html`<li><i class="mark-line float-key"></i>floating point, same learning rate</li>`;
  return html`<figure>
    ${key(shown, float)}
    <div class="drawing">${drawAccuracy(values, plan.id)}</div>
    <figcaption>
      <b>Figure ${number}.</b> ${plan.caption} Test accuracy, mean and 95&nbsp;% interval over seeds.
    </figcaption>
  </figure>`;
}

function leads(reproduction: LearningReproduction): Markup {
  const values = leadData(reproduction);
  if (values === undefined) return html`<p class="empty">Nothing of this was trained.</p>`;
  const others = METHODS.filter(({ method }) => method !== "pair-unidirectional");
  return html`<figure>
    ${key(others)}
    <div class="drawing">${drawLeads(values, "leads")}</div>
    <figcaption>
      <b>Figure ${FIGURES.length + 1}.</b> Accuracy of the unidirectional pair less that of another method, with the
      same seeds: mean and 95&nbsp;% interval. An interval right of 0 says that the unidirectional pair is better. These
      are the numbers that the verdicts of C4 and C6 rest on.
    </figcaption>
  </figure>`;
}

function key(methods: typeof METHODS, more?: Markup): Markup {
  const items = methods.map(
    ({ method, label }) => html`<li><i class="mark-box ${styleOf(method).colour}"></i>${label}</li>`,
  );
  return html`<ul class="legend">
    ${items}${more}
  </ul>`;
}

function section(id: string, title: string, content: HtmlValue): Markup {
  return html`<section id="${id}">
    <h2>${title}</h2>
    ${content}
  </section>`;
}
