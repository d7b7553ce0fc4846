import type { Fidelity } from "../../src/core/result.ts";
import type { ComparedDesign } from "./checks.ts";
import { paretoRegret, type Objectives } from "./hypervolume.ts";
import { referenceOf } from "./measured.ts";

/**
 * What a front is picked by here, all per unit of work, so that designs of any size compete: area per MAC of a step [µm²],
 * energy per MAC [fJ], critical path [ps].
 */
const OBJECTIVES = ["area per MAC", "energy per MAC", "delay"] as const;
type Objective = (typeof OBJECTIVES)[number];

/** The fronts that regret is computed for. */
const FRONTS: readonly (readonly Objective[])[] = [
  ["area per MAC", "energy per MAC"],
  ["area per MAC", "energy per MAC", "delay"],
];

/** Part of the hypervolume that is lost by picking a front with the model (hypervolume.ts). */
export interface Regret {
  readonly fidelity: Fidelity;
  readonly objectives: readonly string[];
  /** On the values themselves: what the gate is about. Undefined if an objective is not measured or not modelled. */
  readonly linear?: number;
  /**
   * On the logarithms of the values. Stricter: values spread over two decades, so on a linear scale a front that is 10 %
   * off loses next to nothing of the volume up to the worst design.
   */
  readonly logarithmic?: number;
}

/** Whether the regret of a front is promised: with delays it is printed only, as their order is not promised either. */
export function isGated({ objectives }: Regret): boolean {
  return !objectives.includes("delay");
}

/** A design with its MACs in one step. */
export interface SizedDesign extends ComparedDesign {
  readonly macsPerStep: number;
}

/** Regret of one fidelity for each front. */
export function regretsOf(designs: readonly SizedDesign[], fidelity: Fidelity): readonly Regret[] {
  return FRONTS.map((objectives) => {
    const measured = collect(designs, (design) => pointOf(objectives, measuredValues(design)));
    const estimated = collect(designs, (design) => pointOf(objectives, estimatedValues(design, fidelity)));
    if (measured === undefined || estimated === undefined) return { fidelity, objectives };
    const [logMeasured, logEstimated] = [measured, estimated].map((points) =>
      points.map((point) => point.map(Math.log)),
    );
    return {
      fidelity,
      objectives,
      linear: paretoRegret(measured, estimated),
      logarithmic: paretoRegret(logMeasured ?? [], logEstimated ?? []),
    };
  });
}

type Values = Readonly<Record<Objective, number | undefined>>;

function measuredValues({ measured, macsPerStep }: SizedDesign): Values {
  const { areaUm2, energyPerStepPj, criticalPathPs } = measured;
  return valuesOf(macsPerStep, areaUm2, referenceOf(energyPerStepPj), referenceOf(criticalPathPs));
}

function estimatedValues({ estimates, macsPerStep }: SizedDesign, fidelity: Fidelity): Values {
  const { areaUm2, energyPerStepPj, criticalPathPs } = estimates[fidelity] ?? {};
  return valuesOf(macsPerStep, areaUm2, energyPerStepPj, criticalPathPs);
}

function valuesOf(macs: number, areaUm2?: number, energyPerStepPj?: number, criticalPathPs?: number): Values {
  return {
    "area per MAC": areaUm2 === undefined ? undefined : areaUm2 / macs,
    "energy per MAC": energyPerStepPj === undefined ? undefined : (1000 * energyPerStepPj) / macs,
    delay: criticalPathPs,
  };
}

function pointOf(objectives: readonly Objective[], values: Values): Objectives | undefined {
  return collect(objectives, (objective) => values[objective]);
}

/** The answers for all items; undefined if one of them has none. */
function collect<T, U>(items: readonly T[], answer: (item: T) => U | undefined): readonly U[] | undefined {
  const answers = items.map(answer).filter((each) => each !== undefined);
  return answers.length === items.length ? answers : undefined;
}
