import { readTemplate, type Hole } from "./html-holes.ts";

/**
 * Text that is HTML or SVG already. There are two ways to one: the template `html`, which escapes what it is given, and
 * `trustedMarkup`, which does not. A string is never markup.
 */
class MarkupText {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** Text that is HTML or SVG already; see `html` and `trustedMarkup`. */
export type Markup = MarkupText;

/** What a template takes: text is escaped, markup is not, lists stand one after the other, undefined and false vanish. */
export type HtmlValue = Markup | string | number | undefined | false | readonly HtmlValue[];

/**
 * The template that all HTML is made with: `` html`<td class="${name}">${value}` ``. Every value is escaped unless it is
 * markup. In an attribute a value stands between double quotes; if it is the whole attribute and undefined or false, the
 * attribute vanishes.
 *
 * Throws for a template that would leave room for a mistake (`readTemplate` has the rules) and for markup in an
 * attribute; both are our bugs.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Markup {
  const { texts, holes } = readTemplate(parts);
  let text = texts[0] ?? "";
  for (const [i, hole] of holes.entries()) {
    const value = values[i];
    const after = texts[i + 1] ?? "";
    if (hole.kind === "attribute" && hole.isWhole && (value === undefined || value === false))
      text = text.slice(0, text.length - hole.opening) + after.slice(1);
    else text += written(value, hole) + after;
  }
  return new MarkupText(text);
}

/** Values with something between them, e.g. `joined(names, ", ")`. */
export function joined(values: readonly HtmlValue[], between: HtmlValue): Markup {
  return html`${values.map((value, i) => (i === 0 ? value : [between, value]))}`;
}

/**
 * Markup from text that nobody else had a hand in: what jsdom serialised, our own files. The one way around the escape;
 * `test/reports/page/html.test.ts` lists who takes it.
 */
export function trustedMarkup(text: string): Markup {
  return new MarkupText(text);
}

/** Rows of `<dt>`/`<dd>`. @param className of the list, e.g. `figures` for large numbers below a finding */
export function definitionList(
  rows: readonly (readonly [term: string, value: HtmlValue])[],
  className?: "figures",
): Markup {
  return html`<dl class="${className}">
    ${rows.map(
      ([term, value]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** Sentences below each other. */
export function noteList(notes: readonly HtmlValue[]): Markup {
  return html`<ul class="notes">
    ${joined(
      notes.map((note) => html`<li>${note}</li>`),
      "\n",
    )}
  </ul>`;
}

/** Text → text between tags, or between double quotes. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function written(value: HtmlValue, hole: Hole): string {
  if (value === undefined || value === false) return "";
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number") return String(value);
  if (!(value instanceof MarkupText)) return value.map((each) => written(each, hole)).join("");
  if (hole.kind === "attribute") throw new TypeError(`internal: markup in the attribute ${hole.name}`);
  return value.toString();
}
