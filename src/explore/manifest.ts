import { memorySummary } from "../../models/memory/summary.ts";
import { macsPerToken, productsPerToken, type Workload } from "../../models/workload/workload.ts";
import type { EstimateContext } from "../../models/evaluate/estimate-context.ts";
import type { Technology } from "../../models/technology/technology.ts";
import { labelsOf, type Setting } from "../config/settings.ts";
import { RESULT_SCHEMA_VERSION, type DesignRecord, type Fidelity } from "../core/result.ts";
import type { ParetoFile, SettingsSummary, SweepManifest } from "../core/sweep-result.ts";
import type { TrainingSummary } from "../core/training-summary.ts";
import { TOOL_VERSION } from "../core/version.ts";
import type { Collector, Summary } from "./collector.ts";
import type { SweepContext } from "./context.ts";
import { searchOf } from "./search-kind.ts";
import { contextsOf, type SettingContexts } from "./setting-options.ts";

/** What a manifest is made of. */
interface ManifestParts {
  /** Of update units. */
  readonly training: TrainingSummary | undefined;
  readonly summary: Summary;
  readonly collector: Collector;
  readonly context: SettingContexts;
  readonly model: string;
  readonly summaries: Pick<SweepManifest, "memory" | "activity" | "accuracy"> | undefined;
  readonly pareto: ParetoFile;
}

/** What was asked, with what, and how many points came to what. */
export function manifestOf(
  { space, points }: SweepContext,
  { summary, collector, context, model, summaries, pareto, training }: ManifestParts,
): SweepManifest {
  const contexts = contextsOf(context);
  const technology = sameOf(contexts.map(({ technology: each }) => each));
  const workload = sameOf(contexts.map(({ workload: each }) => each));
  const clockMhz = sameOf(points.settings.map((setting) => setting.clockMhz));
  const cores = sameOf(points.settings.map((setting) => setting.cores));
  const fidelities = contexts.map((each) => each.fidelity ?? preferred(each));
  return {
    schemaVersion: RESULT_SCHEMA_VERSION,
    tool: { name: "tritforge", version: TOOL_VERSION },
    name: space.name,
    space,
    seed: space.seed,
    ...(technology === undefined ? {} : { technology: technologySummary(technology) }),
    ...(workload === undefined ? {} : { workload: workloadSummary(workload) }),
    ...(training === undefined ? {} : { training }),
    ...(clockMhz === undefined ? {} : { clockMhz }),
    ...(cores === undefined ? {} : { cores }),
    ...(contexts.length === 1 ? {} : { settings: settingsSummary(points.settings, contexts) }),
    objectives: space.objectives,
    constraints: space.constraints,
    counts: {
      total: points.count,
      feasible: summary.feasible,
      pareto: pareto.front.length,
      ...(searchOf(space, points.count) === "bounded" ? { skipped: summary.skipped } : {}),
      infeasible: collector.infeasible.ranked(),
      failed: collector.failed.ranked(),
    },
    model,
    ...summaries,
    fidelity: {
      asked: fidelities.includes("characterised") ? "characterised" : "counts",
      counts: countFidelities(pareto.front),
    },
  };
}

/** The value that all have; undefined if there are several. */
function sameOf<T>(values: readonly T[]): T | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

function technologySummary(technology: Technology): NonNullable<SweepManifest["technology"]> {
  const { name, process, corner, voltageV, temperatureC, provenance, licence, nand2AreaUm2 } = technology;
  return { name, process, corner, voltageV, temperatureC, provenance, licence, nand2AreaUm2 };
}

function settingsSummary(settings: readonly Setting[], contexts: readonly EstimateContext[]): SettingsSummary {
  const labels = labelsOf(settings);
  const technologies = differentOf(contexts.map(({ technology }) => technology));
  const workloads = differentOf(contexts.map(({ workload }) => workload));
  const memories = differentOf(contexts.map(({ memory }) => memory));
  return {
    technologies: technologies.map(technologySummary),
    workloads: workloads.map(workloadSummary),
    memories: memories.map(memorySummary),
    list: contexts.map(({ technology, workload, memory }, place) => ({
      label: labels[place] ?? {},
      clockMhz: settings[place]?.clockMhz ?? Number.NaN,
      technology: technologies.indexOf(technology),
      ...(workload === undefined ? {} : { workload: workloads.indexOf(workload) }),
      ...(memory === undefined ? {} : { memory: memories.indexOf(memory) }),
      ...(settings[place]?.memory === undefined ? {} : { statedMemory: settings[place].memory }),
      ...(settings[place]?.cores === undefined ? {} : { cores: settings[place].cores }),
    })),
  };
}

function differentOf<T>(values: readonly (T | undefined)[]): readonly T[] {
  return [...new Set(values)].filter((value) => value !== undefined);
}

function workloadSummary(workload: Workload): NonNullable<SweepManifest["workload"]> {
  const { name, title, source, combination } = workload;
  const sizes = { layers: productsPerToken(workload), macsPerToken: macsPerToken(workload) };
  if (combination === undefined) return { name, title, source, ...sizes };
  const { of, weights, combine } = combination;
  return { name, title, source, ...sizes, combination: { of: of.map((each) => each.name), weights, combine } };
}

/** What is used where nothing is asked: measured modules, if there is a table of them. */
function preferred({ characterised }: EstimateContext): Fidelity {
  return characterised === undefined ? "counts" : "characterised";
}

/** How many designs of the front rest on what. */
function countFidelities(front: readonly DesignRecord[]): Record<Fidelity, number> {
  const counts = { counts: 0, characterised: 0 };
  for (const { fidelity } of front) if (fidelity !== undefined) counts[fidelity]++;
  return counts;
}
