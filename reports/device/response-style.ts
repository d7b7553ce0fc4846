/** Style of the drawing of a device's response; the file stands alone, so it cannot lean on a page. */

/** Okabe & Ito, Color Universal Design (jfly.uni-koeln.de/color, 2008), as in `palette.ts`. */
const LTP = "#0072b2";
const LTD = "#d55e00";
const INK = "#1d2329";
const FAINT = "#5d6873";

/** The CSS of one drawing. */
export function responseCss(): string {
  return [
    "svg{font-family:'Inter','Helvetica Neue',Arial,sans-serif;font-size:13px}",
    ".paper{fill:#fff}",
    `text{fill:${INK}}`,
    ".title{font-size:17px;font-weight:600}",
    `.subtitle,.note{fill:${FAINT};font-size:12.5px}`,
    ".name{font-weight:600;font-size:14px}",
    `.ltp{--c:${LTP}}.ltd{--c:${LTD}}.key{--c:${INK}}`,
    ".ltp .name,.ltd .name{fill:var(--c)}",
    ".axis line{stroke:#e3e7eb}",
    ".axis .base{stroke:#8a949d}",
    `.axis text{fill:${FAINT};font-size:12px}`,
    `.axis .axis-title{fill:${INK};font-size:13px}`,
    `.key text{fill:${FAINT};font-size:12.5px}`,
    ".middle{text-anchor:middle}.end{text-anchor:end}",
    ".curve{fill:none;stroke:var(--c);stroke-width:2.2px;stroke-linejoin:round}",
    ".state{fill:#fff;stroke:var(--c);stroke-width:1.2px}",
    ".reading{fill:var(--c);fill-opacity:.22;stroke:var(--c);stroke-width:1px;stroke-opacity:.75}",
    ".range{stroke:#1d2329;stroke-opacity:.55;stroke-width:1.2px;stroke-dasharray:1.5 3.5}",
    ".straight{stroke:#9aa4ad;stroke-width:1.2px;stroke-dasharray:4 4}",
  ].join("\n");
}
