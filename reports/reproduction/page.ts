import { readFileSync } from "node:fs";
import type { Reproduction } from "../../src/core/reproduction.ts";
import { styleSheet } from "../client-script.ts";
import { count, counted } from "../format.ts";
import { escapeHtml } from "../html.ts";
import { paletteCss, valueColours } from "../palette.ts";
import { alignment, alignmentNote } from "./alignment.ts";
import { aspect } from "./aspect.ts";
import { bestTable } from "./best-table.ts";
import type { KeyEntry, ReproductionChart } from "./chart.ts";
import { claimsTable } from "./claims-table.ts";
import { density } from "./density.ts";
import { findingsSection } from "./findings.ts";
import { notesSection, technologiesTable } from "./notes.ts";
import { trio } from "./trio.ts";
import { whyNotes } from "./why.ts";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** A reproduction as one HTML file without scripts; the same bytes for the same input. */
export function renderReproduction(reproduction: Reproduction): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escapeHtml(reproduction.experiment)} repeated: tritforge</title>
<style>
${paletteCss()}
${groupColours()}
${styleSheet()}${readFileSync(new URL("./page.css", import.meta.url), "utf8")}</style>
</head>
<body>
${header(reproduction)}
<main>
${findingsSection(reproduction)}
${section("claims", "The paper’s claims", claimsTable(reproduction.claims))}
${section("density", "Area density against tile size", figures(density, 1, reproduction))}
${section("trio", "Why: tables, sign-flip and multipliers at 32×32", figures(trio, 2, reproduction) + why(reproduction))}
${section("alignment", "Beyond the paper: a shared exponent", figures(alignment, 3, reproduction) + conclusion(reproduction))}
${section("aspect", "Wide or tall tiles", shared(aspect, 4, reproduction))}
${section(
  "best",
  "Best group size, tables and outputs",
  perTechnology(reproduction, (name) => bestTable(reproduction, name)),
)}
${section("notes", "How this was done", notesSection(reproduction) + technologiesTable(reproduction))}
</main>
</body>
</html>
`;
}

function header({ tool, clockMhz, technologies, points }: Reproduction): string {
  const facts = [
    "Geens, Heldens, Dumoulin, Verhelst, arXiv 2604.25183",
    `${count(clockMhz)}\u00a0MHz`,
    counted(points.length, "core"),
    technologies.map(({ name }) => name).join(", "),
  ];
  return `<header>
<p class="kicker">tritforge ${escapeHtml(tool.version)}, an experiment repeated in the open</p>
<h1>Ternary table accelerators (ISPASS 2026), repeated</h1>
<p class="facts">${facts.map((fact) => `<span>${escapeHtml(fact)}</span>`).join("")}</p>
</header>`;
}

/** What the bars of the first technology say. */
function why(reproduction: Reproduction): string {
  const values = trio.data(reproduction, reproduction.technologies[0]?.name ?? "");
  return values === undefined ? "" : whyNotes(values);
}

/** What alignment does in the first technology, in words. */
function conclusion(reproduction: Reproduction): string {
  const values = alignment.data(reproduction, reproduction.technologies[0]?.name ?? "");
  return values === undefined ? "" : alignmentNote(values);
}

/** The chart in the first technology; the others fold away below it. */
function figures<Values>(chart: ReproductionChart<Values>, number: number, reproduction: Reproduction): string {
  return perTechnology(reproduction, (name, i) => figure(chart, `${number}${"abcdefgh"[i] ?? ""}`, reproduction, name));
}

/** A chart that shows all technologies at once. */
function shared<Values>(chart: ReproductionChart<Values>, number: number, reproduction: Reproduction): string {
  return figure(chart, `${number}`, reproduction, reproduction.technologies[0]?.name ?? "");
}

function perTechnology(
  { technologies }: Reproduction,
  render: (technology: string, position: number) => string,
): string {
  return technologies
    .map(({ name }, i) => {
      const html = render(name, i);
      return i === 0 ? html : `<details><summary>The same in ${escapeHtml(name)}</summary>${html}</details>`;
    })
    .join("\n");
}

function figure<Values>(
  chart: ReproductionChart<Values>,
  number: string,
  reproduction: Reproduction,
  technology: string,
): string {
  const values = chart.data(reproduction, technology);
  if (values === undefined) return `<p class="empty">Nothing of this was estimated in ${escapeHtml(technology)}.</p>`;
  const drawing = chart.draw(values, `${chart.id}-${technology.replaceAll(/\W+/g, "-")}`);
  return `<figure>${key(chart.key(values))}<div class="drawing">${drawing}</div>
<figcaption><b>Figure ${number}.</b> ${chart.caption(values)}</figcaption></figure>`;
}

function key(entries: readonly KeyEntry[]): string {
  if (entries.length === 0) return "";
  const items = entries.map(
    ({ mark, colour, label }) => `<li><i class="mark-${mark} ${colour}"></i>${escapeHtml(label)}</li>`,
  );
  return `<ul class="legend">${items.join("")}</ul>`;
}

function section(id: string, title: string, body: string): string {
  return `<section id="${id}"><h2>${escapeHtml(title)}</h2>\n${body}\n</section>`;
}

/** Classes `u1` … `u5` for group sizes. */
function groupColours(): string {
  return valueColours(5, "ordered")
    .map((colour, i) => `.u${i + 1}{--c:${colour}}`)
    .join("");
}
