import { addressBits } from "../../../src/hdl/index.ts";
import type { DataStatistics, ModuleTrace } from "../../contract/index.ts";
import { FLOAT_FORMATS, FLOAT_NAMES, formatBits, type FloatFormat } from "../../numeric/float-format.ts";
import { bitsOf } from "../../numeric/float-value.ts";
import type { CorePlan } from "../plan.ts";
import type { FloatLaneShape } from "../float/lane-shape.ts";
import type { FloatChild } from "../float/tree.ts";
import { beginTrace, WARM_UP, type TraceBegin } from "./begin-trace.ts";
import { GroupTiles } from "./data.ts";
import { runningSums } from "./reduce-trace.ts";
import { firstTile, isNewTile } from "./schedule.ts";
import { STREAMS, type TracePort, type TraceWriter } from "./trace-writer.ts";

/** Ports that take floating-point numbers, by format: the same values for modules of different formats. */
class FloatPort {
  readonly #port: TracePort;
  readonly #format: FloatFormat;

  constructor(writer: TraceWriter, name: string, format: FloatFormat, words = 1) {
    this.#port = writer.port(name, words * formatBits(format));
    this.#format = format;
  }

  put(step: number, word: number, value: number, stream: number): void {
    const bits = formatBits(this.#format);
    this.#port.put(step, word * bits, bits, bitsOf(value, this.#format), stream);
  }
}

/** An adder of a lane: words of fetches, sums of words, or a running sum and the sum of a step; new ones in each step. */
export function adderTrace(plan: CorePlan, place: FloatChild["place"], statistics: DataStatistics): ModuleTrace {
  const begin = beginTrace(plan, statistics);
  const { order, data, writer } = begin;
  const lane = plan.lane as FloatLaneShape;
  const format = place === "words" ? lane.word : lane.accumulator;
  writer.high("enter", "advance");
  const [a, b] = [new FloatPort(writer, "a", format), new FloatPort(writer, "b", format)];
  const { groupSize } = plan.family;
  const sums = runningSums(order, data, plan.tileInputs);
  for (let step = 0; step < writer.steps; step++) {
    for (let stream = 0; stream < STREAMS; stream++) {
      const [x, y] =
        place === "running"
          ? runningOperands(begin, plan.tileInputs, sums, step, stream)
          : place === "words"
            ? [data.product(groupSize).value, data.product(groupSize).value]
            : [data.sumOf(2 * groupSize), data.sumOf(2 * groupSize)];
      a.put(step, 0, x, stream);
      b.put(step, 0, y, stream);
    }
  }
  return writer.trace();
}

function runningOperands(
  { order, data }: TraceBegin,
  tileInputs: number,
  sums: Float64Array,
  step: number,
  stream: number,
): [number, number] {
  const added = data.sumOf(tileInputs);
  if (order.hasStore) return [data.sumOf(data.integer(0, order.tiles - 1) * tileInputs), added];
  if ((firstTile(order.tiles, stream) + step) % order.tiles === 0) sums[stream] = 0;
  const before = sums[stream] as number;
  sums[stream] = before + added;
  return [before, added];
}

/** An adder of a table, or what widens an activation: new operands with each tile. */
export function tableAdderTrace(plan: CorePlan, key: string, statistics: DataStatistics): ModuleTrace {
  const { order, data, writer } = beginTrace(plan, statistics);
  const format = formatOf(key);
  writer.high("enter", "advance");
  const [a, b] = [new FloatPort(writer, "a", format), new FloatPort(writer, "b", format)];
  const tile = new GroupTiles(data, 2, STREAMS);
  for (let step = 0; step < writer.steps; step++) {
    if (isNewTile(order, step)) tile.renew();
    for (const [stream, group] of tile.groups.entries()) {
      a.put(step, 0, group[0] as number, stream);
      b.put(step, 0, group[1] as number, stream);
    }
  }
  return writer.trace();
}

/** The format of the operands, which stands first in the names of these modules. */
function formatOf(key: string): FloatFormat {
  const name = FLOAT_NAMES.find((each) => new RegExp(`^float_(add|widen)_${each}(_|$)`).test(key));
  if (name === undefined) throw new Error(`internal: ${key} is no adder of a table`);
  return FLOAT_FORMATS[name];
}

/** The lane's own registers and what its adders give to it. */
export function floatLaneTrace(plan: CorePlan, lane: FloatLaneShape, statistics: DataStatistics): ModuleTrace {
  const begin = beginTrace(plan, statistics, WARM_UP + Math.min(MOST_WORDS, lane.storeDepth));
  const { data, writer } = begin;
  writer.high("enable", "accumulate", "step", "advance", "used");
  if (lane.partials > 2) writer.port("used", lane.partials - 1).words.fill(-1);
  putFlags(lane, begin);
  const { groups, groupSize } = plan.family;
  const words = new FloatPort(writer, "fetch.word", lane.word, groups);
  const levels = levelPorts(lane, groups, writer);
  const entries = writer.port("entries", plan.family.entriesBits);
  const tile = new GroupTiles(data, groupSize, STREAMS);
  for (let step = 0; step < writer.steps; step++) {
    if (isNewTile(begin.order, step)) tile.renew();
    for (let stream = 0; stream < STREAMS; stream++) {
      const group = tile.groups[stream] as Float64Array;
      plan.family.putEntries(group, (offset, bits, value) => entries.put(step, offset, bits, value, stream));
      for (let l = 0; l < groups; l++) words.put(step, l, data.product(groupSize).value, stream);
      for (const { port, count, size } of levels)
        for (let i = 0; i < count; i++) port.put(step, i, data.sumOf(size * groupSize), stream);
    }
  }
  putRunning(plan, lane, begin);
  return writer.trace();
}

/** Words of a store that are in use. */
const MOST_WORDS = 1024;

function levelPorts(lane: FloatLaneShape, groups: number, writer: TraceWriter) {
  const levels: { readonly port: FloatPort; readonly count: number; readonly size: number }[] = [];
  const addLevels = (name: string, words: number): void => {
    for (let [left, depth] = [words, 1]; left > 1; left = Math.ceil(left / 2), depth++) {
      const port = new FloatPort(writer, `${name}_level${depth}.sum`, lane.accumulator, left >> 1);
      levels.push({ port, count: left >> 1, size: 2 ** depth });
    }
  };
  addLevels("add", groups);
  if (lane.partials > 1) addLevels("combine", lane.partials);
  levels.push({ port: new FloatPort(writer, "add_widen.word", lane.accumulator), count: 1, size: 1 });
  return levels;
}

/** What the accumulator's adder gives: the sum of the step's output. */
function putRunning(plan: CorePlan, lane: FloatLaneShape, begin: TraceBegin): void {
  const { order, data, writer } = begin;
  const port = new FloatPort(writer, "accumulate_adder.sum", lane.accumulator);
  const sums = runningSums(order, data, plan.tileInputs);
  for (let step = 0; step < writer.steps; step++)
    for (let stream = 0; stream < STREAMS; stream++) {
      const [before, added] = runningOperands(begin, plan.tileInputs, sums, step, stream);
      port.put(step, 0, before + added, stream);
    }
}

/** Where the step's sum comes from and goes to. */
function putFlags({ storeDepth, partials }: FloatLaneShape, { order, writer }: TraceBegin): void {
  const depth = Math.min(MOST_WORDS, Math.max(1, storeDepth));
  const address = addressBits(Math.max(1, storeDepth));
  const slotBits = addressBits(partials);
  const tiles = ["output_tile", "write_tile", "emit_tile"].map((name) => writer.port(name, address));
  const slots = ["slot", "write_slot"].map((name) => writer.port(name, slotBits));
  const starts = ["first", "clear"].map((name) => writer.port(name, 1));
  const emit = writer.port("emit", 1);
  for (let step = 0; step < writer.steps; step++) {
    const pass = Math.floor(step / depth);
    for (let stream = 0; stream < STREAMS; stream++) {
      const tile = (firstTile(order.tiles, stream) + pass) % order.tiles;
      for (const port of tiles) port.put(step, 0, address, step % depth, stream);
      for (const port of slots) port.put(step, 0, slotBits, tile % partials, stream);
      for (const port of starts) port.put(step, 0, 1, tile < partials ? 1 : 0, stream);
      emit.put(step, 0, 1, tile === order.tiles - 1 ? 1 : 0, stream);
    }
  }
}
