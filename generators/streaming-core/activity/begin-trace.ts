import type { DataStatistics } from "../../contract/index.ts";
import { inputTiles, stepsPerTile } from "../control-shape.ts";
import type { CorePlan } from "../plan.ts";
import type { FloatFormat } from "../../numeric/float-format.ts";
import { bitsOf } from "../../numeric/float-value.ts";
import { integerBits } from "../shape.ts";
import { DataSource } from "./data.ts";
import { phasesOf, stepOrder, type StepOrder } from "./schedule.ts";
import { TraceWriter } from "./trace-writer.ts";

/** What every trace starts from. */
export interface TraceBegin {
  readonly order: StepOrder;
  /** Bits of an element of the activation stream, and its pattern. */
  readonly activationBits: number;
  readonly pattern: (activation: number) => number;
  readonly data: DataSource;
  readonly writer: TraceWriter;
}

/** Steps until any pipeline is full: at least the registers in a row in a module. */
export const WARM_UP = 6;

/** @param warmUp steps until the state of the module is typical */
export function beginTrace(plan: CorePlan, statistics: DataStatistics, warmUp = WARM_UP): TraceBegin {
  const order = orderOf(plan);
  const { float } = plan.core;
  const writer = new TraceWriter(phasesOf(order, warmUp));
  if (float?.arithmetic === "native") {
    const { format } = float;
    const pattern = (value: number): number => bitsOf(value, format);
    return { order, activationBits: plan.activationBits, pattern, data: new DataSource(statistics, float), writer };
  }
  const activationBits = integerBits(plan.core);
  const aligned = float === undefined ? {} : { aligned: { format: float.format, exponent: alignedExponent(plan) } };
  const data = new DataSource(statistics, { bits: activationBits, ...aligned });
  return { order, activationBits, pattern: (value) => value, data, writer };
}

/** The format of floating-point activations. */
export function formatOf({ core }: CorePlan): FloatFormat {
  if (core.float === undefined) throw new Error("internal: a core of integers aligns nothing");
  return core.float.format;
}

/** Exponent of the largest of the activations that share one, if they have a standard deviation of 1. */
export function alignedExponent({ core: { float }, tileInputs }: CorePlan): number {
  if (float?.span === "vector") return 2;
  return tileInputs >= 12 ? 1 : tileInputs >= 2 ? 0 : -1;
}

/** The same before alignment: floating-point activations, whatever the datapath is. */
export function beginFloatTrace(plan: CorePlan, statistics: DataStatistics, format: FloatFormat): TraceBegin {
  const order = orderOf(plan);
  const pattern = (value: number): number => bitsOf(value, format);
  const data = new DataSource(statistics, { format });
  const writer = new TraceWriter(phasesOf(order, WARM_UP));
  return { order, activationBits: plan.activationBits, pattern, data, writer };
}

/** The order of the steps of a design. */
export function orderOf({ control }: CorePlan): StepOrder {
  return stepOrder(stepsPerTile(control) > 1, inputTiles(control));
}
