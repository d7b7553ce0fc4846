import { arraysOf, rateOf, type ArraySize } from "../../src/core/training.ts";
import type { ArrayModel } from "../../src/core/array-model.ts";
import type { Device } from "../device/index.ts";
import { USUAL_REGISTERS, type Reference, type TrainingTask } from "../training/index.ts";
import { synapsesOf } from "./tiles.ts";

/** What updates are priced for, as data that can be sent to a worker. */
export interface UpdateConditions {
  readonly array: ArrayModel;
  readonly clockMhz: number;
  /** Arrays of the network, rows of biases included. */
  readonly layers: readonly ArraySize[];
  readonly examplesPerEpoch: number;
  /** Of the largest layer. */
  readonly learningRate: number;
  readonly weightRange: number;
  /** Updates from one refresh to the next. */
  readonly refreshPeriod: number;
  /** |x · delta| that the codes of the largest layer are to reach. */
  readonly fullScale: number;
  /** Parameter `device` → the device. */
  readonly devices: readonly (readonly [string, Device])[];
}

/** The conditions of a task, its floating-point training, an array and a clock. */
export function updateConditions(
  task: TrainingTask,
  { fullScales }: Reference,
  { array, clockMhz, devices }: Pick<UpdateConditions, "array" | "clockMhz" | "devices">,
): UpdateConditions {
  const { weightRange, data } = task;
  const layers = arraysOf(task);
  const sizes = layers.map((layer) => synapsesOf([layer]));
  const place = sizes.indexOf(Math.max(...sizes));
  const largest = fullScales[place] ?? { x: 1, delta: 1 };
  return {
    array,
    clockMhz,
    layers,
    examplesPerEpoch: data.train.count,
    learningRate: rateOf(task, place),
    weightRange,
    refreshPeriod: USUAL_REGISTERS.refreshPeriod,
    fullScale: largest.x * largest.delta,
    devices,
  };
}
