import { format, resolveConfig } from "prettier";
import { betweenMarkers } from "./between-markers.ts";
import { curvesOf } from "./curves.ts";
import { drawCurves } from "./draw-curves.ts";
import type { Measured } from "./measured.ts";
import { performanceTable } from "./performance-table.ts";

/** The page that is written, and the folder of the drawings and of the numbers behind them, below docs. */
export const PAGE = "performance.md";
export const MEASURED = "performance/measured.json";

/**
 * The files that follow from what was measured, by their names below docs.
 * @param page the page as it is: its text stays, but for the table and the drawings
 */
export async function plotFiles(measured: Measured, page: string): Promise<Readonly<Record<string, string>>> {
  const drawings = curvesOf(measured);
  const table = betweenMarkers(page, "measured: table", performanceTable(measured));
  const images = drawings.map(({ id, title, subtitle }) => `![${title}: ${subtitle}](performance/${id}.svg)`);
  return {
    [PAGE]: await formatted(betweenMarkers(table, "measured: plots", images.join("\n\n")), "markdown"),
    [MEASURED]: await formatted(JSON.stringify(measured), "json"),
    ...Object.fromEntries(drawings.map((values) => [`performance/${values.id}.svg`, drawCurves(values)])),
  };
}

/** As `npm run check` wants it. */
async function formatted(text: string, parser: "markdown" | "json"): Promise<string> {
  return format(text, { ...(await resolveConfig(import.meta.filename)), parser });
}
