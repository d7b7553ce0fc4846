import { paletteCss } from "./palette.ts";
import { styleSheet } from "./client-script.ts";
import { renderPage, type Page } from "./document.ts";
import { html, joined, type HtmlValue, type Markup } from "./html.ts";

/** A part of a page; one with a figure takes the number that its place gives it. */
export type Part = HtmlValue | ((figureNumber: number) => HtmlValue);

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
  return renderPage({
    title,
    style: `\n${paletteCss()}\n${styleSheet()}${style}`,
    body: html`${before}
      <header>
        <p class="kicker">${kicker}</p>
        <h1>${heading}</h1>
        <p class="facts">${facts.map((fact) => html`<span>${fact}</span>`)}</p>
      </header>
      <main>${joined(numbered(parts), "\n")}</main>
      ${after}`,
    ...(script === undefined ? {} : { script }),
  });
}

function numbered(parts: readonly Part[]): readonly HtmlValue[] {
  let figures = 0;
  return parts.map((part) => (typeof part === "function" ? part(++figures) : part));
}

/** A section with its heading. */
export function section(id: string, title: string, content: HtmlValue): Markup {
  return html`<section id="${id}">
    <h2>${title}</h2>
    ${content}
  </section>`;
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
