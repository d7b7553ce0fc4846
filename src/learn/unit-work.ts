import type { TrainingSettings } from "../core/training.ts";
import type { UpdateUnitGenerator } from "../../generators/contract/index.ts";
import { PricedComponents } from "../../models/cost/priced-components.ts";
import type { CostRequest } from "../../models/cost/sources.ts";
import { unitCost, type UnitCost } from "../../models/cost/unit-cost.ts";
import { recordTraining, type TrainingOrder } from "../../models/training/run/record-training.ts";
import type { TrainingOutcome } from "../../models/training/record/training-record.ts";
import { loadReference, loadTask } from "../../models/training/index.ts";
import type { ParameterValues } from "../core/parameters.ts";
import { loadModules, type SweepModules } from "../explore/sweep-modules.ts";

/** What every task of a worker shares, as data. */
export interface UnitWorkJob {
  /** Of each technology. */
  readonly requests: readonly CostRequest[];
  readonly modules: SweepModules;
  readonly training: TrainingSettings;
}

/** What a worker is asked for. */
export type UnitTask =
  | {
      readonly kind: "price";
      /** Position of its request. */
      readonly request: number;
      readonly generator: string;
      readonly parameters: ParameterValues;
    }
  | { readonly kind: "train"; readonly order: TrainingOrder };

/** The answer to a task, of its kind; a circuit that has no price has no cost. */
export type UnitTaskResult =
  | { readonly kind: "price"; readonly cost: UnitCost | undefined }
  | { readonly kind: "train"; readonly outcome: TrainingOutcome };

/** Runs tasks in this thread. */
export interface UnitWork {
  run(task: UnitTask): UnitTaskResult;
}

/** Loads what tasks need; data and floating-point references are made when the first training asks for them. */
export async function createUnitWork({ requests, modules, training }: UnitWorkJob): Promise<UnitWork> {
  const { generators, costModels } = await loadModules(modules);
  const priced = requests.map((request) => costModels(request).map((model) => new PricedComponents(model)));

  const price = (
    request: number,
    generator: UpdateUnitGenerator,
    parameters: ParameterValues,
  ): UnitCost | undefined => {
    try {
      return unitCost(priced[request] ?? [], generator, parameters);
    } catch {
      return undefined; // whoever asks for the design itself gets the error
    }
  };

  const train = (order: TrainingOrder): TrainingOutcome => {
    const task = loadTask(training);
    return recordTraining(order, task, loadReference(training, order.seed));
  };

  return {
    run: (asked) => {
      switch (asked.kind) {
        case "price": {
          const generator = generators.find(({ name }) => name === asked.generator);
          const cost =
            generator?.kind === "update-unit" ? price(asked.request, generator, asked.parameters) : undefined;
          return { kind: "price", cost };
        }
        case "train":
          return { kind: "train", outcome: train(asked.order) };
      }
    },
  };
}
