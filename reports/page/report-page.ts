import { paletteCss } from "./palette.ts";
import { styleSheet } from "./client-script.ts";
import { renderPage, type Page } from "./document.ts";
import { html, joined, type HtmlValue, type Markup } from "./html.ts";

/** A part of a page that its table of contents lists. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly markup: Markup;
}

/** A part of a page; one with a figure takes the number that its place gives it. */
export type Part = HtmlValue | Section | ((figureNumber: number) => HtmlValue | Section);

/** What differs between reports. */
export interface ReportPage {
  readonly title: string;
  /** The line above the heading. */
  readonly kicker: string;
  readonly heading: string;
  /** What was looked at, in a few words each. */
  readonly facts: readonly string[];
  /** CSS of this report alone. */
  readonly style?: string;
  readonly parts: readonly Part[];
  /** Before the header, and after the main part. */
  readonly around?: readonly [before: HtmlValue, after: HtmlValue];
  readonly script?: Page["script"];
}

/** A report as one HTML file: palette and style of all reports, a header, the parts in order, figures counted from 1. */
export function renderReportPage({ title, kicker, heading, facts, parts, ...more }: ReportPage): string {
  const { style = "", around: [before, after] = [undefined, undefined], script } = more;
  const shown = numbered(parts);
  return renderPage({
    title,
    style: `\n${paletteCss()}\n${styleSheet()}${style}`,
    body: html`${before}
      <header>
        <p class="kicker">${kicker}</p>
        <h1>${heading}</h1>
        <p class="facts">${facts.map((fact) => html`<span>${fact}</span>`)}</p>
      </header>
      ${contents(shown.flatMap((part) => (isSection(part) ? [part] : [])))}
      <main>
        ${joined(
          shown.map((part) => (isSection(part) ? part.markup : part)),
          "\n",
        )}
      </main>
      ${after}`,
    ...(script === undefined ? {} : { script }),
  });
}

/** The table of contents, which stays at the top of a screen; nothing for a page of one section. */
function contents(sections: readonly Section[]): HtmlValue {
  if (sections.length < 2) return undefined;
  const items = sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`);
  return html`<nav aria-label="Contents">
    <ul>
      ${items}
    </ul>
  </nav>`;
}

function isSection(part: HtmlValue | Section): part is Section {
  return typeof part === "object" && "markup" in part;
}

function numbered(parts: readonly Part[]): readonly (HtmlValue | Section)[] {
  let figures = 0;
  return parts.map((part) => (typeof part === "function" ? part(++figures) : part));
}

/** A section with its heading. */
export function section(id: string, title: string, content: HtmlValue): Section {
  const markup = html`<section id="${id}">
    <h2>${title}</h2>
    ${content}
  </section>`;
  return { id, title, markup };
}

/** A drawing with its number, e.g. `3` or `3b`, the key above and the caption below. */
export function figure(number: number | string, key: HtmlValue, drawing: Markup, caption: HtmlValue): Markup {
  return html`<figure>
    ${key}
    <div class="drawing">${drawing}</div>
    <figcaption><b>Figure ${number}.</b> ${caption}</figcaption>
  </figure>`;
}

/** One line of a chart's key: a class with a colour, drawn as a box or a line. */
export interface KeyEntry {
  readonly mark: "box" | "line" | "dash" | "dot" | "ring";
  readonly colour: string;
  readonly label: string;
}

/** The key of a chart; nothing if it has no lines. */
export function keyList(entries: readonly KeyEntry[]): HtmlValue {
  if (entries.length === 0) return undefined;
  const items = entries.map(({ mark, colour, label }) => html`<li><i class="mark-${mark} ${colour}"></i>${label}</li>`);
  return html`<ul class="legend">
    ${items}
  </ul>`;
}
