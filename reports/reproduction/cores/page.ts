import { quantity } from "../../../src/core/quantity-text.js";
import { readFileSync } from "node:fs";
import type { Reproduction } from "../../../src/core/reproduction.ts";
import { counted } from "../../../src/core/number-text.js";
import { html, joined, type HtmlValue, type Markup } from "../../page/html.ts";
import { figure, keyList, renderReportPage, section } from "../../page/report-page.ts";
import { valueColours } from "../../page/palette.ts";
import { alignment, alignmentNote } from "./alignment.ts";
import { aspect } from "./aspect.ts";
import { bestTable } from "./best-table.ts";
import type { ReproductionChart } from "./chart.ts";
import { claimsTable } from "../claims-table.ts";
import { density } from "./density.ts";
import { findingsSection } from "./findings.ts";
import { notesSection, technologiesTable } from "./notes.ts";
import { trio } from "./trio.ts";
import { whyNotes } from "./why.ts";

/** A reproduction as one HTML file without scripts; the same bytes for the same input. */
export function renderReproduction(reproduction: Reproduction): string {
  const { experiment, tool, clockMhz, technologies, points } = reproduction;
  return renderReportPage({
    title: `${experiment} repeated: tritforge`,
    kicker: `tritforge ${tool.version}, an experiment repeated in the open`,
    heading: "Ternary table accelerators (ISPASS 2026), repeated",
    facts: [
      "Geens, Heldens, Dumoulin, Verhelst, arXiv 2604.25183",
      quantity(clockMhz, "MHz"),
      counted(points.length, "core"),
      technologies.map(({ name }) => name).join(", "),
    ],
    style: `${groupColours()}\n${readFileSync(new URL("../page.css", import.meta.url), "utf8")}`,
    parts: [
      findingsSection(reproduction),
      section("claims", "The paper’s claims", claimsTable(reproduction.claims)),
      (number) => section("density", "Area density against tile size", figures(density, number, reproduction)),
      (number) =>
        section("trio", "Why: tables, sign-flip and multipliers at 32×32", [
          figures(trio, number, reproduction),
          why(reproduction),
        ]),
      (number) =>
        section("alignment", "Beyond the paper: a shared exponent", [
          figures(alignment, number, reproduction),
          conclusion(reproduction),
        ]),
      (number) => section("aspect", "Wide or tall tiles", shared(aspect, number, reproduction)),
      section(
        "best",
        "Best group size, tables and outputs",
        perTechnology(reproduction, (name) => bestTable(reproduction, name)),
      ),
      section("notes", "How this was done", [notesSection(reproduction), technologiesTable(reproduction)]),
    ],
  });
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
  return perTechnology(reproduction, (name, i) => drawn(chart, `${number}${"abcdefgh"[i] ?? ""}`, reproduction, name));
}

/** A chart that shows all technologies at once. */
function shared<Values>(chart: ReproductionChart<Values>, number: number, reproduction: Reproduction): Markup {
  return drawn(chart, `${number}`, reproduction, reproduction.technologies[0]?.name ?? "");
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

function drawn<Values>(
  chart: ReproductionChart<Values>,
  number: string,
  reproduction: Reproduction,
  technology: string,
): Markup {
  const values = chart.data(reproduction, technology);
  if (values === undefined) return html`<p class="empty">Nothing of this was estimated in ${technology}.</p>`;
  const drawing = chart.draw(values, `${chart.id}-${technology.replaceAll(/\W+/g, "-")}`);
  return figure(number, keyList(chart.key(values)), drawing, chart.caption(values));
}

/** Classes `u1` … `u5` for group sizes. */
function groupColours(): string {
  return valueColours(5, "ordered")
    .map((colour, i) => `.u${i + 1}{--c:${colour}}`)
    .join("");
}
