import { fromIntegerName, type FromIntegerShape } from "../arithmetic/float/from-integer.ts";
import type { ReduceShape } from "./reduce.ts";
import type { Gating, TileFamily } from "./tile-family.ts";

/** What shapes one lane: everything that computes one output. */
export interface LaneShape {
  readonly kind: "integer";
  readonly family: TileFamily;
  readonly reduction: ReduceShape["reduction"];
  readonly adder: ReduceShape["adder"];
  readonly accumulatorBits: number;
  readonly pipelineFetch: number;
  readonly pipelineReduce: number;
  /** Words of the result store; 0: the accumulator is the only partial sum. */
  readonly storeDepth: number;
  /** True if each output is the sum of one step, and nothing is added up. */
  readonly isOneStep: boolean;
  /** True if the lane can be silenced by `enable`. */
  readonly hasEnable: boolean;
  /** Sums of aligned mantissas: how they meet, and what they become. */
  readonly aligned: AlignedSums | undefined;
}

/** What a lane does besides adding if its words are aligned mantissas. */
export interface AlignedSums {
  /** Bits of the distance by which sums of different exponents are shifted; 0: all have one exponent. */
  readonly shiftBits: number;
  readonly result: FromIntegerShape;
}

/** Without pipeline and store the accumulator runs freely and silenced keys keep it; otherwise it has an enable. */
export function isFreeRunning(shape: LaneShape): boolean {
  if (shape.isOneStep) return false;
  return shape.pipelineFetch + shape.pipelineReduce === 0 && shape.storeDepth === 0 && shape.aligned === undefined;
}

/** Whether fetches can be silenced. */
export function gatingOf(shape: LaneShape): Gating {
  return shape.hasEnable || isFreeRunning(shape) ? "gated" : "free";
}

/** Bits of the distance by which sums of other exponents are shifted; 0: none are. */
export function shiftBitsOf({ aligned }: LaneShape): number {
  return aligned?.shiftBits ?? 0;
}

/** The adder of a lane. */
export function reduceShape(lane: LaneShape): ReduceShape {
  const { groups, wordBits, wordMagnitude, hasNegate } = lane.family;
  return {
    reduction: lane.reduction,
    adder: lane.adder,
    words: groups,
    wordBits,
    wordMagnitude,
    hasNegate,
    accumulatorBits: lane.accumulatorBits,
    hasAddend: lane.pipelineReduce === 0 && shiftBitsOf(lane) === 0 && !lane.isOneStep,
    cuts: Math.max(0, lane.pipelineReduce - 1),
  };
}

/** Verilog name of a lane. */
export function laneName(shape: LaneShape): string {
  const { family } = shape;
  const tree = shape.reduction === "compressor" ? "ct" : "at";
  const pipeline = `p${shape.pipelineFetch}${shape.pipelineReduce}`;
  const adder = shape.adder === "prefix" ? "_prefix" : "";
  const store = shape.storeDepth > 0 ? `_store${shape.storeDepth}` : "";
  const once = shape.isOneStep ? "_once" : "";
  const gate = gatingOf(shape) === "gated" ? "_gated" : "";
  const aligned =
    shape.aligned === undefined ? "" : `_shift${shiftBitsOf(shape)}_${fromIntegerName(shape.aligned.result)}`;
  return `lane_l${family.groups}_${family.fetchKey("free")}_acc${shape.accumulatorBits}_${tree}_${pipeline}${adder}${store}${once}${gate}${aligned}`;
}
