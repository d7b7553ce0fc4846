import type { DataStatistics } from "../../generator.ts";
import { inputTiles } from "../control-shape.ts";
import type { CorePlan } from "../core.ts";
import { ACTIVATION_BITS } from "../shape.ts";
import { DataSource } from "./data.ts";
import { phasesOf, stepOrder, type StepOrder } from "./schedule.ts";
import { TraceWriter } from "./trace-writer.ts";

/** What every trace starts from. */
export interface TraceBegin {
  readonly order: StepOrder;
  readonly activationBits: number;
  readonly data: DataSource;
  readonly writer: TraceWriter;
}

/** Steps until any pipeline is full: at least the registers in a row in a module. */
export const WARM_UP = 6;

/** @param warmUp steps until the state of the module is typical */
export function beginTrace(plan: CorePlan, statistics: DataStatistics, warmUp = WARM_UP): TraceBegin {
  const order = orderOf(plan);
  const activationBits = ACTIVATION_BITS[plan.core.activation];
  const data = new DataSource(statistics, activationBits);
  return { order, activationBits, data, writer: new TraceWriter(phasesOf(order, warmUp)) };
}

export function orderOf({ control }: CorePlan): StepOrder {
  return stepOrder(control.hasStore, inputTiles(control));
}
