import { readFileSync } from "node:fs";
import type { Reproduction } from "../../../src/core/reproduction.ts";
import { styleSheet } from "../../client-script.ts";
import { renderPage } from "../../document.ts";
import { count, counted } from "../../format.ts";
import { html, joined, type HtmlValue, type Markup } from "../../html.ts";
import { paletteCss, valueColours } from "../../palette.ts";
import { alignment, alignmentNote } from "./alignment.ts";
import { aspect } from "./aspect.ts";
import { bestTable } from "./best-table.ts";
import type { KeyEntry, ReproductionChart } from "./chart.ts";
import { claimsTable } from "../claims-table.ts";
import { density } from "./density.ts";
import { findingsSection } from "./findings.ts";
import { notesSection, technologiesTable } from "./notes.ts";
import { trio } from "./trio.ts";
import { whyNotes } from "./why.ts";

/** A reproduction as one HTML file without scripts; the same bytes for the same input. */
export function renderReproduction(reproduction: Reproduction): string {
  const own = readFileSync(new URL("../page.css", import.meta.url), "utf8");
  return renderPage({
    title: `${reproduction.experiment} repeated: tritforge`,
    style: `\n${paletteCss()}\n${groupColours()}\n${styleSheet()}${own}`,
    body: html`${header(reproduction)}
      <main>${joined(sections(reproduction), "\n")}</main>`,
  });
}

function sections(reproduction: Reproduction): readonly Markup[] {
  const best = perTechnology(reproduction, (name) => bestTable(reproduction, name));
  return [
    findingsSection(reproduction),
    section("claims", "The paper’s claims", claimsTable(reproduction.claims)),
    section("density", "Area density against tile size", figures(density, 1, reproduction)),
    section("trio", "Why: tables, sign-flip and multipliers at 32×32", [
      figures(trio, 2, reproduction),
      why(reproduction),
    ]),
    section("alignment", "Beyond the paper: a shared exponent", [
      figures(alignment, 3, reproduction),
      conclusion(reproduction),
    ]),
    section("aspect", "Wide or tall tiles", shared(aspect, 4, reproduction)),
    section("best", "Best group size, tables and outputs", best),
    section("notes", "How this was done", [notesSection(reproduction), technologiesTable(reproduction)]),
  ];
}

function header({ tool, clockMhz, technologies, points }: Reproduction): Markup {
  const facts = [
    "Geens, Heldens, Dumoulin, Verhelst, arXiv 2604.25183",
    `${count(clockMhz)}\u00a0MHz`,
    counted(points.length, "core"),
    technologies.map(({ name }) => name).join(", "),
  ];
  return html`<header>
    <p class="kicker">tritforge ${tool.version}, an experiment repeated in the open</p>
    <h1>Ternary table accelerators (ISPASS 2026), repeated</h1>
    <p class="facts">${facts.map((fact) => html`<span>${fact}</span>`)}</p>
  </header>`;
}

/** What the bars of the first technology say. */
function why(reproduction: Reproduction): HtmlValue {
  const values = trio.data(reproduction, reproduction.technologies[0]?.name ?? "");
  return values === undefined ? undefined : whyNotes(values);
}

/** What alignment does in the first technology, in words. */
function conclusion(reproduction: Reproduction): HtmlValue {
  const values = alignment.data(reproduction, reproduction.technologies[0]?.name ?? "");
  return values === undefined ? undefined : alignmentNote(values);
}

/** The chart in the first technology; the others fold away below it. */
function figures<Values>(chart: ReproductionChart<Values>, number: number, reproduction: Reproduction): Markup {
  return perTechnology(reproduction, (name, i) => figure(chart, `${number}${"abcdefgh"[i] ?? ""}`, reproduction, name));
}

/** A chart that shows all technologies at once. */
function shared<Values>(chart: ReproductionChart<Values>, number: number, reproduction: Reproduction): Markup {
  return figure(chart, `${number}`, reproduction, reproduction.technologies[0]?.name ?? "");
}

function perTechnology(
  { technologies }: Reproduction,
  render: (technology: string, position: number) => Markup,
): Markup {
  const shown = technologies.map(({ name }, i) => {
    const content = render(name, i);
    if (i === 0) return content;
    return html`<details>
      <summary>The same in ${name}</summary>
      ${content}
    </details>`;
  });
  return joined(shown, "\n");
}

function figure<Values>(
  chart: ReproductionChart<Values>,
  number: string,
  reproduction: Reproduction,
  technology: string,
): Markup {
  const values = chart.data(reproduction, technology);
  if (values === undefined) return html`<p class="empty">Nothing of this was estimated in ${technology}.</p>`;
  const drawing = chart.draw(values, `${chart.id}-${technology.replaceAll(/\W+/g, "-")}`);
  return html`<figure>
    ${key(chart.key(values))}
    <div class="drawing">${drawing}</div>
    <figcaption><b>Figure ${number}.</b> ${chart.caption(values)}</figcaption>
  </figure>`;
}

function key(entries: readonly KeyEntry[]): HtmlValue {
  if (entries.length === 0) return undefined;
  const items = entries.map(({ mark, colour, label }) => html`<li><i class="mark-${mark} ${colour}"></i>${label}</li>`);
  return html`<ul class="legend">
    ${items}
  </ul>`;
}

function section(id: string, title: string, content: HtmlValue): Markup {
  return html`<section id="${id}">
    <h2>${title}</h2>
    ${content}
  </section>`;
}

/** Classes `u1` … `u5` for group sizes. */
function groupColours(): string {
  return valueColours(5, "ordered")
    .map((colour, i) => `.u${i + 1}{--c:${colour}}`)
    .join("");
}
