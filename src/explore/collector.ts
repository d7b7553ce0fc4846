import type { Space } from "../config/space.ts";
import { CloudSample } from "./cloud.ts";
import { EqualThroughput } from "./equal-throughput.ts";
import { ParetoFront } from "./pareto.ts";
import { forEachPoint, type PointTable } from "./point-table.ts";
import { ReasonCounts } from "./reasons.ts";

/** All that a part of the space comes to; parts merge into the same result in any order. */
export interface Summary {
  readonly feasible: number;
  readonly infeasible: ReadonlyMap<string, number>;
  readonly failed: ReadonlyMap<string, number>;
  /** Points that no other point of the part dominates. */
  readonly front: PointTable;
  /** Sample of the others. */
  readonly cloud: PointTable;
  readonly equalThroughput: PointTable;
}

/** Takes points, or summaries of parts, and keeps what a sweep reports. */
export class Collector {
  #feasible = 0;
  readonly infeasible = new ReasonCounts();
  readonly failed = new ReasonCounts();
  readonly #cloud: CloudSample;
  readonly #front: ParetoFront;
  readonly #equal: EqualThroughput | undefined;
  readonly #generatorAt: (index: number) => string;

  /** `cloudLimit`: see CloudSample. */
  constructor(space: Space, generatorAt: (index: number) => string, cloudLimit = Infinity) {
    this.#cloud = new CloudSample(space.seed, undefined, cloudLimit);
    this.#front = new ParetoFront(space.objectives, (index, rows, offset) => this.#cloud.add(index, rows, offset));
    this.#equal = space.equalThroughput === undefined ? undefined : new EqualThroughput();
    this.#generatorAt = generatorAt;
  }

  get feasible(): number {
    return this.#feasible;
  }

  get cloudLimit(): number {
    return this.#cloud.limit;
  }

  /** Adds a feasible point. */
  add(generator: string, index: number, row: Float64Array): void {
    this.#feasible++;
    this.#equal?.add(generator, index, row, 0);
    this.#front.add(index, row, 0);
  }

  /** Adds a part. */
  absorb(part: Summary): void {
    this.#feasible += part.feasible;
    this.infeasible.addAll(part.infeasible);
    this.failed.addAll(part.failed);
    forEachPoint(part.cloud, (index, rows, offset) => this.#cloud.add(index, rows, offset));
    forEachPoint(part.front, (index, rows, offset) => this.#front.add(index, rows, offset));
    forEachPoint(part.equalThroughput, (index, rows, offset) => this.#equal?.add(this.#generatorAt(index), index, rows, offset));
  }

  summary(): Summary {
    return {
      feasible: this.#feasible,
      infeasible: this.infeasible.counts,
      failed: this.failed.counts,
      front: this.#front.table(),
      cloud: this.#cloud.table(),
      equalThroughput: this.#equal?.table() ?? { indices: new Float64Array(0), rows: new Float64Array(0) },
    };
  }
}
