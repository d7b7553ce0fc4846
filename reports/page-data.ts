import type { ParetoFile, SweepManifest } from "../src/core/sweep-result.ts";
import type { DesignRecord } from "../src/core/result.ts";
import { parallelCoordinates } from "./charts/parallel-coordinates.ts";
import { paretoFront } from "./charts/pareto-front.ts";
import { commandLines } from "./commands.ts";
import { mergedPicks, parameterNames, shownFront } from "./designs.ts";
import { valueColours } from "./palette.ts";
import { metricColumns } from "./sections/design-table.ts";

/**
 * What the page's script knows, as JSON: the values of the two charts that it moves, and the front designs by column
 * (for each parameter the places of the values in `colours`; the metrics are those of the scatter).
 */
export function pageData(manifest: SweepManifest, pareto: ParetoFile): unknown {
  const front = shownFront(pareto);
  const names = parameterNames(front);
  const colours = Object.fromEntries(names.map((name) => [name, parameterColours(pareto, name)]));
  const parallel = parallelCoordinates.data(manifest, pareto);
  return {
    scatter: paretoFront.data(manifest, pareto) ?? null,
    parallel: parallel === undefined ? null : { axes: parallel.axes, top: parallel.top, height: parallel.height },
    parameters: Object.fromEntries(names.map((name) => [name, placesOf(front, name, colours[name] ?? [])])),
    colours,
    metrics: metricColumns(pareto),
    picks: mergedPicks(pareto).map(({ index, title }) => ({
      position: front.findIndex((record) => record.index === index),
      title,
    })),
    commands: commandLines(manifest),
    file: manifest.name.replace(/[^\w-]+/g, "-").toLowerCase(),
  };
}

/** Place of each design's value in the list of distinct values; -1 if the design does not have the parameter. */
function placesOf(front: readonly DesignRecord[], name: string, colours: ParameterColours): readonly number[] {
  const places = new Map(colours.map(([value], place) => [value, place]));
  return front.map((record) => places.get(record.parameters[name] ?? "") ?? -1);
}

type ParameterColours = readonly (readonly [value: string | number, colour: string])[];

/** Distinct values of a parameter in their order, each with its colour. */
function parameterColours(pareto: ParetoFile, name: string): ParameterColours {
  const values = [...new Set(shownFront(pareto).flatMap((record) => record.parameters[name] ?? []))];
  const numeric = values.every((value) => typeof value === "number");
  values.sort((a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1));
  const colours = valueColours(values.length, numeric ? "ordered" : "unordered");
  return values.map((value, i) => [value, colours[i] ?? "currentColor"]);
}
