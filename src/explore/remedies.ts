import type { Generator } from "../../generators/contract/index.ts";
import type { Constraint } from "../config/space.ts";
import type { Remedy } from "../core/miss.ts";
import { hasEffect, type Parameter, type ParameterValues } from "../core/parameters.ts";
import type { Design, Metrics } from "../core/result.ts";
import { clockBound, excess, keeps } from "./bounds-of-space.ts";
import { isDesign, type Trial } from "./trial.ts";

/** Most remedies that are told for a bound, and most changes in one. */
const [MOST_REMEDIES, MOST_CHANGES] = [3, 3];

/** A step that brings a bound less than this factor nearer is none. */
const LEAST_GAIN = 1.01;

/**
 * What it would take for a design to keep a bound, found by trying: another clock; another value of one parameter, in the space or
 * not; if none is enough, the best one and a further one. Those that keep all other bounds stand first, then those with the
 * smallest circuits.
 */
export async function remediesFor(
  design: Design,
  bound: Constraint,
  bounds: readonly Constraint[],
  trial: Trial,
): Promise<readonly Remedy[]> {
  const { clockMhz } = trial.setting;
  const clocks = await clockRemedy(design, bound, bounds, trial);
  const others = [...bounds.filter((each) => each !== bound), ...(isTiming(bound) ? [] : [clockBound(clockMhz)])];
  const found = await parameterRemedies(design, bound, others, trial);
  return [...clocks, ...found.slice(0, MOST_REMEDIES - clocks.length)];
}

const isTiming = ({ metric, minimum }: Constraint): boolean => metric === "fMaxMhz" && minimum !== undefined;

interface Tried {
  readonly design: Design;
  readonly changes: Remedy["changes"];
  readonly metrics: Metrics;
  readonly remedy: Remedy;
}

async function parameterRemedies(
  start: Design,
  bound: Constraint,
  others: readonly Constraint[],
  trial: Trial,
): Promise<readonly Remedy[]> {
  let from: Pick<Tried, "design" | "changes"> = { design: start, changes: {} };
  let nearest = excess(bound, (await trial.metricsOf(start, trial.setting.clockMhz))?.[bound.metric]);
  let reached: readonly Remedy[] = [];
  for (let step = 0; step < MOST_CHANGES; step++) {
    const tried = await tryNeighbours(from, bound, others, trial);
    const enough = tried.filter(({ remedy }) => remedy.keepsBound);
    if (enough.length > 0) return bestOfEach(enough).map(({ remedy }) => remedy);
    const [best] = tried.toSorted((a, b) => excess(bound, a.remedy.value) - excess(bound, b.remedy.value));
    if (best === undefined || excess(bound, best.remedy.value) * LEAST_GAIN > nearest) return reached;
    nearest = excess(bound, best.remedy.value);
    reached = [best.remedy];
    from = best;
  }
  return reached;
}

async function tryNeighbours(
  { design, changes }: Pick<Tried, "design" | "changes">,
  bound: Constraint,
  others: readonly Constraint[],
  trial: Trial,
): Promise<readonly Tried[]> {
  const generator = await trial.generatorOf(design);
  const tried: Tried[] = [];
  for (const [name, value] of generator === undefined ? [] : neighbours(generator, design.parameters)) {
    if (Object.hasOwn(changes, name)) continue;
    const next: Design = { ...design, parameters: { ...design.parameters, [name]: value } };
    const metrics = await trial.metricsOf(next, trial.setting.clockMhz);
    const found = metrics?.[bound.metric];
    if (metrics === undefined || found === undefined) continue;
    const all = { ...changes, [name]: value };
    const remedy = {
      changes: all,
      value: found,
      keepsBound: keeps(metrics, bound),
      keepsOthers: others.every((each) => keeps(metrics, each)),
    };
    tried.push({ design: next, changes: all, metrics, remedy });
  }
  return tried;
}

/** Of those that change the same parameters, the best; the best of all first. */
function bestOfEach(tried: readonly Tried[]): readonly Tried[] {
  const cost = ({ remedy, metrics }: Tried): number =>
    (remedy.keepsOthers ? 0 : 1e12) + (metrics["areaUm2"] ?? Number.MAX_SAFE_INTEGER);
  const seen = new Set<string>();
  return tried
    .toSorted((a, b) => cost(a) - cost(b))
    .filter(({ changes }) => {
      const names = Object.keys(changes).join();
      return !seen.has(names) && seen.add(names);
    });
}

