import type { Constraint } from "../config/space.ts";
import { brokenBound, cheapestFirst, isKnown, unknownObjective } from "./bounds.ts";
import type { Collector } from "./collector.ts";
import type { SweepContext } from "./context.ts";
import { groupOf } from "./reasons.ts";
import type { RowsSink } from "./rows.ts";
import type { Tally } from "./tally.ts";

/** Holds the designs of rows against the bounds of a space, and hands them to a collector. */
export class RowJudge implements RowsSink {
  readonly #context: SweepContext;
  readonly #generator: string;
  readonly #collector: Collector;
  readonly #tally: Tally;
  readonly #constraints: readonly Constraint[];
  #first = 0;
  #stride = 1;
  #points = 0;
  #feasible = 0;

  constructor(context: SweepContext, generator: string, collector: Collector, tally: Tally) {
    this.#context = context;
    this.#generator = generator;
    this.#collector = collector;
    this.#tally = tally;
    this.#constraints = cheapestFirst(context.space.constraints);
  }

  begin(first: number, stride: number): void {
    this.#first = first;
    this.#stride = stride;
  }

  failed(_place: number, reason: string): void {
    this.#collector.failed.add(groupOf(reason));
    this.#points++;
  }

  infeasible(_place: number, reason: string): void {
    this.#collector.infeasible.add(groupOf(reason));
    this.#points++;
  }

  beforeEnergy(row: Float64Array): string | undefined {
    return this.#broken(row);
  }

  judged(place: number, row: Float64Array, unfit: string | undefined): void {
    const reason =
      unfit ??
      this.#broken(row) ??
      unknownObjective(this.#context.space.objectives, row, () => undefined) ??
      brokenBound(this.#constraints, row);
    if (reason !== undefined) return this.infeasible(place, reason);
    this.#collector.add(this.#generator, this.#first + place * this.#stride, row);
    this.#points++;
    this.#feasible++;
  }

  end(): void {
    this.#tally.add(this.#points, this.#feasible, this.#context.front.size);
    this.#points = this.#feasible = 0;
  }

  /** A broken bound among those whose metric the row has. */
  #broken(row: Float64Array): string | undefined {
    for (const constraint of this.#constraints) {
      if (!isKnown(constraint.metric, row)) continue;
      const reason = brokenBound([constraint], row);
      if (reason !== undefined) return reason;
    }
    return undefined;
  }
}
