import { readFileSync } from "node:fs";
import type { LearningReproduction } from "../../../src/core/learning-reproduction.ts";
import { counted } from "../../../src/core/number-text.js";
import { html, type Markup } from "../../page/html.ts";
import { figure, keyList, renderReportPage, section, type KeyEntry } from "../../page/report-page.ts";
import { claimRows } from "../claims-table.ts";
import { accuracyData, drawAccuracy } from "./accuracy-chart.ts";
import { costTable } from "./cost-table.ts";
import { FIGURES, type FigurePlan } from "./figures.ts";
import { findingsSection } from "./findings.ts";
import { drawLeads, leadData } from "./lead-chart.ts";
import { METHODS, styleOf } from "./methods.ts";
import { METHOD_FACTS } from "../../../src/core/update-methods.ts";
import { notesSection } from "./notes.ts";

/** A reproduction on learning as one HTML file without scripts; the same bytes for the same input. */
export function renderLearningReproduction(reproduction: LearningReproduction): string {
  const { experiment, tool, setting, points } = reproduction;
  const css = ["../page.css", "./page.css"].map((file) => readFileSync(new URL(file, import.meta.url), "utf8"));
  const trainings = points.reduce((sum, { runs }) => sum + runs.length, 0);
  return renderReportPage({
    title: `${experiment} reconstructed: tritforge`,
    kicker: `tritforge ${tool.version}, an experiment reconstructed in the open`,
    heading: "Single-pulse learning (Lim 2017): our reconstruction",
    facts: [
      "after the abstracts of Lim et al., arXiv 1707.06381",
      setting.layers.join("-"),
      setting.data,
      counted(trainings, "training"),
      counted(setting.seeds.length, "seed"),
    ],
    style: css.join(""),
    parts: [
      findingsSection(reproduction),
      section("claims", "The paper’s claims, in our reconstruction", claims(reproduction)),
      ...FIGURES.map((plan) => (number: number) => section(plan.id, plan.title, accuracy(plan, number, reproduction))),
      (number) => section("leads", "The unidirectional pair against the others", leads(number, reproduction)),
      section("costs", "What it costs: pulses and refreshes", costTable(reproduction)),
      section("notes", "What is unknown, what is ours", notesSection(reproduction)),
    ],
  });
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

function accuracy(plan: FigurePlan, number: number, reproduction: LearningReproduction): Markup {
  const values = accuracyData(reproduction, plan);
  if (values === undefined) return html`<p class="empty">Nothing of this was trained.</p>`;
  const shown = METHODS.filter(({ method }) =>
    values.panels.some(({ series }) => series.some((each) => each.method === method)),
  );
  const float = { mark: "line", colour: "float-key", label: "floating point, same learning rate" } as const;
  return figure(
    number,
    keyList([...keyOf(shown), float]),
    drawAccuracy(values, plan.id),
    html`${plan.caption} Test accuracy, mean and 95&nbsp;% interval over seeds.`,
  );
}

function leads(number: number, reproduction: LearningReproduction): Markup {
  const values = leadData(reproduction);
  if (values === undefined) return html`<p class="empty">Nothing of this was trained.</p>`;
  const others = METHODS.filter(({ method }) => METHOD_FACTS[method].scheme !== "pair-unidirectional");
  return figure(
    number,
    keyList(keyOf(others)),
    drawLeads(values, "leads"),
    html`Accuracy of the unidirectional pair, refreshed in open loop, less that of another method, with the same seeds:
    mean and 95&nbsp;% interval. An interval right of 0 says that the unidirectional pair is better. The verdict of C4
    rests on these numbers, and so does that of C6 on open-loop refresh; its row in the table of claims has all that
    decides it, with verified refresh, too.`,
  );
}

function keyOf(methods: typeof METHODS): readonly KeyEntry[] {
  return methods.map(({ method, label }) => ({ mark: "box", colour: styleOf(method).colour, label }));
}
