import type { UnitShape } from "../../../generators/contract/index.ts";
import type { Module } from "../../hdl/index.ts";
import { LANES, Simulator } from "../../hdl/simulate.ts";
import { Random } from "../../core/random.ts";
import { IdleData } from "../bench/idle-data.ts";
import { expectedOperations } from "./expected.ts";
import { idleUnitStreams } from "./idle.ts";
import { UnitLane } from "./lane-driver.ts";
import { LineSampler } from "./line-sampler.ts";

/** What a verification run of an update unit says. */
export interface UnitVerification {
  readonly simulator: string;
  readonly seed: number;
  readonly operations: number;
  /** Slots of pulses that were compared. */
  readonly slots: number;
  readonly cycles?: number;
  readonly passed: boolean;
  /** The first mismatch, in words. */
  readonly failure?: string;
}

/**
 * Runs update operations through the in-process simulator, 32 independent units side by side, each with its own operations
 * back to back and its own stalls (unit 0 never stalls, so that its cycles are those of the golden model), and compares
 * every slot of pulses, the reads, registers, event counters and cycles with the golden model. Data that is not valid is
 * random.
 */
export function verifyUnit(
  top: Module,
  shape: UnitShape,
  options: { readonly operations: number; readonly seed: number },
): UnitVerification {
  const { operations, seed } = options;
  const simulator = new Simulator(top);
  const lines = new LineSampler(simulator, shape);
  const count = Math.min(LANES, operations);
  const lanes = Array.from({ length: count }, (_, lane) => {
    const own = Array.from({ length: Math.ceil((operations - lane) / count) }, (_unused, i) => lane + i * count);
    return new UnitLane(simulator, shape, {
      lane,
      lines,
      operations: expectedOperations(shape, own, seed),
      seed,
      stalls: lane,
      garbage: new Random(seed * 37 + lane),
    });
  });
  const idle = new IdleData(simulator, idleUnitStreams(top), seed + 29);
  for (const { name } of top.inputs) simulator.set(name, 0n);
  simulator.reset();
  let cycles = 0;
  let failed: UnitLane | undefined;
  while (failed === undefined && lanes.some((lane) => !lane.isDone)) {
    for (const lane of lanes) lane.drive();
    idle.scramble();
    simulator.evaluate();
    lines.sample();
    for (const lane of lanes) lane.sample();
    simulator.clock();
    cycles++;
    failed = lanes.find((lane) => lane.failure !== undefined);
  }
  const sum = (of: (lane: UnitLane) => number): number => lanes.reduce((total, lane) => total + of(lane), 0);
  return {
    simulator: "embedded",
    seed,
    operations: sum((lane) => lane.operations),
    slots: sum((lane) => lane.slots),
    cycles,
    passed: failed === undefined,
    ...(failed?.failure === undefined ? {} : { failure: failed.failure }),
  };
}
