import { isDeepStrictEqual } from "node:util";

import type { Generator } from "../../generators/contract/index.ts";
import { parseSpace } from "../config/load-space.ts";
import { labelsOf, settingsOf } from "../config/settings.ts";
import type { Space } from "../config/space.ts";
import { InputError, type Fault } from "../core/errors.ts";
import { metricsOf } from "../core/metrics.ts";
import type { DesignRecord, Objective, SettingLabels } from "../core/result.ts";
import type { ParetoFile, SettingsSummary, SweepManifest } from "../core/sweep-result.ts";
import { jsonPath, show } from "../json/json-schema.ts";

interface Sweep {
  readonly manifest: SweepManifest;
  readonly pareto: ParetoFile;
}

/** Names of the files, as faults show them. */
interface Files {
  readonly manifest: string;
  readonly pareto: string;
}

/**
 * What no schema says: that the files of a sweep agree with themselves and with each other. A fault for each place where
 * they do not.
 */
export function faultsOfSweep(sweep: Sweep, files: Files, generators: readonly Generator[]): readonly Fault[] {
  return [
    ...faultsOfSpace(sweep.manifest, files.manifest, generators),
    ...faultsOfManifest(sweep.manifest, files.manifest),
    ...faultsOfCounts(sweep, files),
    ...faultsOfFront(sweep, files.pareto),
    ...faultsOfPicks(sweep, files.pareto),
    ...faultsOfOthers(sweep, files.pareto),
  ];
}

/** The space must be one, and what the manifest repeats of it must be the same. */
function faultsOfSpace(manifest: SweepManifest, file: string, generators: readonly Generator[]): readonly Fault[] {
  const space = trySpace(manifest.space, file, generators);
  if (Array.isArray(space)) return space;
  const shared = SHARED.flatMap((key) =>
    isDeepStrictEqual(manifest[key], space[key])
      ? []
      : [differs(jsonPath(file, key), manifest[key], `${show(space[key])} as /space/${key} says`)],
  );
  return [...shared, ...faultsOfSettings(manifest, space, file)];
}

const SHARED = ["name", "seed", "objectives", "constraints"] as const;

/** The settings of a manifest are those of its space, and the positions in them stand for something. */
function faultsOfSettings(manifest: SweepManifest, space: Space, file: string): readonly Fault[] {
  const stated = settingsOf(space);
  const [only, ...others] = stated;
  const clocks = [...new Set(stated.map(({ clockMhz }) => clockMhz))];
  const clock = clocks.length === 1 ? clocks[0] : undefined;
  const faults = unless(
    manifest.clockMhz === clock,
    jsonPath(file, "clockMhz"),
    manifest.clockMhz,
    `${show(clock)} as /space/clockMhz says`,
  );
  const { settings } = manifest;
  const at = jsonPath(file, "settings");
  if (settings === undefined || only === undefined || others.length === 0)
    return [
      ...faults,
      ...unless(
        (settings === undefined) === (others.length === 0),
        at,
        settings,
        "the settings of /space, if there are several",
      ),
    ];
  const { list, technologies, workloads, memories } = settings;
  const labels = labelsOf(stated);
  return [
    ...faults,
    ...unless(list.length === stated.length, `${at}/list`, list.length, `${stated.length} settings, those of /space`),
    ...list.flatMap(({ label, clockMhz, cores, technology, workload = 0, memory = 0 }, i) => [
      ...unless(isDeepStrictEqual(label, labels[i]), `${at}/list/${i}/label`, label, show(labels[i])),
      ...unless(cores === stated[i]?.cores, `${at}/list/${i}/cores`, cores, show(stated[i]?.cores)),
      ...unless(clockMhz === stated[i]?.clockMhz, `${at}/list/${i}/clockMhz`, clockMhz, show(stated[i]?.clockMhz)),
      ...unless(
        technology < technologies.length,
        `${at}/list/${i}/technology`,
        technology,
        "a position in technologies",
      ),
      ...unless(
        workload < Math.max(1, workloads.length),
        `${at}/list/${i}/workload`,
        workload,
        "a position in workloads",
      ),
      ...unless(memory < Math.max(1, memories.length), `${at}/list/${i}/memory`, memory, "a position in memories"),
    ]),
  ];
}

function trySpace(json: unknown, file: string, generators: readonly Generator[]): Space | Fault[] {
  try {
    return parseSpace(json, SPACE, generators, () => undefined);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.faults.map(({ path, message }) => ({
      path: jsonPath(file, "space") + path.slice(SPACE.length).replace(/^: /, ""),
      message,
    }));
  }
}

const SPACE = "space";

function faultsOfManifest(manifest: SweepManifest, file: string): readonly Fault[] {
  const { workload, training, settings } = manifest;
  const isOfCores = workload !== undefined || (settings?.workloads.length ?? 0) > 0;
  if (isOfCores !== (training !== undefined)) return [];
  const found = !isOfCores ? "neither workload nor training" : "workload and training";
  return [{ path: file, message: `got ${found}, expected one of the two` }];
}

