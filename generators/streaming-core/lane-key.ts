import { onceByNumber } from "../../src/core/once.ts";
import { laneBuffers } from "./lane-buffers.ts";
import { floatLaneName, type FloatLaneShape } from "./float/lane-shape.ts";
import { laneName, reduceShape, type LaneShape } from "./lane-shape.ts";
import { sumBits } from "./reduce.ts";

/** Verilog name of any lane. */
export function nameOfLane(shape: LaneShape | FloatLaneShape): string {
  return shape.kind === "integer" ? laneName(shape) : floatLaneName(shape);
}

/** Component key of any lane. */
export function keyOfLane(shape: LaneShape | FloatLaneShape): string {
  return shape.kind === "integer" ? laneKey(shape) : floatLaneName(shape);
}

/** What the lane's own logic depends on, buffers apart; undefined where it registers words, or is no lane of integers. */
export function energyKeyOfLane(shape: LaneShape | FloatLaneShape): string | undefined {
  return shape.kind !== "integer" || shape.aligned !== undefined || shape.pipelineFetch > 0
    ? undefined
    : ledgerKey(shape);
}

const laneKeys = new Map<string, string>();

/**
 * What the lane's own logic (accumulator and its adder, store, pipeline registers, fan-out buffers) depends on: lanes of one
 * key have one ledger and as many buffers. Registers inside the reduction are not the lane's own.
 */
function laneKey(shape: LaneShape): string {
  const name = laneName(shape);
  let key = laneKeys.get(name);
  if (key === undefined) laneKeys.set(name, (key = makeLaneKey(shape, name)));
  return key;
}

/** Beyond these a lane is not built just to count its buffers; it has a key of its own. */
const MOST_GROUPS_BUILT = 192;
const MOST_WORDS_BUILT = 64;

function makeLaneKey(shape: LaneShape, name: string): string {
  if (shape.aligned !== undefined) return name;
  if (shape.family.groups > MOST_GROUPS_BUILT || shape.storeDepth > MOST_WORDS_BUILT) return name;
  return `${ledgerKey(shape)}_b${laneBuffers(shape)}`;
}

const ledgerKeys = onceByNumber<string>();

function ledgerKey(shape: LaneShape): string {
  const { family, pipelineFetch, pipelineReduce, accumulatorBits, storeDepth, isOneStep } = shape;
  const fetched = pipelineFetch > 0 ? family.groups * (family.wordBits + (family.hasNegate ? 1 : 0)) : 0;
  const summed = pipelineReduce > 0 ? sumBits(reduceShape(shape)) : 0;
  const hasPrefix = summed > 0 && shape.adder === "prefix";
  const key =
    (((fetched * 65537 + storeDepth) * 64 + accumulatorBits) * 64 + summed) * 4 +
    (hasPrefix ? 1 : 0) +
    (isOneStep ? 2 : 0);
  return ledgerKeys(
    key,
    () =>
      `lane_acc${accumulatorBits}_store${storeDepth}_fetched${fetched}_summed${summed}${hasPrefix ? "_prefix" : ""}${isOneStep ? "_once" : ""}`,
  );
}
