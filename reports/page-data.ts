import type { ParetoFile, SweepManifest } from "../src/core/sweep-result.ts";
import { parallelCoordinates } from "./charts/parallel-coordinates.ts";
import { paretoFront } from "./charts/pareto-front.ts";
import { commandLines } from "./commands.ts";
import { mergedPicks, parameterNames, shownFront } from "./designs.ts";
import { valueColours } from "./palette.ts";
import { metricColumns } from "./sections/design-table.ts";

/**
 * What the page's script knows, as JSON: the values of the two charts that it moves, and the front designs by column
 * (one array a parameter, the metrics being those of the scatter).
 */
export function pageData(manifest: SweepManifest, pareto: ParetoFile): unknown {
  const front = shownFront(pareto);
  const names = parameterNames(front);
  const parallel = parallelCoordinates.data(manifest, pareto);
  return {
    scatter: paretoFront.data(manifest, pareto) ?? null,
    parallel: parallel === undefined ? null : { axes: parallel.axes, top: parallel.top, height: parallel.height },
    parameters: Object.fromEntries(names.map((name) => [name, front.map((record) => record.parameters[name] ?? null)])),
    colours: Object.fromEntries(names.map((name) => [name, parameterColours(pareto, name)])),
    metrics: metricColumns(pareto),
    picks: mergedPicks(pareto).map(({ index, title }) => ({
      position: front.findIndex((record) => record.index === index),
      title,
    })),
    commands: commandLines(manifest),
    file: manifest.name.replace(/[^\w-]+/g, "-").toLowerCase(),
  };
}

/** Distinct values of a parameter in their order, each with its colour. */
function parameterColours(pareto: ParetoFile, name: string): readonly (readonly [string | number, string])[] {
  const values = [...new Set(shownFront(pareto).flatMap((record) => record.parameters[name] ?? []))];
  const numeric = values.every((value) => typeof value === "number");
  values.sort((a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1));
  const colours = valueColours(values.length, numeric ? "ordered" : "unordered");
  return values.map((value, i) => [value, colours[i] ?? "currentColor"]);
}
