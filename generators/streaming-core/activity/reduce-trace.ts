import type { DataStatistics, ModuleTrace } from "../../contract/index.ts";
import type { CorePlan } from "../plan.ts";
import type { TileFamily } from "../tile-family.ts";
import { beginTrace } from "./begin-trace.ts";
import type { DataSource } from "./data.ts";
import { firstTile, type StepOrder } from "./schedule.ts";
import { STREAMS, type TracePort, type TraceWriter } from "./trace-writer.ts";

/** The words of one step and the running sum: of one output, or from a store of another output in each step. */
export function reduceTrace(plan: CorePlan, statistics: DataStatistics): ModuleTrace {
  const { family, accumulatorBits, tileInputs } = plan;
  const { order, data, writer } = beginTrace(plan, statistics);
  const words = wordPorts(writer, family, "words", "negates");
  const addend = writer.port("addend", accumulatorBits);
  writer.high("enter", "advance");
  const sums = runningSums(order, data, tileInputs);
  for (let step = 0; step < writer.steps; step++) {
    const added = words.draw(data, step);
    for (let stream = 0; stream < STREAMS; stream++) {
      if (order.hasStore) sums[stream] = partialSum(order, data, tileInputs);
      else if (isStart(order, step, stream)) sums[stream] = 0;
      addend.put(step, 0, accumulatorBits, sums[stream]!, stream);
      sums[stream] = sums[stream]! + added[stream]!;
    }
  }
  return writer.trace();
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

/** Ports with the words of a lane's fetches and their negation bits. */
export function wordPorts(writer: TraceWriter, family: TileFamily, wordsName: string, negatesName: string) {
  const words = writer.port(wordsName, family.groups * family.wordBits);
  const negates = family.hasNegate ? writer.port(negatesName, family.groups) : undefined;
  return {
    /** Draws the words of one step in all streams; gives their sums. */
    draw: (data: DataSource, step: number): Float64Array => drawWords(family, words, negates, data, step),
  };
}

/** Of a negative key, a fetch gives the complement of the entry; its +1 is left to the negation bit. */
function drawWords(
  { groups, groupSize, wordBits }: TileFamily,
  words: TracePort,
  negates: TracePort | undefined,
  data: DataSource,
  step: number,
): Float64Array {
  const sums = new Float64Array(STREAMS);
  const [values, signs] = [new Int32Array(STREAMS), new Int32Array(STREAMS)];
  const offset = 2 ** (wordBits - 1);
  for (let l = 0; l < groups; l++) {
    for (let stream = 0; stream < STREAMS; stream++) {
      const { key, value } = data.product(groupSize);
      const isNegated = negates !== undefined && key < 0 ? 1 : 0;
      sums[stream] = sums[stream]! + value;
      values[stream] = value + offset - isNegated;
      signs[stream] = isNegated;
    }
    words.putAll(step, l * wordBits, wordBits, values);
    negates?.putAll(step, l, 1, signs);
  }
  return sums;
}
