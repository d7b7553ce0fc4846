import { describeMetric as wordsOf } from "../../src/core/describe-metric.ts";
import type { FormulaMetrics } from "../../src/core/formula-metric.ts";
import type { Miss, Remedy } from "../../src/core/miss.ts";
import { quantity } from "../../src/core/quantity-text.js";

/** A miss as sentences, for the terminal and the page alike. */
export interface MissWords {
  /** e.g. `highest clock: 508 MHz at best, of at least 900 MHz asked`. */
  readonly finding: string;
  /** One each, e.g. `lower clockMhz from 900 to 507`, `raise pipelineReduce from 0 to 1: 1.02 GHz`. */
  readonly advice: readonly string[];
}

/** What a miss says. */
export function missInWords({ bound, nearest, remedies }: Miss, formulas: FormulaMetrics | undefined): MissWords {
  const { label, unit } = wordsOf(bound.metric, formulas) ?? { label: bound.metric, unit: "" };
  const inUnit = (value: number): string => quantity(value, unit);
  const asked = [
    ...(bound.minimum === undefined ? [] : [`at least ${inUnit(bound.minimum)}`]),
    ...(bound.maximum === undefined ? [] : [`at most ${inUnit(bound.maximum)}`]),
  ].join(" and ");
  if (nearest === undefined)
    return { finding: `${label}, ${asked} asked: no design is feasible without any bound either`, advice: [] };
  const breaks = nearest.keepsOthers ? "" : " (by a design that breaks other bounds)";
  const now = { ...nearest.design.parameters, clockMhz: nearest.clockMhz };
  const tried = remedies.map((remedy) => remedyInWords(remedy, now, bound, inUnit));
  const isEnough = remedies.some(({ keepsBound }) => keepsBound);
  return {
    finding: `${label}: ${inUnit(nearest.value)} at best${breaks}, ${asked} asked`,
    advice: isEnough ? tried : [...tried, `allow ${bound.metric} ${inUnit(nearest.value)}`],
  };
}

function remedyInWords(
  { changes, value, keepsBound, keepsOthers }: Remedy,
  now: Readonly<Record<string, number | string>>,
  { metric }: Miss["bound"],
  inUnit: (value: number) => string,
): string {
  const steps = Object.entries(changes).map(([name, to]) => changeInWords(name, now[name] ?? "nothing", to));
  const isOwn = metric === "fMaxMhz" && Object.hasOwn(changes, "clockMhz");
  const comes = isOwn ? [] : [inUnit(value)];
  const but = [...(keepsBound ? [] : ["which is not enough"]), ...(keepsOthers ? [] : ["other bounds are broken"])];
  const what = [...comes, ...but].join(", ");
  return `${steps.join(" and ")}${what === "" ? "" : `: ${what}`}`;
}

/** `raise pipelineReduce from 0 to 1`, `take adder prefix instead of ripple`, `lower clockMhz from 900 to 507`. */
function changeInWords(name: string, from: number | string, to: number | string): string {
  if (typeof from === "number" && typeof to === "number")
    return `${to > from ? "raise" : "lower"} ${name} from ${from} to ${to}`;
  return `take ${name} ${to} instead of ${from}`;
}
