/** Style of drawings that stand alone as files and so cannot lean on a page. */

export const INK = "#1d2329";
export const FAINT = "#5d6873";

/** What all of them have: paper, titles, axes. */
export function standaloneCss(): string {
  return [
    "svg{font-family:'Inter','Helvetica Neue',Arial,sans-serif;font-size:13px}",
    ".paper{fill:#fff}",
    `text{fill:${INK}}`,
    ".title{font-size:17px;font-weight:600}",
    `.subtitle{fill:${FAINT};font-size:12.5px}`,
    ".axis line{stroke:#e3e7eb}",
    ".axis .base{stroke:#8a949d}",
    `.axis text{fill:${FAINT};font-size:12px}`,
    `.axis .axis-title{fill:${INK};font-size:13px}`,
    ".middle{text-anchor:middle}.end{text-anchor:end}",
    ".axis-x text{text-anchor:middle}.axis-y text{text-anchor:end}",
  ].join("\n");
}