/** Designs that differ in one parameter and compute the same: other words, the next numbers, the half and the double. */
function neighbours(generator: Generator, values: ParameterValues): readonly (readonly [string, number | string])[] {
  const computes = productOf(generator, values);
  return generator.schema
    .filter((parameter) => hasEffect(parameter, values))
    .flatMap((parameter) =>
      nextValues(parameter, values[parameter.name])
        .filter((value) => {
          const next = { ...values, [parameter.name]: value };
          return isDesign(generator, next) && productOf(generator, next) === computes;
        })
        .map((value) => [parameter.name, value] as const),
    );
}

function nextValues(parameter: Parameter, value: number | string | undefined): readonly (number | string)[] {
  switch (parameter.kind) {
    case "choice":
      return parameter.choices.filter((each) => each !== value);
    case "integer": {
      const at = Number(value);
      const next = [at - 1, at + 1, at + 2, Math.floor(at / 2), 2 * at];
      const { minimum, maximum } = parameter;
      return [...new Set(next)].filter((each) => each !== at && each >= minimum && each <= maximum);
    }
    case "name":
      return []; // other devices are other experiments
  }
}

/** What a core computes, and of which size, as a text; what an update unit computes is its own. */
function productOf(generator: Generator, values: ParameterValues): string {
  switch (generator.kind) {
    case "core": {
      const { activationBits, maxInputs, maxOutputs, shape } = generator.tile(values);
      return JSON.stringify([activationBits, generator.arithmetic(values), maxInputs, maxOutputs, shape]);
    }
    case "update-unit":
      return "";
  }
}

/** How often the way between two clocks is halved: to a thousandth. */
const HALVINGS = 20;

/** The clock next to the stated one at which the design keeps the bound, if there is one up to the clock that it reaches. */
async function clockRemedy(
  design: Design,
  bound: Constraint,
  bounds: readonly Constraint[],
  trial: Trial,
): Promise<readonly Remedy[]> {
  const { clockMhz } = trial.setting;
  const reached = (await trial.metricsOf(design, clockMhz))?.["fMaxMhz"];
  if (reached === undefined) return [];
  const isKept = async (clock: number): Promise<boolean> => {
    const metrics = await trial.metricsOf(design, clock);
    return metrics !== undefined && keeps(metrics, bound);
  };
  const clock = isTiming(bound)
    ? floorTo3(reached)
    : await nearestKept(clockMhz, [Math.min(clockMhz, reached) / 1000, floorTo3(reached)], isKept);
  if (clock === undefined || clock === clockMhz) return [];
  const metrics = await trial.metricsOf(design, clock);
  const value = metrics?.[bound.metric];
  if (metrics === undefined || value === undefined) return [];
  const others = bounds.filter((each) => each !== bound && !isTiming(each));
  const keepsOthers = others.every((each) => keeps(metrics, each)) && clock <= reached;
  return [{ changes: { clockMhz: clock }, value, keepsBound: isTiming(bound) || keeps(metrics, bound), keepsOthers }];
}

/** Of the clocks between the stated one and an end at which the bound is kept, the nearest, to three digits. */
async function nearestKept(
  stated: number,
  ends: readonly number[],
  isKept: (clock: number) => Promise<boolean>,
): Promise<number | undefined> {
  for (const end of ends) {
    if (!(await isKept(end))) continue;
    let [out, kept] = [stated, end];
    for (let i = 0; i < HALVINGS; i++) {
      const middle = Math.sqrt(out * kept);
      if (await isKept(middle)) kept = middle;
      else out = middle;
    }
    const rounded = kept < stated ? floorTo3(kept) : Math.min(end, ceilTo3(kept));
    return (await isKept(rounded)) ? rounded : kept;
  }
  return undefined;
}

/** To three significant digits, downwards. */
function floorTo3(value: number): number {
  return roundTo3(value, Math.floor);
}

function ceilTo3(value: number): number {
  return roundTo3(value, Math.ceil);
}

function roundTo3(value: number, round: (value: number) => number): number {
  const exponent = 2 - Math.floor(Math.log10(value));
  const factor = 10 ** Math.abs(exponent);
  return exponent >= 0 ? round(value * factor) / factor : round(value / factor) * factor;
}
