import type { MatrixProduct, UnitShape } from "../../generators/contract/index.ts";
import { Random } from "../../src/core/random.ts";
import type { Module } from "../../src/hdl/index.ts";
import { LANES, Simulator } from "../../src/hdl/simulate.ts";
import { CoreLane } from "../../src/verify/core-lane.ts";
import { IdleData, idleCoreStreams, type IdleStream } from "../../src/verify/bench/idle-data.ts";
import { randomPadding } from "../../src/verify/padding.ts";
import { expectedOperations } from "../../src/verify/update-unit/expected.ts";
import { idleUnitStreams } from "../../src/verify/update-unit/idle.ts";
import { UnitLane } from "../../src/verify/update-unit/lane-driver.ts";
import { LineSampler } from "../../src/verify/update-unit/line-sampler.ts";

/** What garbage reached in a run. */
export interface Taint {
  /** Registers and words that were not the same in all lanes after some cycle. */
  readonly state: readonly string[];
  /** The first wrong output, in words. */
  readonly failure: string | undefined;
  readonly cycles: number;
}

/** What differs between the lanes: data that nobody offers, or also what stands in offered beats without a meaning. */
export type Garbage = "idle" | "idle and masked";

interface Lane {
  readonly isDone: boolean;
  readonly failure: string | undefined;
  drive(): void;
  sample(): void;
}

/**
 * Runs one and the same valid data, with the same stalls, in all 32 lanes of the simulator, and other garbage in each.
 * @param stalls which stalls, see `CoreLane`
 */
export function taintOfCore(
  top: Module,
  streams: MatrixProduct,
  { products, seed, stalls, garbage }: TaintOptions & { readonly products: number },
): Taint {
  const simulator = new Simulator(top);
  const numbers = Array.from({ length: products }, (_, i) => i);
  const lanes = Array.from({ length: LANES }, (_, lane) => {
    const padding = randomPadding(new Random(garbage === "idle" ? 1 : 1 + lane));
    return new CoreLane(simulator, streams, { lane, products: numbers, seed, stalls, padding });
  });
  return run(simulator, top, lanes, idleCoreStreams(streams.shape), () => undefined);
}

/** The same for an update unit. */
export function taintOfUnit(
  top: Module,
  shape: UnitShape,
  { operations, seed, stalls, garbage }: TaintOptions & { readonly operations: number },
): Taint {
  const simulator = new Simulator(top);
  const lines = new LineSampler(simulator, shape);
  const numbers = Array.from({ length: operations }, (_, i) => i);
  const lanes = Array.from({ length: LANES }, (_, lane) => {
    const own = new Random(garbage === "idle" ? 1 : 1 + lane);
    return new UnitLane(simulator, shape, {
      lane,
      lines,
      operations: expectedOperations(shape, numbers, seed),
      seed,
      stalls,
      garbage: own,
    });
  });
  return run(simulator, top, lanes, idleUnitStreams(top), () => lines.sample());
}

interface TaintOptions {
  readonly seed: number;
  readonly stalls: number;
  readonly garbage: Garbage;
}

function run(
  simulator: Simulator,
  top: Module,
  lanes: readonly Lane[],
  streams: readonly IdleStream[],
  look: () => void,
): Taint {
  const idle = new IdleData(simulator, streams, 7);
  for (const { name } of top.inputs) simulator.set(name, 0n);
  simulator.reset();
  const state = new Set<string>();
  for (let cycles = 0; ; cycles++) {
    const failure = lanes.find((lane) => lane.failure !== undefined)?.failure;
    if (failure !== undefined || lanes.every((lane) => lane.isDone)) return { state: [...state], failure, cycles };
    for (const lane of lanes) lane.drive();
    idle.scramble();
    simulator.evaluate();
    look();
    for (const lane of lanes) lane.sample();
    simulator.clock();
    for (const name of simulator.stateThatDiffers()) state.add(name);
  }
}
