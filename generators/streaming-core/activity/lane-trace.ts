import type { DataStatistics, ModuleActivity, ModuleTrace } from "../../contract/index.ts";
import { addressBits } from "../../../src/hdl/index.ts";
import { formatBits } from "../../numeric/float-format.ts";
import type { CorePlan } from "../plan.ts";
import { reduceShape, shiftBitsOf, type AlignedSums, type LaneShape } from "../lane-shape.ts";
import { floatLaneTrace } from "./float-traces.ts";
import { sumBits } from "../reduce.ts";
import { beginTrace, orderOf, WARM_UP, type TraceBegin } from "./begin-trace.ts";
import { GroupTiles } from "./data.ts";
import { EntryPort } from "./entry-port.ts";
import { runningSums } from "./reduce-trace.ts";
import { firstTile, isNewTile, wordsInUse, type StepOrder } from "./schedule.ts";
import { alignedTiles, TileExponents } from "./tile-exponents.ts";
import { STREAMS, type TraceWriter } from "./trace-writer.ts";
import { wordBlock, WordPorts } from "./word-blocks.ts";

/** Steps in which the sums of a lane that adds by itself are brought to their size; those of other lanes begin with it. */
const GROWTH = 48;

/** Steps that this may take if a store has many words. */
const MOST_GROWTH = 2048;

/** What is drawn apart, so that entries and words do not depend on it. */
const [SUMS, EXPONENTS] = [1, 2];

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
  putFlags(lane, wordsInUse(lane.storeDepth), begin);
  putSums(plan, lane, begin);
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

/** Until every word of the store holds a sum of its size, or the sum that is no store; and until the pipeline is full. */
function warmUpOf(plan: CorePlan, lane: LaneShape): number {
  return WARM_UP + growthPasses(plan, lane) * (lane.storeDepth > 0 ? wordsInUse(lane.storeDepth) : 1);
}

/**
 * Passes over all words before those that count. A lane that adds by itself takes no more in one step than the words of a
 * step can reach, 3.6 deviations of an activation each: a sum of many steps has to be put together from several.
 */
function growthPasses(plan: CorePlan, lane: LaneShape): number {
  const { tiles } = orderOf(plan);
  if (reduceShape(lane).hasAddend) return lane.storeDepth > 0 ? 1 : 0;
  if (lane.storeDepth === 0) return Math.min(GROWTH, tiles);
  const needed = Math.ceil(Math.sqrt(tiles / 2 ** stepSize(plan)));
  return Math.max(1, Math.min(needed, tiles, Math.floor(MOST_GROWTH / wordsInUse(lane.storeDepth))));
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

/**
 * Each word of the store takes one sum per pass over the outputs; without a store there is one word, in every step. What a
 * lane adds up by itself would grow from 0: before the steps that count, more is added, so that it is what it is at that place
 * of a product.
 */
function putSums(plan: CorePlan, lane: LaneShape, begin: TraceBegin): void {
  const { order, writer } = begin;
  const data = begin.data.apart(SUMS);
  const reduction = reduceShape(lane);
  const size = 2 ** stepSize(plan);
  const depth = wordsInUse(lane.storeDepth);
  const width = sumBits(reduction);
  const sum = writer.port("reduce.sum", width);
  const exponents =
    lane.aligned === undefined ? undefined : new TileExponents(alignedTiles(plan), order, data.apart(EXPONENTS));
  const exponentPorts = lane.aligned === undefined ? undefined : exponentPortsOf(lane.aligned, writer);
  const stepSum = (stream: number): number => exponents?.stepSum(stream) ?? data.sumOf(size);
  const words = Array.from({ length: depth }, () => runningSums(order, data, size));
  const passes = reduction.hasAddend ? 0 : growthPasses(plan, lane);
  const growth = Array.from({ length: passes > 0 ? depth : 0 }, () => new Float64Array(STREAMS));
  const most = 2 ** (width - 1) - 1;
  const [tiles, added] = [new Int32Array(STREAMS), new Float64Array(STREAMS)];
  for (let step = 0; step < writer.steps; step++) {
    const word = step % depth;
    const partial = words[word]!;
    const pass = Math.floor(step / depth);
    tilesAt(order, step, depth, tiles);
    exponents?.advance(step, shiftBitsOf(lane));
    for (let stream = 0; stream < STREAMS; stream++) {
      added[stream] = stepSum(stream);
      partial[stream] = (tiles[stream] === 0 ? 0 : partial[stream]!) + added[stream]!;
      if (pass >= passes) continue;
      const more = growth[word]!;
      // What is missing of the sum of all steps of the product until then: those before the trace.
      const before = firstTile(order.tiles, stream);
      if (pass === 0) more[stream] = (exponents?.sumOf(stream, before) ?? data.sumOf(before * size)) / passes;
      if (before + passes < order.tiles)
        added[stream] = Math.max(-most, Math.min(most, added[stream]! + Math.round(more[stream]!)));
    }
    sum.putAll(step, 0, width, reduction.hasAddend ? partial : added);
    if (exponents !== undefined) exponentPorts?.(step, exponents);
  }
}

/** What a lane of aligned sums reads besides words. */
function exponentPortsOf(
  { shiftBits, result }: AlignedSums,
  writer: TraceWriter,
): (step: number, exponents: TileExponents) => void {
  const shift = writer.port("shift", Math.max(1, shiftBits));
  const shiftsRunning = writer.port("shifts_running", 1);
  const exponent = writer.port("result_exponent", result.exponentBits);
  writer.port("result_is_nan", 1);
  writer.port("normalise.result", formatBits(result.to));
  return (step, exponents) => {
    for (let stream = 0; stream < STREAMS; stream++) {
      shift.put(step, 0, Math.max(1, shiftBits), exponents.shift[stream]!, stream);
      shiftsRunning.put(step, 0, 1, exponents.shiftsRunning[stream]!, stream);
      exponent.put(step, 0, result.exponentBits, exponents.running[stream]!, stream);
    }
  };
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

/** The tile of the product at work in a step, in each stream. */
function tilesAt({ tiles }: StepOrder, step: number, depth: number, at: Int32Array): void {
  const pass = Math.floor(step / depth);
  for (let stream = 0; stream < STREAMS; stream++) at[stream] = (firstTile(tiles, stream) + pass) % tiles;
}

/** What one port of a lane of integers sees: entries depend on the table and on how much is drawn for sums before. */
export function lanePort(plan: CorePlan, port: string): ReturnType<NonNullable<ModuleActivity["ofPort"]>> {
  const { family, lane } = plan;
  if (lane.kind === "float" || lane.aligned !== undefined) return undefined;
  const [depth, warmUp] = [wordsInUse(lane.storeDepth), warmUpOf(plan, lane)];
  const { tileStays, tiles } = orderOf(plan);
  const common = `${tileStays ? "store" : "chain"}_${depth}_${warmUp}`;
  switch (port) {
    case "entries":
      return {
        key: `entries_${family.groupKey}_${common}`,
        trace: (statistics) => {
          const begin = beginTrace(plan, statistics, warmUp);
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
