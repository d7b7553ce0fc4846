import type { DataStatistics, ModuleActivity, ModuleTrace } from "../../contract/index.ts";
import { addressBits } from "../../../src/hdl/index.ts";
import type { CorePlan } from "../plan.ts";
import { reduceShape, type LaneShape } from "../lane-shape.ts";
import { putExponents } from "./align-traces.ts";
import { floatLaneTrace } from "./float-traces.ts";
import { sumBits } from "../reduce.ts";
import { beginTrace, orderOf, WARM_UP, type TraceBegin } from "./begin-trace.ts";
import { GroupTiles } from "./data.ts";
import { EntryPort } from "./entry-port.ts";
import { runningSums } from "./reduce-trace.ts";
import { firstTile, isNewTile, type StepOrder } from "./schedule.ts";
import { STREAMS } from "./trace-writer.ts";
import { wordBlock, WordPorts } from "./word-blocks.ts";

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
 * @param entries `drawn`: the same data, but no entries, which no logic of a lane's own reads
 */
export function laneTrace(plan: CorePlan, statistics: DataStatistics, entries: "put" | "drawn" = "put"): ModuleTrace {
  const { family, lane } = plan;
  if (lane.kind === "float") return floatLaneTrace(plan, lane, statistics);
  const begin = beginTrace(plan, statistics, warmUpOf(plan, lane));
  putFlags(lane, depthOf(lane), begin);
  // Sums first: what is drawn for them must not depend on the family.
  putSums(plan, lane, begin);
  if (lane.aligned !== undefined) putExponents(plan, lane.aligned, begin);
  if (entries === "put") putEntries(plan, begin);
  else if (lane.pipelineFetch > 0) skipEntries(plan, begin);
  if (lane.pipelineFetch > 0) {
    const words = new WordPorts(begin.writer, family, "fetch.word", "fetch.negate");
    const block = wordBlock(family, "without values");
    const { steps } = begin.writer;
    const blocks = begin.data.blocks(block.name, block.size, block.draw).first(steps * family.groups);
    for (let step = 0; step < steps; step++) words.put(step, blocks, step * family.groups * block.size, block);
  }
  return begin.writer.trace();
}

/** Until every word of the store holds a sum, or sums have grown; and until the pipeline is full. */
function warmUpOf(plan: CorePlan, { storeDepth, pipelineReduce }: LaneShape): number {
  if (storeDepth > 0) return WARM_UP + Math.min(MOST_WORDS, storeDepth);
  return WARM_UP + (pipelineReduce > 0 ? Math.min(GROWTH, orderOf(plan).tiles) : 0);
}

function putEntries({ family }: CorePlan, { order, data, writer }: TraceBegin): void {
  const entries = new EntryPort(writer.port("entries", family.entriesBits), family.putEntries);
  const tile = new GroupTiles(data, family.groupSize, STREAMS);
  for (let step = 0; step < writer.steps; step++) {
    if (isNewTile(order, step)) {
      tile.renew();
      entries.put(step, tile.groups);
    } else entries.repeat(step);
  }
}

/** Draws as much as `putEntries`. */
function skipEntries({ family }: CorePlan, { order, data, writer }: TraceBegin): void {
  for (let step = 0; step < writer.steps; step++)
    if (isNewTile(order, step)) data.skipActivations(STREAMS * family.groupSize);
}

/** Each word of the store takes one sum per pass over the outputs; without a store there is one word, in every step. */
function putSums(plan: CorePlan, lane: LaneShape, { order, data, writer }: TraceBegin): void {
  const reduction = reduceShape(lane);
  const size = 2 ** stepSize(plan);
  const depth = depthOf(lane);
  const sum = writer.port("reduce.sum", sumBits(reduction));
  const words = Array.from({ length: depth }, () => runningSums(order, data, size));
  const [tiles, added] = [new Int32Array(STREAMS), new Float64Array(STREAMS)];
  for (let step = 0; step < writer.steps; step++) {
    const partial = words[step % depth]!;
    tilesAt(order, step, depth, tiles);
    for (let stream = 0; stream < STREAMS; stream++) {
      added[stream] = data.sumOf(size);
      partial[stream] = (tiles[stream] === 0 ? 0 : partial[stream]!) + added[stream]!;
    }
    sum.putAll(step, 0, sumBits(reduction), reduction.hasAddend ? partial : added);
  }
}

/** The flags of the steps and the addresses of the store. */
function putFlags({ storeDepth }: LaneShape, depth: number, { order, writer }: TraceBegin): void {
  writer.high("enable", "accumulate", "step", "advance");
  const addressWidth = storeDepth > 0 ? addressBits(storeDepth) : 1;
  const outputTile = writer.port("output_tile", addressWidth);
  const [first, clear, emit] = [writer.port("first", 1), writer.port("clear", 1), writer.port("emit", 1)];
  const tiles = new Int32Array(STREAMS);
  for (let step = 0; step < writer.steps; step++) {
    tilesAt(order, step, depth, tiles);
    const starts = wordOf(tiles, 0);
    outputTile.putSame(step, addressWidth, step % depth);
    first.putWord(step, starts);
    clear.putWord(step, starts);
    emit.putWord(step, wordOf(tiles, order.tiles - 1));
  }
}

/** A bit for each stream: whether its tile is this one. */
function wordOf(tiles: Int32Array, tile: number): number {
  let word = 0;
  for (let stream = 0; stream < STREAMS; stream++) if (tiles[stream] === tile) word |= 1 << stream;
  return word;
}

function depthOf({ storeDepth }: LaneShape): number {
  return Math.min(MOST_WORDS, Math.max(1, storeDepth));
}

/** The tile of the product at work in a step, in each stream. */
function tilesAt({ tiles }: StepOrder, step: number, depth: number, at: Int32Array): void {
  const pass = Math.floor(step / depth);
  for (let stream = 0; stream < STREAMS; stream++) at[stream] = (firstTile(tiles, stream) + pass) % tiles;
}

/** What one port of a lane of integers sees: entries depend on the table and on how much is drawn for sums before. */
export function lanePort(plan: CorePlan, port: string): ReturnType<NonNullable<ModuleActivity["ofPort"]>> {
  const { family, lane } = plan;
  if (lane.kind === "float" || lane.aligned !== undefined) return undefined;
  const [depth, warmUp] = [depthOf(lane), warmUpOf(plan, lane)];
  const { hasStore, tiles } = orderOf(plan);
  const common = `${hasStore ? "store" : "chain"}_${depth}_${warmUp}`;
  switch (port) {
    case "entries":
      return {
        key: `entries_${family.groupKey}_${common}`,
        trace: (statistics) => {
          const begin = beginTrace(plan, statistics, warmUp);
          putSums(plan, lane, begin);
          putEntries(plan, begin);
          return begin.writer.trace();
        },
      };
    case "keys":
      return undefined;
    default:
      return {
        key: `flags_${tiles}_${lane.storeDepth}_${common}`,
        trace: (statistics) => {
          const begin = beginTrace(plan, statistics, warmUp);
          putFlags(lane, depth, begin);
          return begin.writer.trace();
        },
      };
  }
}
