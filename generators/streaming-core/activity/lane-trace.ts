import type { DataStatistics, ModuleTrace } from "../../contract/index.ts";
import { addressBits } from "../../../src/hdl/index.ts";
import type { CorePlan } from "../plan.ts";
import { reduceShape, type LaneShape } from "../lane-shape.ts";
import { putExponents } from "./align-traces.ts";
import { floatLaneTrace } from "./float-traces.ts";
import { sumBits } from "../reduce.ts";
import { beginTrace, orderOf, WARM_UP, type TraceBegin } from "./begin-trace.ts";
import { GroupTiles } from "./data.ts";
import { runningSums, wordPorts } from "./reduce-trace.ts";
import { firstTile, isNewTile } from "./schedule.ts";
import { STREAMS } from "./trace-writer.ts";

/** Words of a store that are in use; the rest of a deeper one stays 0, so its energy comes out too low. */
const MOST_WORDS = 1024;

/** Steps in which the sums of a lane that adds by itself grow from 0; those of other lanes begin at their size. */
const GROWTH = 48;

/**
 * The size of what a lane adds up is rounded to a power of two, because lanes of one ledger differ in it.
 * @returns log2 of the activations per step
 */
export function stepSize({ tileInputs }: CorePlan): number {
  return Math.round(Math.log2(tileInputs));
}

/**
 * The lane's own registers: what its children give, the flags of the steps, the addresses of its store. `entries` stands
 * for one group. The words of the fetches are drawn only if the lane registers them.
 */
export function laneTrace(plan: CorePlan, statistics: DataStatistics): ModuleTrace {
  const { family, lane } = plan;
  if (lane.kind === "float") return floatLaneTrace(plan, lane, statistics);
  const begin = beginTrace(plan, statistics, warmUpOf(plan, lane));
  begin.writer.high("enable", "accumulate", "step", "advance");
  // Sums first: what is drawn for them must not depend on the family.
  putSums(plan, lane, begin);
  if (lane.aligned !== undefined) putExponents(plan, lane.aligned, begin);
  putEntries(plan, begin);
  if (lane.pipelineFetch > 0) {
    const words = wordPorts(begin.writer, family, "fetch.word", "fetch.negate");
    for (let step = 0; step < begin.writer.steps; step++) words.draw(begin.data, step);
  }
  return begin.writer.trace();
}

/** Until every word of the store holds a sum, or sums have grown; and until the pipeline is full. */
function warmUpOf(plan: CorePlan, { storeDepth, pipelineReduce }: LaneShape): number {
  if (storeDepth > 0) return WARM_UP + Math.min(MOST_WORDS, storeDepth);
  return WARM_UP + (pipelineReduce > 0 ? Math.min(GROWTH, orderOf(plan).tiles) : 0);
}

function putEntries({ family }: CorePlan, { order, data, writer }: TraceBegin): void {
  const entries = writer.port("entries", family.entriesBits);
  const tile = new GroupTiles(data, family.groupSize, STREAMS);
  for (let step = 0; step < writer.steps; step++) {
    if (isNewTile(order, step)) tile.renew();
    for (const [stream, group] of tile.groups.entries())
      family.putEntries(group, (offset, bits, value) => entries.put(step, offset, bits, value, stream));
  }
}

/** Each word of the store takes one sum per pass over the outputs; without a store there is one word, in every step. */
function putSums(plan: CorePlan, lane: LaneShape, { order, data, writer }: TraceBegin): void {
  const reduction = reduceShape(lane);
  const size = 2 ** stepSize(plan);
  const depth = Math.min(MOST_WORDS, Math.max(1, lane.storeDepth));
  const addressWidth = lane.storeDepth > 0 ? addressBits(lane.storeDepth) : 1;
  const outputTile = writer.port("output_tile", addressWidth);
  const sum = writer.port("reduce.sum", sumBits(reduction));
  const [first, clear, emit] = [writer.port("first", 1), writer.port("clear", 1), writer.port("emit", 1)];
  const words = Array.from({ length: depth }, () => runningSums(order, data, size));
  for (let step = 0; step < writer.steps; step++) {
    const [address, pass] = [step % depth, Math.floor(step / depth)];
    const partial = words[address]!;
    for (let stream = 0; stream < STREAMS; stream++) {
      const tile = (firstTile(order.tiles, stream) + pass) % order.tiles;
      const isFirst = tile === 0 ? 1 : 0;
      const added = data.sumOf(size);
      partial[stream] = (isFirst ? 0 : partial[stream]!) + added;
      sum.put(step, 0, sumBits(reduction), reduction.hasAddend ? partial[stream]! : added, stream);
      outputTile.put(step, 0, addressWidth, address, stream);
      first.put(step, 0, 1, isFirst, stream);
      clear.put(step, 0, 1, isFirst, stream);
      emit.put(step, 0, 1, tile === order.tiles - 1 ? 1 : 0, stream);
    }
  }
}
