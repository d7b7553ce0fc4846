import type { MetricList } from "../../models/compiled/row-scratch.ts";
import { CloudSample } from "./cloud.ts";
import type { SweepContext } from "./context.ts";
import { EqualThroughput } from "./equal-throughput.ts";
import { ParetoFront, type Dropped, type FrontCosts } from "./pareto.ts";
import { forEachPoint, GrowingTable, type PointTable } from "./point-table.ts";
import { ReasonCounts } from "./reasons.ts";

/** All that a part of the space comes to; parts merge into the same result in any order. */
export interface Summary {
  readonly feasible: number;
  /** Points of boxes in which a bounded search found that none is feasible and on the front. */
  readonly skipped: number;
  readonly infeasible: ReadonlyMap<string, number>;
  readonly failed: ReadonlyMap<string, number>;
  /** Points of the part that no point seen so far dominates. */
  readonly front: PointTable;
  /** Sample of the others. */
  readonly cloud: PointTable;
  readonly equalThroughput: PointTable;
}

/** A part of the space, as a collector sees it; the default is the whole space. */
export interface CollectorPart {
  /** Whether the point at an index is one of the part. */
  readonly owns: (index: number) => boolean;
  /** See CloudSample. */
  readonly cloudLimit: number;
  /**
   * A front that earlier parts of this thread left behind: what its points dominate can be dropped at once. A part
   * answers only for its own points.
   */
  readonly front: ParetoFront;
}

/** Takes points, or summaries of parts, each point once, and keeps what a sweep reports. */
export class Collector {
  #feasible = 0;
  #skipped = 0;
  readonly infeasible = new ReasonCounts();
  readonly failed = new ReasonCounts();
  readonly #part: CollectorPart;
  readonly #cloud: CloudSample;
  readonly #equal: EqualThroughput | undefined;
  readonly #seriesAt: (index: number) => string;
  readonly #dropped: Dropped;
  readonly #objectives: number;
  readonly #width: number;

  /** @param seriesAt what the design at an index is compared as at equal throughput, see `seriesOf` */
  constructor(
    { space, metrics }: Pick<SweepContext, "space" | "metrics">,
    seriesAt: (index: number) => string,
    part: Partial<CollectorPart> = {},
  ) {
    const { owns = () => true, cloudLimit = Infinity } = part;
    const { front = new ParetoFront(space.objectives, metrics) } = part;
    this.#part = { owns, cloudLimit, front };
    this.#width = metrics.width;
    this.#cloud = new CloudSample(space.seed, metrics.width, undefined, cloudLimit);
    this.#equal = space.equalThroughput === undefined ? undefined : new EqualThroughput(metrics.width);
    this.#seriesAt = seriesAt;
    this.#objectives = space.objectives.length;
    this.#dropped = (index, rows, offset) => {
      if (owns(index)) this.#cloud.add(index, rows, offset);
    };
  }

  get feasible(): number {
    return this.#feasible;
  }

  get frontSize(): number {
    return this.#part.front.size;
  }

  /** Points of the front so far, as costs. */
  frontCosts(): FrontCosts {
    return this.#part.front.costs();
  }

  get cloudLimit(): number {
    return this.#cloud.limit;
  }

  /** Whether the smallest design at each throughput is looked for. */
  get comparesThroughput(): boolean {
    return this.#equal !== undefined;
  }

  /** Whether a feasible point is the smallest so far at its throughput. */
  wantsAtThroughput(series: string, index: number, macs: number, areaUm2: number): boolean {
    return this.#equal?.wants(series, index, macs, areaUm2) === true;
  }

  /** Counts feasible points that are kept nowhere. */
  countFeasible(points: number): void {
    this.#feasible += points;
  }

  /** Counts points that are not judged. */
  countSkipped(points: number): void {
    this.#skipped += points;
  }

  /** Whether a feasible point that is not on the front is kept in the sample of such points, as far as is known now. */
  wantsDominated(index: number): boolean {
    return this.#cloud.wants(index);
  }

  /** Lists those of some points that no point of the front dominates, see ParetoFront. */
  sift(costs: readonly MetricList[], count: number, left: Int32Array): number {
    return this.#part.front.sift(costs, count, left);
  }

  /** Whether a point of the front dominates the one with these costs; one with a cost that is not known it does not. */
  isDominated(costs: Float64Array, at: number): boolean {
    for (let k = 0; k < this.#objectives; k++) if (Number.isNaN(costs[at + k]!)) return false;
    return this.#part.front.rejects(costs, at);
  }

  /** Adds a feasible point. */
  add(series: string, index: number, row: Float64Array): void {
    this.#feasible++;
    this.#equal?.add(series, index, row, 0);
    this.#part.front.add(index, row, 0, this.#dropped);
  }

  /** Adds a part. */
  absorb(part: Summary): void {
    this.#feasible += part.feasible;
    this.#skipped += part.skipped;
    this.infeasible.addAll(part.infeasible);
    this.failed.addAll(part.failed);
    forEachPoint(part.cloud, (index, rows, offset) => this.#cloud.add(index, rows, offset));
    forEachPoint(part.front, (index, rows, offset) => this.#part.front.add(index, rows, offset, this.#dropped));
    forEachPoint(part.equalThroughput, (index, rows, offset) =>
      this.#equal?.add(this.#seriesAt(index), index, rows, offset),
    );
  }

  summary(): Summary {
    return {
      feasible: this.#feasible,
      skipped: this.#skipped,
      infeasible: this.infeasible.counts,
      failed: this.failed.counts,
      front: this.#part.front.table(this.#part.owns),
      cloud: this.#cloud.table(),
      equalThroughput: this.#equal?.table() ?? new GrowingTable(this.#width).table(),
    };
  }
}
