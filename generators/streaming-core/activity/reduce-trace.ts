import type { DataStatistics, ModuleTrace } from "../../contract/index.ts";
import type { CorePlan } from "../plan.ts";
import type { TileFamily } from "../tile-family.ts";
import { beginTrace } from "./begin-trace.ts";
import type { DataSource } from "./data.ts";
import { firstTile, type StepOrder } from "./schedule.ts";
import { STREAMS } from "./trace-writer.ts";
import { wordBlock, WordPorts, type WordBlock } from "./word-blocks.ts";

/** The words of one step and the running sum: of one output, or from a store of another output in each step. */
export function reduceTrace(plan: CorePlan, statistics: DataStatistics): ModuleTrace {
  const { family, accumulatorBits, tileInputs } = plan;
  const { groups } = family;
  const { order, data, writer } = beginTrace(plan, statistics);
  const words = new WordPorts(writer, family, "words", "negates");
  const addend = writer.port("addend", accumulatorBits);
  writer.high("enter", "advance");
  const sums = runningSums(order, data, tileInputs);
  const block = wordBlock(family, "with values");
  // With a store, sums are drawn between the steps, so that their words do not come in a row.
  const blocks = order.tileStays
    ? new Int32Array(groups * block.size)
    : data.blocks(block.name, block.size, block.draw).first(writer.steps * groups);
  for (let step = 0; step < writer.steps; step++) {
    if (order.tileStays) for (let l = 0; l < groups; l++) block.draw(data, blocks, l * block.size);
    const begin = order.tileStays ? 0 : step * groups * block.size;
    words.put(step, blocks, begin, block);
    for (let stream = 0; stream < STREAMS; stream++) {
      if (order.tileStays) sums[stream] = partialSum(order, data, tileInputs);
      else if (isStart(order, step, stream)) sums[stream] = 0;
    }
    addend.putAll(step, 0, accumulatorBits, sums);
    if (!order.tileStays) addWords(sums, blocks, begin, family, block);
  }
  return writer.trace();
}

/** Adds the values of the words of a step. */
function addWords(
  sums: Float64Array,
  blocks: Int32Array,
  begin: number,
  { groups, wordBits }: TileFamily,
  { size }: WordBlock,
): void {
  for (let l = 0, at = begin + wordBits + 1; l < groups; l++, at += size)
    for (let stream = 0; stream < STREAMS; stream++) sums[stream] = sums[stream]! + blocks[at + stream]!;
}

/** What the sums of all streams have grown to when the trace begins, each in its place in a product. */
export function runningSums({ tiles }: StepOrder, data: DataSource, tileInputs: number): Float64Array {
  return Float64Array.from({ length: STREAMS }, (_, stream) => data.sumOf(firstTile(tiles, stream) * tileInputs));
}

/** Whether a stream without a store starts a new sum. */
export function isStart({ tiles }: StepOrder, step: number, stream: number): boolean {
  return (firstTile(tiles, stream) + step) % tiles === 0;
}

/** The sum of some of the tiles of a product: 0 before the first one. */
function partialSum({ tiles }: StepOrder, data: DataSource, tileInputs: number): number {
  return data.sumOf(data.integer(0, tiles - 1) * tileInputs);
}
