import { FAINT, INK, standaloneCss } from "../draw/standalone-style.ts";
import { seriesColour } from "../page/palette.ts";

/** Style of the drawing of a device's response. */

const LTP = seriesColour(0);
const LTD = seriesColour(1);

/** The CSS of one drawing. */
export function responseCss(): string {
  return [
    standaloneCss(),
    `.note{fill:${FAINT};font-size:12.5px}`,
    ".name{font-weight:600;font-size:14px}",
    `.ltp{--c:${LTP}}.ltd{--c:${LTD}}.key{--c:${INK}}`,
    ".ltp .name,.ltd .name{fill:var(--c)}",
    `.key text{fill:${FAINT};font-size:12.5px}`,
    ".curve{fill:none;stroke:var(--c);stroke-width:2.2px;stroke-linejoin:round}",
    ".state{fill:#fff;stroke:var(--c);stroke-width:1.2px}",
    ".reading{fill:var(--c);fill-opacity:.22;stroke:var(--c);stroke-width:1px;stroke-opacity:.75}",
    ".range{stroke:#1d2329;stroke-opacity:.55;stroke-width:1.2px;stroke-dasharray:1.5 3.5}",
    ".straight{stroke:#9aa4ad;stroke-width:1.2px;stroke-dasharray:4 4}",
  ].join("\n");
}
