import type { Space } from "../config/space.ts";
import { CloudSample } from "./cloud.ts";
import { EqualThroughput } from "./equal-throughput.ts";
import { ParetoFront, type Dropped } from "./pareto.ts";
import { forEachPoint, type PointTable } from "./point-table.ts";
import { ReasonCounts } from "./reasons.ts";

/** All that a part of the space comes to; parts merge into the same result in any order. */
export interface Summary {
  readonly feasible: number;
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
  /** Indices of the part: `start` … `end` − 1. */
  readonly start: number;
  readonly end: number;
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
  readonly infeasible = new ReasonCounts();
  readonly failed = new ReasonCounts();
  readonly #part: CollectorPart;
  readonly #cloud: CloudSample;
  readonly #equal: EqualThroughput | undefined;
  readonly #seriesAt: (index: number) => string;
  readonly #dropped: Dropped;

  /** @param seriesAt what the design at an index is compared as at equal throughput, see `seriesOf` */
  constructor(space: Space, seriesAt: (index: number) => string, part: Partial<CollectorPart> = {}) {
    const { start = 0, end = Infinity, cloudLimit = Infinity, front = new ParetoFront(space.objectives) } = part;
    this.#part = { start, end, cloudLimit, front };
    this.#cloud = new CloudSample(space.seed, undefined, cloudLimit);
    this.#equal = space.equalThroughput === undefined ? undefined : new EqualThroughput();
    this.#seriesAt = seriesAt;
    this.#dropped = (index, rows, offset) => {
      if (index >= start && index < end) this.#cloud.add(index, rows, offset);
    };
  }

  get feasible(): number {
    return this.#feasible;
  }

  get frontSize(): number {
    return this.#part.front.size;
  }

  get cloudLimit(): number {
    return this.#cloud.limit;
  }

  /**
   * Whether a feasible point is kept anywhere, so that its metrics must be known; else it is counted.
   * @param costs of its objectives, the less the better
   */
  wants(series: string, index: number, costs: Float64Array, macs: number, areaUm2: number): boolean {
    const isWanted =
      this.#equal?.wants(series, index, macs, areaUm2) === true ||
      this.#cloud.wants(index) ||
      !this.#part.front.rejects(costs, 0);
    if (!isWanted) this.#feasible++;
    return isWanted;
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
      infeasible: this.infeasible.counts,
      failed: this.failed.counts,
      front: this.#part.front.table(this.#part.start, this.#part.end),
      cloud: this.#cloud.table(),
      equalThroughput: this.#equal?.table() ?? { indices: new Float64Array(0), rows: new Float64Array(0) },
    };
  }
}
