import type { EqualThroughputRow, ParetoFile, PickedDesign } from "../../src/core/sweep-result.ts";
import { counted } from "../../src/core/number-text.js";
import { describeMetric as wordsOf, type MetricWords } from "../../src/core/describe-metric.ts";
import type { Design, DesignRecord } from "../../src/core/result.ts";
import { METRICS, findMetric } from "../../src/core/metrics.ts";

/** Readings of the sweep's files that several charts and sections share. */

/** More front designs than this are thinned for the page; `pareto.csv` has them all. */
const FRONT_LIMIT = 1500;

/** What designs are coloured and counted by: the device of an update unit (there is one generator of them), else the generator. */
export function seriesOf({ generator, parameters }: Design): string {
  return String(parameters["device"] ?? generator);
}

/** The word for what `seriesOf` answers. */
export function seriesWord(records: readonly Design[]): "device" | "generator" {
  return records.some(({ parameters }) => parameters["device"] !== undefined) ? "device" : "generator";
}

/** Series of the sweep in one order for the whole page: by the front designs they hold, then by name. */
export function generators(pareto: ParetoFile): readonly string[] {
  const held = new Map<string, number>();
  const add = (name: string, designs: number) => held.set(name, (held.get(name) ?? 0) + designs);
  for (const record of pareto.front) add(seriesOf(record), 1);
  for (const record of pareto.cloud.records) add(seriesOf(record), 0);
  for (const pick of pareto.picks) add(seriesOf(pick.record), 0);
  for (const row of pareto.equalThroughput) for (const name of Object.keys(row.best)) add(name, 0);
  return [...held].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
}

/** The generator that the page compares the others with: that of the knee, else the one with most front designs. */
export function focusGenerator(pareto: ParetoFile): string | undefined {
  const knee = kneeOf(pareto);
  return knee === undefined ? generators(pareto)[0] : seriesOf(knee.record);
}

/** The pick labelled `knee`, alone or among others, if any. */
export function kneeOf(pareto: ParetoFile): PickedDesign | undefined {
  return pareto.picks.find((pick) => pick.label.split(", ").includes("knee"));
}

/** Front designs that the page shows: all up to `FRONT_LIMIT`, then every n-th by first objective, and every pick. */
export function shownFront(pareto: ParetoFile): readonly DesignRecord[] {
  const { front } = pareto;
  if (front.length <= FRONT_LIMIT) return front;
  const metric = pareto.objectives[0]?.metric ?? "";
  const value = (record: DesignRecord) => record.metrics[metric] ?? 0;
  const sorted = [...front].sort((a, b) => value(a) - value(b) || a.index - b.index);
  const kept = new Set(pareto.picks.map((pick) => pick.record.index));
  for (let i = 0; i < FRONT_LIMIT; i++) {
    const record = sorted[Math.round((i * (sorted.length - 1)) / (FRONT_LIMIT - 1))];
    if (record !== undefined) kept.add(record.index);
  }
  return front.filter((record) => kept.has(record.index));
}

/** Names of the metrics in these records: the known ones in the order of `METRICS`, then any others by name. */
export function metricNames(records: readonly DesignRecord[]): readonly string[] {
  const present = new Set(records.flatMap((record) => Object.keys(record.metrics)));
  const known = METRICS.map((metric) => metric.name).filter((name) => present.has(name));
  return [...known, ...[...present].filter((name) => findMetric(name) === undefined).sort()];
}

/** What was chosen for these records, by name: of their settings what is not the same in the whole sweep, then parameters. */
export function choiceNames(records: readonly DesignRecord[]): readonly string[] {
  return [...settingNames(records), ...new Set(records.flatMap((record) => Object.keys(record.parameters)))];
}

/** What tells the settings of these records apart, by name; nothing if the sweep has one. */
export function settingNames(records: readonly DesignRecord[]): readonly string[] {
  return [...new Set(records.flatMap(({ setting = {} }) => Object.keys(setting)))];
}

