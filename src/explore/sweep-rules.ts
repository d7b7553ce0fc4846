import { isDeepStrictEqual } from "node:util";
import type { Generator } from "../../generators/contract/index.ts";
import { parseSpace } from "../config/load-space.ts";
import type { Space } from "../config/space.ts";
import { InputError, type Fault } from "../core/errors.ts";
import { metricsOf } from "../core/metrics.ts";
import type { DesignRecord, Objective } from "../core/result.ts";
import type { ParetoFile, SweepManifest } from "../core/sweep-result.ts";
import { jsonPath, show } from "../json/json-schema.ts";
import { differs, unless } from "./found-faults.ts";
import { faultsOfSettings, labelAt } from "./setting-rules.ts";

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
    ...faultsOfSpace(sweep, files, generators),
    ...faultsOfManifest(sweep.manifest, files.manifest),
    ...faultsOfCounts(sweep, files),
    ...faultsOfFront(sweep, files.pareto),
    ...faultsOfPicks(sweep, files.pareto),
    ...faultsOfOthers(sweep, files.pareto),
  ];
}

/** The space must be one, and what the files repeat of it must be the same. */
function faultsOfSpace({ manifest, pareto }: Sweep, files: Files, generators: readonly Generator[]): readonly Fault[] {
  const space = trySpace(manifest.space, files.manifest, generators);
  if (Array.isArray(space)) return space;
  const shared = SHARED.flatMap((key) =>
    isDeepStrictEqual(manifest[key], space[key])
      ? []
      : [differs(jsonPath(files.manifest, key), manifest[key], `${show(space[key])} as /space/${key} says`)],
  );
  const faults = [...shared, ...faultsOfSettings(manifest, space, files.manifest)];
  if (isDeepStrictEqual(pareto.metrics, space.metrics)) return faults;
  const expected = `${show(space.metrics)} as /space/metrics of manifest.json says`;
  return [...faults, differs(jsonPath(files.pareto, "metrics"), pareto.metrics, expected)];
}

const SHARED = ["name", "seed", "objectives", "constraints"] as const;

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
  const all = refused.reduce((sum, points) => sum + points, counts.feasible + (counts.skipped ?? 0));
  const twins = front.reduce((sum, record) => sum + (record.twins?.count ?? 0), 0);
  const dominated = counts.feasible - front.length - twins;
  const at = (...keys: readonly string[]) => jsonPath(files.manifest, "counts", ...keys);
  const cloudAt = (key: string) => jsonPath(files.pareto, "cloud", key);
  return [
    ...unless(
      counts.total === all,
      at("total"),
      counts.total,
      `${all}, the sum of feasible, skipped, infeasible and failed`,
    ),
    ...unless(counts.pareto === front.length, at("pareto"), counts.pareto, `${front.length}, the designs of the front`),
    ...unless(
      cloud.shown === cloud.records.length,
      cloudAt("shown"),
      cloud.shown,
      `${cloud.records.length}, the records`,
    ),
    ...unless(
      cloud.total === dominated,
      cloudAt("total"),
      cloud.total,
      `${dominated}, the feasible designs that are neither of the front nor equal to one of it`,
    ),
    ...unless(cloud.shown <= cloud.total, cloudAt("shown"), cloud.shown, `at most total, ${cloud.total}`),
  ];
}

function faultsOfFront(sweep: Sweep, file: string): readonly Fault[] {
  const { manifest, pareto } = sweep;
  const at = jsonPath(file, "objectives");
  return [
    ...unless(
      isDeepStrictEqual(pareto.objectives, manifest.objectives),
      at,
      pareto.objectives,
      "those of manifest.json",
    ),
    ...pareto.front.flatMap((record, i) => [
      ...faultsOfRecord(record, sweep, jsonPath(file, "front", i)),
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

function faultsOfPicks(sweep: Sweep, file: string): readonly Fault[] {
  const { pareto } = sweep;
  return pareto.picks.flatMap(({ record }, i) => {
    const at = jsonPath(file, "picks", i, "record");
    const original = pareto.front.find(({ index }) => index === record.index);
    if (original === undefined) return [differs(`${at}/index`, record.index, "the index of a design of the front")];
    return [
      ...faultsOfRecord(record, sweep, at),
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
function faultsOfOthers(sweep: Sweep, file: string): readonly Fault[] {
  const { manifest, pareto } = sweep;
  const { total } = manifest.counts;
  return [
    ...pareto.cloud.records.flatMap((record, i) =>
      faultsOfRecord(record, sweep, jsonPath(file, "cloud", "records", i)),
    ),
    ...pareto.equalThroughput.flatMap(({ best, setting }, i) =>
      Object.entries(best).flatMap(([generator, smallest]) => {
        const { index, design } = smallest;
        const at = jsonPath(file, "equalThroughput", i, "best", generator);
        const own = labelAt(index, total, manifest.settings);
        return [
          ...unless(isDeepStrictEqual(setting, own), `${at}/index`, index, `a point of setting ${show(setting)}`),
          ...unless(design.generator === generator, `${at}/design/generator`, design.generator, `"${generator}"`),
          ...unless(index < total, `${at}/index`, index, `an index below ${total}, the points of the space`),
          ...unknownMetrics(smallest, sweep, at),
        ];
      }),
    ),
  ];
}

/** A record of front and cloud: feasible, of the space, with metrics of its kind or of the space. */
function faultsOfRecord(record: DesignRecord, sweep: Sweep, at: string): readonly Fault[] {
  const { counts, settings } = sweep.manifest;
  return [
    ...unless(record.status === "feasible", `${at}/status`, record.status, "feasible"),
    ...unless(record.index < counts.total, `${at}/index`, record.index, `an index below ${counts.total}, the points`),
    ...unless(
      isDeepStrictEqual(record.setting, labelAt(record.index, counts.total, settings)),
      `${at}/setting`,
      record.setting,
      "that of its index, as /settings of the manifest says",
    ),
    ...unknownMetrics(record, sweep, at),
    ...Object.entries(record.perWorkload ?? {}).flatMap(([workload, metrics]) =>
      unknownMetrics({ metrics }, sweep, jsonPath(at, "perWorkload", workload)),
    ),
  ];
}

function unknownMetrics(
  { metrics, errors = {} }: Pick<DesignRecord, "metrics" | "errors">,
  { manifest, pareto }: Sweep,
  at: string,
): readonly Fault[] {
  const kind = manifest.training === undefined ? "core" : "update-unit";
  const known = new Set([...metricsOf(kind).map(({ name }): string => name), ...Object.keys(pareto.metrics ?? {})]);
  return Object.entries({ metrics, errors }).flatMap(([key, values]) =>
    Object.keys(values)
      .filter((metric) => !known.has(metric))
      .map((metric) => ({ path: `${at}/${key}`, message: `got "${metric}", expected metrics of kind ${kind}` })),
  );
}

function missingObjectives({ metrics }: DesignRecord, objectives: readonly Objective[], at: string): readonly Fault[] {
  return objectives
    .filter(({ metric }) => !Object.hasOwn(metrics, metric))
    .map(({ metric }) => ({ path: at, message: `got no "${metric}", expected every objective` }));
}
