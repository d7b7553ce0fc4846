import type { Generator } from "../../generators/contract/index.ts";
import type { CostModel } from "../../models/cost/cost-model.ts";
import { keptCosts } from "../../models/cost/kept-costs.ts";
import { NOT_CHARACTERISED, type CostRequest } from "../../models/cost/sources.ts";
import { EachWorkload } from "../../models/evaluate/each-workload.ts";
import type { EstimateContext } from "../../models/evaluate/estimate-context.ts";
import type { EvaluatorOptions } from "../../models/evaluate/evaluation.ts";
import { SystemModel } from "../../models/memory/system.ts";
import { createErrorTerms } from "../../models/precision/error-terms.ts";
import { knownUpdateTerms, type KnownUpdates } from "../../models/update/known-updates.ts";
import { prepareWorkload } from "../../models/workload/mapping.ts";
import { settingsOf, type Setting } from "../config/settings.ts";
import type { Space } from "../config/space.ts";
import { ERROR_METRICS } from "../core/error-metrics.ts";
import { namesOf } from "../core/metrics.ts";

/** What estimates rest on in each setting of a space, in the order of `settingsOf`; alone where there is one setting. */
export type SettingContexts = EstimateContext | readonly EstimateContext[];

/** Contexts as a list. */
export function contextsOf(contexts: SettingContexts): readonly EstimateContext[] {
  return isList(contexts) ? contexts : [contexts];
}

function isList(contexts: SettingContexts): contexts is readonly EstimateContext[] {
  return Array.isArray(contexts);
}

/** The code that designs are judged with. */
interface Code {
  readonly generators: readonly Generator[];
  readonly costModels: (request: CostRequest) => readonly CostModel[];
}

/**
 * What the evaluator of each setting of a space takes. Settings of one technology share its sources of costs, so that a module
 * is priced once for all of them, whatever the clock. Throws InputError when nothing has a price.
 */
export function settingOptions(
  space: Space,
  contexts: SettingContexts,
  updates: readonly KnownUpdates[] | undefined,
  { generators, costModels }: Code,
): readonly EvaluatorOptions[] {
  const settings = settingsOf(space);
  const all = contextsOf(contexts);
  if (all.length !== settings.length)
    throw new Error(`internal: got ${all.length} contexts, expected one for each of ${settings.length} settings`);
  const models = onceFor(
    (context: EstimateContext) => context.technology,
    (context) => {
      const isShared = all.filter(({ technology }) => technology === context.technology).length > 1;
      return isShared ? costModels(context).map(keptCosts) : costModels(context);
    },
  );
  const asked = namesOf(ERROR_METRICS).filter((metric) => metricsOf(space).has(metric));
  const errors = onceFor(
    (context: EstimateContext) => context.statistics,
    (context) => createErrorTerms(context.statistics, asked),
  );
  return all.map((context, place): EvaluatorOptions => {
    const setting = settings[place] as Setting;
    const { technology, accuracy } = context;
    const known = updates?.[place];
    return {
      generators,
      nand2AreaUm2: technology.nand2AreaUm2,
      models: models(context),
      whyUnknown: NOT_CHARACTERISED,
      accuracy,
      clockMhz: setting.clockMhz,
      ...tokenOptions(context, setting),
      ...(known === undefined ? {} : knownUpdateTerms(known)),
      ...(asked.length === 0 ? {} : { precision: errors(context) }),
    };
  });
}

/** What the metrics per token rest on. */
function tokenOptions({ workload: asked, memory }: EstimateContext, { clockMhz, cores }: Setting) {
  if (asked === undefined) return {};
  const workload = cores === undefined ? asked : { ...asked, cores };
  const { combination } = workload;
  if (combination !== undefined)
    return { workload, memory: new EachWorkload(combination, memory, { clockMhz, cores: cores ?? 1 }) };
  if (memory === undefined) return { workload };
  return { workload, memory: new SystemModel(memory, prepareWorkload(workload), clockMhz) };
}

/** Makes a thing for the first that has a key, and gives it to all others with that key. */
function onceFor<From, T>(keyOf: (from: From) => unknown, make: (from: From) => T): (from: From) => T {
  const made = new Map<unknown, T>();
  return (from) => {
    const key = keyOf(from);
    const known = made.get(key) ?? make(from);
    made.set(key, known);
    return known;
  };
}

/** Metrics that the space asks for. */
function metricsOf({ objectives, constraints, pick }: Space): ReadonlySet<string> {
  const picked = pick.flatMap((label) => label.split(" ").slice(1));
  return new Set([...[...objectives, ...constraints].map(({ metric }) => metric), ...picked]);
}