/** What was chosen for a record under a name; undefined if that is none of its choices. */
export function choiceOf({ setting, parameters }: DesignRecord, name: string): string | number | undefined {
  return setting?.[name] ?? parameters[name];
}

/** Choices that are not one and the same in all designs that have them, in order of appearance. */
export function varyingChoices(records: readonly DesignRecord[]): readonly string[] {
  return choiceNames(records).filter((name) => {
    const values = records.map((record) => choiceOf(record, name)).filter((value) => value !== undefined);
    return new Set(values).size > 1;
  });
}

/** The designs that are equal to one in all metrics, in words: `1 other design: tableStorage register, combinational`. */
export function twinsOf({ twins }: DesignRecord): string | undefined {
  if (twins === undefined) return undefined;
  const choices = Object.entries(twins.in).map(([name, values]) => `${name} ${values.join(", ")}`);
  return `${counted(twins.count, "other design")}: ${choices.join("; ")}`;
}

/**
 * The sweep with the metrics of each workload, where designs serve several, as metrics of their own: `latencyUs@NAME`. So they
 * are axes, columns and figures like the others.
 */
export function withWorkloadMetrics(pareto: ParetoFile): ParetoFile {
  const { front, picks } = pareto;
  if (front.every(({ perWorkload }) => perWorkload === undefined)) return pareto;
  return {
    ...pareto,
    front: front.map(withOwn),
    picks: picks.map((pick) => ({ ...pick, record: withOwn(pick.record) })),
  };
}

function withOwn(record: DesignRecord): DesignRecord {
  const { perWorkload = {}, metrics, errors } = record;
  const own = Object.entries(perWorkload).flatMap(([workload, values]) =>
    Object.entries(values).map(([metric, value]) => ({
      name: `${metric}@${workload}`,
      value,
      error: errors?.[metric],
    })),
  );
  const ownErrors = own.flatMap(({ name, error }) => (error === undefined ? [] : [[name, error] as const]));
  return {
    ...record,
    metrics: { ...metrics, ...Object.fromEntries(own.map(({ name, value }) => [name, value])) },
    ...(errors === undefined ? {} : { errors: { ...errors, ...Object.fromEntries(ownErrors) } }),
  };
}

/** Name, unit and direction of a metric, also of one in one workload; an unknown one is its own label and has no unit. */
export function describeMetric(name: string, pareto: ParetoFile): MetricWords {
  const [metric = "", ...rest] = name.split("@");
  const found = wordsOf(metric, pareto.metrics) ?? {
    label: name,
    unit: "",
    better: "minimize" as const,
    description: name,
  };
  const known = rest.length === 0 ? found : { ...found, label: `${found.label} (${rest.join("@")})` };
  const objective = pareto.objectives.find(({ metric }) => metric === name);
  return { ...known, better: objective?.direction ?? known.better };
}

/** `smallest areaUm2` becomes `smallest area`: metric names in a pick's label or in a reason become their labels. */
export function inWords(label: string, { metrics }: ParetoFile): string {
  return label.replace(/[A-Za-z][A-Za-z0-9_]*/g, (word) => wordsOf(word, metrics)?.label ?? word);
}

/** Picks of the same design joined under one title, in order of the first. */
export function mergedPicks(
  pareto: ParetoFile,
): readonly { readonly index: number; readonly title: string; readonly pick: PickedDesign }[] {
  const merged = new Map<number, { title: string; pick: PickedDesign }>();
  for (const pick of pareto.picks) {
    const known = merged.get(pick.record.index);
    const title = inWords(pick.label, pareto);
    if (known === undefined) merged.set(pick.record.index, { title, pick });
    else known.title += ` · ${title}`;
  }
  return [...merged].map(([index, { title, pick }]) => ({ index, title, pick }));
}

/** Area of another generator's smallest design ÷ area of the focus generator's, at one throughput. */
export function areaRatio(row: EqualThroughputRow, focus: string, other: string): number | undefined {
  const own = row.best[focus]?.metrics["areaUm2"];
  const theirs = row.best[other]?.metrics["areaUm2"];
  return own === undefined || theirs === undefined || own <= 0 ? undefined : theirs / own;
}
