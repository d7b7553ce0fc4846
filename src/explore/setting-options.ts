import type { Generator } from "../../generators/contract/index.ts";
import type { CostModel } from "../../models/cost/cost-model.ts";
import { askedOnce } from "../../models/cost/asked-once.ts";
import { NOT_CHARACTERISED, type CostRequest } from "../../models/cost/sources.ts";
import { EachWorkload } from "../../models/evaluate/each-workload.ts";
import { costKey, type EstimateContext } from "../../models/evaluate/estimate-context.ts";
import type { EvaluatorOptions } from "../../models/evaluate/evaluation.ts";
import { SystemModel } from "../../models/memory/system.ts";
import { createErrorTerms } from "../../models/precision/error-terms.ts";
import { knownUpdateTerms, type KnownUpdates } from "../../models/update/known-updates.ts";
import { prepareWorkload } from "../../models/workload/mapping.ts";
import { settingsOf, type Setting } from "../config/settings.ts";
import type { Space } from "../config/space.ts";
import { ERROR_METRICS } from "../core/error-metrics.ts";
import type { KnownTexts } from "../core/known-texts.ts";
import { namesOf } from "../core/metrics.ts";
import { onceFor } from "../core/once-for.ts";
import { SharedTexts } from "../core/shared-texts.ts";
import type { SweepMetrics } from "../formula/sweep-metrics.ts";

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
  readonly costModels: (request: CostRequest, known?: KnownTexts) => readonly CostModel[];
}

/** A space and what its designs rest on, as data. */
export interface SettingsJob {
  readonly space: Space;
  readonly context: SettingContexts;
  /** Of update units: what was found before exploring, for each setting. */
  readonly updates?: readonly KnownUpdates[];
  /**
   * For each setting the memory of a SharedTexts: prices and timing that are known, to which all threads add. Settings of one
   * technology have the same.
   */
  readonly known?: readonly SharedArrayBuffer[];
}

/**
 * What the evaluator of each setting of a space takes. Settings of one technology and the same data share sources of
 * costs, so that a module is priced once for all of them, whatever the clock. Throws InputError when nothing has a price.
 */
export function settingOptions(
  { space, context: contexts, updates, known }: SettingsJob,
  metrics: SweepMetrics,
  { generators, costModels }: Code,
): readonly EvaluatorOptions[] {
  const settings = settingsOf(space);
  const all = contextsOf(contexts);
  if (all.length !== settings.length)
    throw new Error(`internal: got ${all.length} contexts, expected one for each of ${settings.length} settings`);
  const models = onceFor(costKey, (context) => {
    const key = costKey(context);
    const isShared = all.filter((other) => costKey(other) === key).length > 1;
    const memory = known?.[all.indexOf(context)];
    const models = costModels(context, memory === undefined ? undefined : new SharedTexts(memory));
    return isShared ? models.map(askedOnce) : models;
  });
  const wanted = new Set(asksFor(space).flatMap((metric) => metrics.restsOn(metric)));
  const asked = namesOf(ERROR_METRICS).filter((metric) => wanted.has(metric));
  const shown = metrics.ofFormulas.some((metric) => Object.hasOwn(ERROR_METRICS, metric));
  const errors = onceFor(
    ({ statistics }: EstimateContext) => JSON.stringify(statistics),
    (context) => createErrorTerms(context.statistics, asked),
  );
  return all.map((context, place): EvaluatorOptions => {
    const setting = settings[place] as Setting;
    const { technology, accuracy } = context;
    const updated = updates?.[place];
    return {
      generators,
      nand2AreaUm2: technology.nand2AreaUm2,
      models: models(context),
      whyUnknown: NOT_CHARACTERISED,
      accuracy,
      clockMhz: setting.clockMhz,
      ...tokenOptions(context, setting),
      ...(updated === undefined ? {} : knownUpdateTerms(updated)),
      ...(asked.length === 0 && !shown ? {} : { precision: errors(context) }),
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

/** Metrics that a design of the space must have to be of use. */
function asksFor({ objectives, constraints, pick }: Space): readonly string[] {
  const picked = pick.flatMap((label) => label.split(" ").slice(1));
  return [...[...objectives, ...constraints].map(({ metric }) => metric), ...picked];
}
