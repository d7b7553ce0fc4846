import type { DataStatistics, ModuleTrace } from "../../contract/index.ts";
import type { CorePlan } from "../plan.ts";
import { countBits } from "../shape.ts";
import { beginFloatTrace, beginTrace, type TraceBegin } from "./begin-trace.ts";
import { firstTile, tileOf } from "./schedule.ts";
import { putPlanes, STREAMS } from "./trace-writer.ts";

/** A whole tile of activations, and the count of those that are left; the largest count of its width stands for all. */
export function inputMaskTrace(plan: CorePlan, statistics: DataStatistics): ModuleTrace {
  const { tileInputs, core } = plan;
  const { float } = core;
  const begin = float === undefined ? beginTrace(plan, statistics) : beginFloatTrace(plan, statistics, float.format);
  const { order, activationBits, writer } = begin;
  const countWidth = countBits(core.inputs);
  const acts = writer.port("act_data", tileInputs * activationBits);
  const [loadsLast, inputsLeft] = [writer.port("loads_last", 1), writer.port("inputs_left", countWidth)];
  const elements = activationBlocks(begin, (tileOf(order, writer.steps - 1) + 1) * tileInputs);
  const [isLast, left] = [new Int32Array(STREAMS), new Int32Array(STREAMS)];
  const tileBits = tileInputs * activationBits;
  for (let step = 0; step < writer.steps; step++) {
    acts.putWords(step, 0, elements, tileOf(order, step) * tileBits, tileBits);
    for (let stream = 0; stream < STREAMS; stream++) {
      const place = (firstTile(order.tiles, stream) + tileOf(order, step)) % order.tiles;
      isLast[stream] = place === order.tiles - 1 ? 1 : 0;
      left[stream] = Math.max(1, 2 ** countWidth - 1 - place * tileInputs);
    }
    loadsLast.putAll(step, 0, 1, isLast);
    inputsLeft.putAll(step, 0, countWidth, left);
  }
  return writer.trace();
}

/** So many activations of each stream, bit by bit. */
function activationBlocks({ data, activationBits, pattern }: TraceBegin, count: number): Int32Array {
  const values = new Float64Array(STREAMS);
  const blocks = data.blocks("activations", activationBits, (source, words, at) => {
    for (let stream = 0; stream < STREAMS; stream++) values[stream] = pattern(source.activation());
    putPlanes(words, at, activationBits, values);
  });
  return blocks.first(count);
}

/**
 * Tiles after which the count of outputs goes down if tables are not stationary: more are as rare as these, and small
 * beside the lanes.
 */
export const MOST_MASK_TILES = 16;

const FIXED_TILES = 8;

/** All lanes at work; the count goes down by K and starts again: with a store in each step, else from sum to sum. */
export function outputMaskTrace(plan: CorePlan, statistics: DataStatistics): ModuleTrace {
  const { order, writer } = beginTrace(plan, statistics);
  const { lanes } = plan.family;
  const bits = countBits(plan.core.outputs);
  const most = 2 ** bits - 1;
  const outputsLeft = writer.port("outputs_left", bits);
  const outputsLast = writer.port("outputs_last", 1);
  writer.high("step");
  const stepsPerTile = order.tileStays ? 1 : Math.min(MOST_MASK_TILES, order.tiles);
  const [isLast, left] = [new Int32Array(STREAMS), new Int32Array(STREAMS)];
  for (let step = 0; step < writer.steps; step++) {
    for (let stream = 0; stream < STREAMS; stream++) {
      // How many tiles of outputs there are is not in the name of a fixed mask: eight stand for all.
      const pass = Math.floor((firstTile(stepsPerTile, stream) + step) / stepsPerTile);
      isLast[stream] = (pass + stream) % FIXED_TILES === 0 ? 1 : 0;
      left[stream] = Math.max(1, most - (pass % Math.ceil(most / lanes)) * lanes);
    }
    outputsLast.putAll(step, 0, 1, isLast);
    outputsLeft.putAll(step, 0, bits, left);
  }
  return writer.trace();
}
