/** Text → HTML text or double-quoted attribute value. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** A value as JSON inside `<script type="application/json">`: no `<` can end the element or open a comment. */
export function embedJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(/</g, "\\u003c")
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
}

/** Rows of `<dt>`/`<dd>`; values are HTML already. */
export function definitionList(rows: readonly (readonly [term: string, html: string])[]): string {
  return `<dl>${rows.map(([term, html]) => `<div><dt>${escapeHtml(term)}</dt><dd>${html}</dd></div>`).join("")}</dl>`;
}
