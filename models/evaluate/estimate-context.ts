import type { Accuracy } from "../cost/accuracy.ts";
import type { CostRequest } from "../cost/sources.ts";
import type { MemorySystem } from "../memory/memory-system.ts";
import type { Workload } from "../workload/workload.ts";

/** What estimates rest on besides the design and its clock: made once, as data that can be sent to a worker. */
export interface EstimateContext extends CostRequest {
  readonly accuracy: Accuracy;
  /** Of cores; without it, the metrics per token are absent. */
  readonly workload?: Workload;
  /** Without it, the metrics of memory are absent. */
  readonly memory?: MemorySystem;
}

/** What sources of costs follow from, as a key: contexts of one technology and the same data share them. */
export function costKey({ technology, statistics }: EstimateContext): string {
  return JSON.stringify([technology.name, statistics]);
}
