import type { Generator } from "../../generators/generator.ts";
import { createEvaluator, type Evaluator } from "../../models/cost/evaluate.ts";
import type { Technology } from "../../models/technology/technology.ts";
import type { Workload } from "../../models/workload/workload.ts";
import type { Space } from "../config/space.ts";
import type { Module } from "../hdl/module.ts";
import { ParetoFront } from "./pareto.ts";
import { pointsOf, type Points } from "./space.ts";

/** Everything a worker needs, as data that can be sent to it. */
export interface SweepJob {
  readonly space: Space;
  readonly technology: Technology;
  readonly workload: Workload;
  readonly modules: SweepModules;
}

/** Where code is found that cannot be sent to a worker: URLs of modules. Tests put fakes here. */
export interface SweepModules {
  /** Exports `GENERATORS`. */
  readonly generators: string;
  /** Exports `priceModule`. */
  readonly price: string;
}

/** The generators and the prices of the product. */
export const STANDARD_MODULES: SweepModules = {
  generators: new URL("../../generators/registry.ts", import.meta.url).href,
  price: new URL("../../models/cost/price.ts", import.meta.url).href,
};

/** A job made ready to run in this thread. */
export interface SweepContext {
  readonly space: Space;
  readonly points: Points;
  readonly evaluator: Evaluator;
  /** The front of all chunks that ran in this thread. */
  readonly front: ParetoFront;
}

/** Loads the code of a job and prepares it. Throws InputError when the space is too large. */
export async function loadContext(job: SweepJob): Promise<SweepContext> {
  const { GENERATORS: generators }: { GENERATORS: readonly Generator[] } = await import(job.modules.generators);
  const { priceModule }: { priceModule: (module: Module, technology: Technology) => number } = await import(
    job.modules.price
  );
  const { space, technology, workload } = job;
  const evaluator = createEvaluator({ generators, technology, workload, priceModule, clockMhz: space.clockMhz });
  return { space, points: pointsOf(space, generators), evaluator, front: new ParetoFront(space.objectives) };
}
