import { resolve } from "node:path";
import { loadAccuracy } from "../../models/cost/accuracy.ts";
import type { EstimateContext } from "../../models/evaluate/estimate-context.ts";
import { loadMemorySystem, type MemorySystem } from "../../models/memory/memory-system.ts";
import { memorySummary } from "../../models/memory/summary.ts";
import { loadTechnology, type Technology } from "../../models/technology/index.ts";
import { combinedWorkload } from "../../models/workload/combined.ts";
import { loadWorkload, type Workload } from "../../models/workload/workload.ts";
import {
  combinationsOf,
  memoryAxes,
  settingsOf,
  technologyNames,
  workloadNames,
  type MemoryAxis,
  type StatedWorkload,
} from "../config/settings.ts";
import type { Space } from "../config/space.ts";
import { attempt, InputError, type Fault } from "../core/errors.ts";
import { onceFor } from "../core/once-for.ts";
import type { SweepManifest } from "../core/sweep-result.ts";
import type { SweepOptions } from "../explore/sweep.ts";
import { jsonPath } from "../json/json-schema.ts";
import { accuracySummary, costRequest, type FidelityOptions } from "./fidelity.ts";
import { activitySummary, askedZeros, dataOf, type StatedData } from "./zeros.ts";

/** The space file, and the folder that its relative paths start from. */
interface Place {
  readonly file: string;
  readonly directory: string;
}

/** What the designs of a space rest on in each of its settings: each technology, workload and memory is loaded once. */
export function loadSettings(
  space: Space,
  place: Place,
  options: FidelityOptions,
): Required<Pick<SweepOptions, "context" | "model" | "summaries">> {
  const names = workloadNames(space);
  const technologies = attempt(() => loadEach("technology", technologyNames(space), place, loadTechnology));
  const workloads = attempt(() => loadEach("workload", names, place, loadWorkload));
  const [known, models] = [technologies.value, workloads.value];
  if (known === undefined || models === undefined) throw new InputError([...technologies.faults, ...workloads.faults]);
  const served = onceFor(
    (stated: StatedWorkload) => JSON.stringify(stated),
    (stated) => servedBy(stated, models),
  );
  const requests = new Map(
    [...known.values()].map((technology) => [
      technology,
      { ...requestOf(technology, known.size, options), accuracy: loadAccuracy(technology) },
    ]),
  );
  const zeros = askedZeros(space.zeros, jsonPath(place.file, "zeros"), place.directory);
  const data = onceFor(
    (workload: Workload) => workload,
    (workload) => dataOf(workload, zeros),
  );
  const memories = space.workload === undefined ? new Map<string, MemorySystem>() : loadMemories(space, known, place);
  const contexts = settingsOf(space).map((setting): EstimateContext => {
    const technology = found(known, setting.technology);
    const { model: _, ...common } = found(requests, technology);
    if (setting.workload === undefined) return common;
    const memory = found(memories, memoryKey(technology, setting.memory ?? {}));
    const workload = served(setting.workload);
    return { ...common, statistics: data(workload).statistics, memory, workload };
  });
  const described = [...requests].map(([{ name }, { model }]) => (known.size === 1 ? model : `${name}: ${model}`));
  const [memory, ...others] = memories.values();
  return {
    context: contexts,
    model: described.join("; "),
    summaries: {
      ...(memory === undefined || others.length > 0 ? {} : { memory: memorySummary(memory) }),
      ...(memory === undefined ? {} : { activity: activitySummary(dataOfWorkloads(contexts, data)) }),
      accuracy: joinedAccuracy([...known.values()]),
    },
  };
}

/** Each workload of the settings once, with its data. */
function dataOfWorkloads(contexts: readonly EstimateContext[], data: (workload: Workload) => StatedData) {
  const workloads = new Set(contexts.flatMap(({ workload }) => workload ?? []));
  return [...workloads].map((workload) => ({ workload: workload.name, data: data(workload) }));
}

