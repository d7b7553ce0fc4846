import { createHash } from "node:crypto";
import { html, trustedMarkup, type HtmlValue } from "./html.ts";

/** What differs between pages. Everything is in the page; nothing is loaded. */
export interface Page {
  readonly title: string;
  /** Our own CSS. */
  readonly style: string;
  readonly body: HtmlValue;
  /** Our own script, and what it reads from the element `#data`. */
  readonly script?: { readonly source: string; readonly data: unknown };
}

/**
 * A page as one HTML file. Its content-security policy allows this style and this script by their hashes and nothing
 * else: no other script or style, no event or style attribute, no request, no form. Throws for a style or script that
 * would end its own element.
 */
export function renderPage({ title, style, body, script }: Page): string {
  const css = inline(style, "style");
  const code = script === undefined ? undefined : inline(script.source, "script");
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="${policy(css, code)}" />
        <title>${title}</title>
        ${trustedMarkup(`<style>${css}</style>`)}
      </head>
      <body>
        ${body}
        ${
          script !== undefined &&
          trustedMarkup(`<script type="application/json" id="data">${embedJson(script.data)}</script>
<script>${code}</script>`)
        }
      </body>
    </html>`;
  return `${String(page)}\n`;
}

/** A value as JSON inside `<script type="application/json">`: no `<` can end the element or open a comment. */
export function embedJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

function policy(style: string, script: string | undefined): string {
  const rules = [
    "default-src 'none'",
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
    `style-src ${hashOf(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return rules.join("; ");
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

/** The text as a browser hashes it: line ends are line feeds, whatever the checkout made of them. */
function inline(text: string, element: "style" | "script"): string {
  if (new RegExp(`</${element}|<!--`, "i").test(text)) throw new TypeError(`internal: a ${element} that ends itself`);
  return text.replaceAll(/\r\n?/g, "\n");
}