/** Numbers of designs that are stated twice. */
function faultsOfCounts({ manifest: { counts }, pareto: { front, cloud } }: Sweep, files: Files): readonly Fault[] {
  const refused = [counts.infeasible, counts.failed].flatMap((reasons) => Object.values(reasons));
  const all = refused.reduce((sum, points) => sum + points, counts.feasible);
  const at = (...keys: readonly string[]) => jsonPath(files.manifest, "counts", ...keys);
  const cloudAt = (key: string) => jsonPath(files.pareto, "cloud", key);
  return [
    ...unless(counts.total === all, at("total"), counts.total, `${all}, the sum of feasible, infeasible and failed`),
    ...unless(counts.pareto === front.length, at("pareto"), counts.pareto, `${front.length}, the designs of the front`),
    ...unless(
      cloud.shown === cloud.records.length,
      cloudAt("shown"),
      cloud.shown,
      `${cloud.records.length}, the records`,
    ),
    ...unless(
      cloud.total === counts.feasible - front.length,
      cloudAt("total"),
      cloud.total,
      `${counts.feasible - front.length}, the feasible designs that are not of the front`,
    ),
    ...unless(cloud.shown <= cloud.total, cloudAt("shown"), cloud.shown, `at most total, ${cloud.total}`),
  ];
}

function faultsOfFront({ manifest, pareto }: Sweep, file: string): readonly Fault[] {
  const at = jsonPath(file, "objectives");
  return [
    ...unless(
      isDeepStrictEqual(pareto.objectives, manifest.objectives),
      at,
      pareto.objectives,
      "those of manifest.json",
    ),
    ...pareto.front.flatMap((record, i) => [
      ...faultsOfRecord(record, manifest, jsonPath(file, "front", i)),
      ...missingObjectives(record, pareto.objectives, jsonPath(file, "front", i, "metrics")),
      ...unless(
        record.index > (pareto.front[i - 1]?.index ?? -1),
        jsonPath(file, "front", i, "index"),
        record.index,
        "an index above that of the design before",
      ),
    ]),
  ];
}

function faultsOfPicks({ manifest, pareto }: Sweep, file: string): readonly Fault[] {
  return pareto.picks.flatMap(({ record }, i) => {
    const at = jsonPath(file, "picks", i, "record");
    const original = pareto.front.find(({ index }) => index === record.index);
    if (original === undefined) return [differs(`${at}/index`, record.index, "the index of a design of the front")];
    return [
      ...faultsOfRecord(record, manifest, at),
      ...unless(
        isDeepStrictEqual(record, original),
        at,
        record,
        `the design ${record.index} as it stands in the front`,
      ),
    ];
  });
}

/** The cloud, and the designs of equal throughput. */
function faultsOfOthers({ manifest, pareto }: Sweep, file: string): readonly Fault[] {
  const { total } = manifest.counts;
  return [
    ...pareto.cloud.records.flatMap((record, i) =>
      faultsOfRecord(record, manifest, jsonPath(file, "cloud", "records", i)),
    ),
    ...pareto.equalThroughput.flatMap(({ best, setting }, i) =>
      Object.entries(best).flatMap(([generator, { index, design }]) => {
        const at = jsonPath(file, "equalThroughput", i, "best", generator);
        const own = labelAt(index, total, manifest.settings);
        return [
          ...unless(isDeepStrictEqual(setting, own), `${at}/index`, index, `a point of setting ${show(setting)}`),
          ...unless(design.generator === generator, `${at}/design/generator`, design.generator, `"${generator}"`),
          ...unless(index < total, `${at}/index`, index, `an index below ${total}, the points of the space`),
        ];
      }),
    ),
  ];
}

/** A record of front and cloud: feasible, of the space, with metrics of its kind. */
function faultsOfRecord(
  record: DesignRecord,
  { counts, training, settings }: SweepManifest,
  at: string,
): readonly Fault[] {
  const kind = training === undefined ? "core" : "update-unit";
  const known = new Set<string>(metricsOf(kind).map((metric) => metric.name));
  return [
    ...unless(record.status === "feasible", `${at}/status`, record.status, "feasible"),
    ...unless(record.index < counts.total, `${at}/index`, record.index, `an index below ${counts.total}, the points`),
    ...unless(
      isDeepStrictEqual(record.setting, labelAt(record.index, counts.total, settings)),
      `${at}/setting`,
      record.setting,
      "that of its index, as /settings of the manifest says",
    ),
    ...Object.keys(record.metrics)
      .filter((metric) => !known.has(metric))
      .map((metric) => ({ path: `${at}/metrics`, message: `got "${metric}", expected metrics of kind ${kind}` })),
  ];
}

/** Points of one setting follow each other; there are as many in each. */
function labelAt(index: number, total: number, settings: SettingsSummary | undefined): SettingLabels | undefined {
  return settings?.list[Math.floor(index / (total / settings.list.length))]?.label;
}

function missingObjectives({ metrics }: DesignRecord, objectives: readonly Objective[], at: string): readonly Fault[] {
  return objectives
    .filter(({ metric }) => !Object.hasOwn(metrics, metric))
    .map(({ metric }) => ({ path: at, message: `got no "${metric}", expected every objective` }));
}

function unless(isRight: boolean, path: string, found: unknown, expected: string): readonly Fault[] {
  return isRight ? [] : [differs(path, found, expected)];
}

function differs(path: string, found: unknown, expected: string): Fault {
  return { path, message: `got ${show(found)}, expected ${expected}` };
}