/** One workload, or several that a design serves as one. */
function servedBy(stated: StatedWorkload, models: ReadonlyMap<string, Workload>): Workload {
  if (typeof stated === "string") return found(models, stated);
  const { of, combine = "worst", weights = of.map(() => 1) } = stated;
  return combinedWorkload({ of: of.map((name) => found(models, name)), combine, weights });
}

/** What is stated under a key, by the words that it is stated in, with the keys that lead there. @throws {InputError} if two of a list have one name */
function loadEach<T extends Technology | Workload>(
  key: "technology" | "workload",
  stated: ReadonlyMap<string, readonly (string | number)[]>,
  { file, directory }: Place,
  load: (nameOrFile: string) => T,
): ReadonlyMap<string, T> {
  const loaded = new Map<string, T>();
  const faults: Fault[] = [];
  for (const [words, keys] of stated) {
    const path = stated.size === 1 ? key : jsonPath(file, ...keys);
    try {
      const one = load(relativeTo(directory, words));
      if ([...loaded.values()].some(({ name }) => name === one.name))
        faults.push({ path, message: `got another ${key} named ${one.name}, expected each once` });
      loaded.set(words, one);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(...error.faults.map((fault) => (fault.path === key ? { ...fault, path } : fault)));
    }
  }
  if (faults.length > 0) throw new InputError(faults);
  return loaded;
}

/** A file named in a space is found from the space's folder; a built-in name stays as it is. */
function relativeTo(directory: string, nameOrFile: string): string {
  return nameOrFile.includes("/") || nameOrFile.endsWith(".json") ? resolve(directory, nameOrFile) : nameOrFile;
}

function requestOf(technology: Technology, technologiesOfSpace: number, options: FidelityOptions) {
  if (technologiesOfSpace > 1 && options.characterised !== undefined)
    throw InputError.at(
      "--characterised",
      `got a table, expected none with ${technologiesOfSpace} technologies: those that come along are taken`,
    );
  return costRequest(technology, options);
}

/** The memories of a space in each technology, by `memoryKey`. */
function loadMemories(
  space: Space,
  known: ReadonlyMap<string, Technology>,
  { file, directory }: Place,
): ReadonlyMap<string, MemorySystem> {
  const axes = memoryAxes(space);
  const loaded = new Map<string, MemorySystem>();
  for (const technology of known.values())
    for (const [place, axis] of axes.entries()) {
      const where = Array.isArray(space.memory) ? jsonPath(file, "memory", place) : jsonPath(file, "memory");
      for (const stated of combinationsOf(axis)) {
        const memory = withPlaces(axis, stated, where, () =>
          loadMemorySystem(stated, { technology, directory, where }),
        );
        loaded.set(memoryKey(technology, stated), memory);
      }
    }
  return loaded;
}

/** Faults of a part that is one of a list say which. */
function withPlaces<T>(axis: MemoryAxis, stated: object, where: string, load: () => T): T {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const values: Readonly<Record<string, unknown>> = { ...stated };
    throw new InputError(
      error.faults.map((fault) => {
        const found = Object.entries(axis).find(
          ([part, list]) => Array.isArray(list) && fault.path === `${where}/${part}`,
        );
        if (found === undefined) return fault;
        const [part, list] = found as [string, readonly unknown[]];
        return { ...fault, path: `${fault.path}/${list.indexOf(values[part])}` };
      }),
    );
  }
}

function memoryKey({ name }: Technology, stated: object): string {
  return `${name} ${JSON.stringify(stated)}`;
}

/** The hold-out errors of all technologies. */
function joinedAccuracy(all: readonly Technology[]): NonNullable<SweepManifest["accuracy"]> {
  const summaries = all.map(accuracySummary);
  return {
    command: [...new Set(summaries.map(({ command }) => command))].join("; "),
    rows: summaries.flatMap(({ rows }) => rows),
  };
}

function found<K, T>(map: ReadonlyMap<K, T>, key: K): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`internal: ${String(key)} was not loaded`);
  return value;
}
