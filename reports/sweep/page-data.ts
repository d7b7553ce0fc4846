import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import type { DesignRecord } from "../../src/core/result.ts";
import { parallelCoordinates } from "../charts/parallel-coordinates.ts";
import { paretoFront } from "../charts/pareto-front.ts";
import { CLOUD_DIGITS, FRONT_DIGITS, type ParetoFrontValues } from "../charts/pareto-front-values.ts";
import { packColumns } from "../results/columns.ts";
import { commandLines } from "../results/commands.ts";
import { choiceNames, choiceOf, mergedPicks, seriesWord, settingNames, shownFront } from "../results/designs.ts";
import { settingInWords, settingsOfRecords } from "../results/settings.ts";
import { valueColours } from "../page/palette.ts";
import { metricColumns } from "../sections/design-table.ts";

/**
 * What the page's script knows, as JSON: the values of the two charts that it moves, and the front designs by column
 * (for each choice, `parameters`, the places of the values in `colours`; the metrics are those of the scatter).
 */
export function pageData(manifest: SweepManifest, pareto: ParetoFile): unknown {
  const front = shownFront(pareto);
  const names = choiceNames(front);
  const colours = Object.fromEntries(names.map((name) => [name, parameterColours(pareto, name)]));
  const settings = settingNames(front);
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
    commands: commandsOf(manifest, front),
    ...(Object.keys(manifest.inputs?.device ?? {}).length === 0 ? {} : { devices: manifest.inputs?.device }),
    // Of choices, those that are no parameters of the design; and for each design its place in `commands`.
    ...(settings.length === 0 ? {} : { settings, commandsAt: commandPlaces(front) }),
    file: manifest.name.replace(/[^\w-]+/g, "-").toLowerCase(),
  };
}

/** The command lines of each setting of the front. */
function commandsOf(manifest: SweepManifest, front: readonly DesignRecord[]): readonly (readonly string[])[] {
  return settingsOfRecords(front).map((setting) => commandLines(manifest, setting));
}

/** For each front design, where the command lines of its setting stand. */
function commandPlaces(front: readonly DesignRecord[]): readonly number[] {
  const places = settingsOfRecords(front).map(settingInWords);
  return front.map(({ setting }) => places.indexOf(settingInWords(setting)));
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
  return front.map((record) => places.get(choiceOf(record, name) ?? "") ?? -1);
}

type ParameterColours = readonly (readonly [value: string | number, colour: string])[];

/** Distinct values of a parameter in their order, each with its colour. */
function parameterColours(pareto: ParetoFile, name: string): ParameterColours {
  const values = [...new Set(shownFront(pareto).flatMap((record) => choiceOf(record, name) ?? []))];
  const numeric = values.every((value) => typeof value === "number");
  values.sort((a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1));
  const colours = valueColours(values.length, numeric ? "ordered" : "unordered");
  return values.map((value, i) => [value, colours[i] ?? "currentColor"]);
}
