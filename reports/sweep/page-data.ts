import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import type { DesignRecord } from "../../src/core/result.ts";
import { parallelCoordinates } from "../charts/parallel-coordinates.ts";
import { paretoFront } from "../charts/pareto-front.ts";
import { CLOUD_DIGITS, FRONT_DIGITS, type ParetoFrontValues } from "../charts/pareto-front-values.ts";
import { packColumns } from "../results/columns.ts";
import { commandLines } from "../results/commands.ts";
import { mergedPicks, parameterNames, seriesWord, shownFront } from "../results/designs.ts";
import { valueColours } from "../page/palette.ts";
import { metricColumns } from "../sections/design-table.ts";

/**
 * What the page's script knows, as JSON: the values of the two charts that it moves, and the front designs by column
 * (for each parameter the places of the values in `colours`; the metrics are those of the scatter).
 */
export function pageData(manifest: SweepManifest, pareto: ParetoFile): unknown {
  const front = shownFront(pareto);
  const names = parameterNames(front);
  const colours = Object.fromEntries(names.map((name) => [name, parameterColours(pareto, name)]));
  const scatter = paretoFront.data(manifest, pareto);
  return {
    scatter: scatter === undefined ? null : packScatter(scatter),
    parallel: packParallel(manifest, pareto),
    parameters: Object.fromEntries(names.map((name) => [name, placesOf(front, name, colours[name] ?? [])])),
    colours,
    metrics: metricColumns(pareto),
    picks: mergedPicks(pareto).map(({ index, title }) => ({
      position: front.findIndex((record) => record.index === index),
      title,
    })),
    // Where designs go by their device, all are of one generator.
    ...(seriesWord(front) === "device" ? { generator: front[0]?.generator } : {}),
    commands: commandLines(manifest),
    file: manifest.name.replace(/[^\w-]+/g, "-").toLowerCase(),
  };
}

function packScatter(values: ParetoFrontValues): unknown {
  const { front, cloud } = values;
  return {
    ...values,
    front: { ...front, columns: packColumns(front.columns, FRONT_DIGITS), errors: packColumns(front.errors, 2) },
    cloud: { ...cloud, columns: packColumns(cloud.columns, CLOUD_DIGITS) },
  };
}

/** Name of each axis and the places of the designs on it, in thousandths. */
function packParallel(manifest: SweepManifest, pareto: ParetoFile): unknown {
  const values = parallelCoordinates.data(manifest, pareto);
  if (values === undefined) return null;
  const thousandths = (position: number | null) => (position === null ? null : Math.round(position * 1000));
  const axes = values.axes.map(({ name, positions }) => ({ name, positions: positions.map(thousandths) }));
  return { axes, top: values.top, height: values.height };
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
