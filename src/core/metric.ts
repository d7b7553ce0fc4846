/** What a design is: a core that multiplies, or a unit that updates the weights of synapse devices. */
export type DesignKind = "core" | "update-unit";

/** The two directions of an objective. */
export const DIRECTIONS = ["minimize", "maximize"] as const;

/** Direction of an objective. */
export type Direction = (typeof DIRECTIONS)[number];

/** Metrics that synthesis measures too, so that the error of their estimate is known. */
export type MeasuredMetric = "areaUm2" | "criticalPathPs" | "energyPerStepPj" | "workEnergyFj" | "waitEnergyFj";

/** What code does with a metric. There are no defaults: a fact that is forgotten does not compile. */
export interface MetricFacts {
  /** Kinds of designs that have it. */
  readonly kinds: readonly DesignKind[];
  /** Values that it can have; any other is a mistake in a model. */
  readonly range: "above 0" | "from 0" | "any";
  /** When it is first known, be it as an estimate. One that takes training screens no design before. */
  readonly known: "before training" | "after training";
  /** The metric whose expected error it has; the others are exact counts, or rest on data that nothing is held against. */
  readonly restsOn: MeasuredMetric | "nothing";
}

/** All that is known about a metric, its name apart. */
export interface MetricRecord extends MetricFacts {
  /** Also says how values are shown: the multiples of a unit stand in `src/core/quantity-text.js`; a part ("–") is shown in %. */
  readonly unit: string;
  readonly label: string;
  readonly description: string;
  readonly better: Direction;
}

/** A metric of which less is better. */
export function less(unit: string, label: string, description: string, facts: MetricFacts): MetricRecord {
  return { unit, label, description, better: "minimize", ...facts };
}

/** A metric of which more is better. */
export function more(unit: string, label: string, description: string, facts: MetricFacts): MetricRecord {
  return { unit, label, description, better: "maximize", ...facts };
}

/** Whether a metric of this range can have this value. */
export function isPossible(range: MetricFacts["range"], value: number): boolean {
  switch (range) {
    case "above 0":
      return value > 0 && value < Infinity;
    case "from 0":
      return value >= 0 && value < Infinity;
    case "any":
      return Number.isFinite(value);
  }
}
