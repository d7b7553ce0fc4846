import { addressBits } from "../../../src/hdl/index.ts";
import type { DataStatistics, ModuleTrace } from "../../contract/index.ts";
import { FLOAT_FORMATS, FLOAT_NAMES, formatBits, type FloatFormat } from "../../numeric/float-format.ts";
import { bitsOf } from "../../numeric/float-value.ts";
import type { CorePlan } from "../plan.ts";
import type { FloatLaneShape } from "../float/lane-shape.ts";
import type { LanePlace } from "../float/tree.ts";
import { beginTrace, WARM_UP, type TraceBegin } from "./begin-trace.ts";
import { GroupTiles, type DataSource } from "./data.ts";
import { FloatSums, treeAdders, type TreeAdder } from "./float-sums.ts";
import { firstTile, isNewTile, wordsInUse, type StepOrder } from "./schedule.ts";
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

/**
 * An adder of a lane: words of fetches, sums of words, or a running sum and the sum of a step, new ones in each step; or partial
 * sums, of which a step changes one: each stream stands for one adder of their tree.
 */
export function adderTrace(plan: CorePlan, place: LanePlace, statistics: DataStatistics): ModuleTrace {
  const { order, data, writer } = beginTrace(plan, statistics);
  const lane = plan.lane as FloatLaneShape;
  const format = place === "words" ? lane.word : lane.accumulator;
  writer.high("enter", "advance");
  const [a, b] = [new FloatPort(writer, "a", format), new FloatPort(writer, "b", format)];
  const operands = OPERANDS[place](plan, order, data);
  for (let step = 0; step < writer.steps; step++) {
    operands.begin(step);
    for (let stream = 0; stream < STREAMS; stream++) {
      const [x, y] = operands.at(step, stream);
      a.put(step, 0, x, stream);
      b.put(step, 0, y, stream);
    }
  }
  return writer.trace();
}

/** What an adder of a lane takes. */
interface Operands {
  /** Comes before the streams of a step. */
  readonly begin: (step: number) => void;
  readonly at: (step: number, stream: number) => readonly [number, number];
}

type OperandsOf = (plan: CorePlan, order: StepOrder, data: DataSource) => Operands;

const OPERANDS: Readonly<Record<LanePlace, OperandsOf>> = {
  words: ({ family }, order, data) => sumsOfTile(family.groupSize, order, data),
  sums: ({ family }, order, data) => sumsOfTile(2 * family.groupSize, order, data),
  running: (plan, order, data) => {
    const sums = floatSumsOf(plan, order, data);
    return {
      begin: (step) => sums.begin(step),
      at: (step, stream) => {
        const { before, added } = sums.add(step, stream);
        return [before, added];
      },
    };
  },
  partials: (plan, order, data) => {
    const sums = floatSumsOf(plan, order, data);
    const adders = treeAdders((plan.lane as FloatLaneShape).partials);
    return {
      begin: (step) => sums.begin(step),
      at: (step, stream) => {
        if (!order.tileStays) sums.add(step, stream);
        const { from, middle, to } = adders[stream % adders.length] as TreeAdder;
        return [sums.between(from, middle, stream), sums.between(middle, to, stream)];
      },
    };
  },
};

/** Two sums of so many products each; the activations may stay while the weights change. */
function sumsOfTile(count: number, order: StepOrder, data: DataSource): Operands {
  const [left, right] = [new GroupTiles(data, count, STREAMS), new GroupTiles(data, count, STREAMS)];
  return {
    begin: (step) => {
      if (!isNewTile(order, step)) return;
      left.renew();
      right.renew();
    },
    at: (_, stream) => [data.key(left.groups[stream]!).value, data.key(right.groups[stream]!).value],
  };
}

function floatSumsOf({ lane, tileInputs }: CorePlan, order: StepOrder, data: DataSource): FloatSums {
  return new FloatSums(data, { order, tileInputs, partials: (lane as FloatLaneShape).partials });
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
  const begin = beginTrace(plan, statistics, WARM_UP + (lane.storeDepth > 0 ? wordsInUse(lane.storeDepth) : 0));
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

/** What the accumulator's adder gives, or what stands in its place: the sum of the step's output. */
function putRunning({ tileInputs }: CorePlan, lane: FloatLaneShape, { order, data, writer }: TraceBegin): void {
  const port = new FloatPort(writer, lane.isOneStep ? "settle.sum" : "accumulate_adder.sum", lane.accumulator);
  const { partials, storeDepth } = lane;
  const sums = new FloatSums(data, { order, tileInputs, partials, words: wordsInUse(storeDepth) });
  for (let step = 0; step < writer.steps; step++) {
    sums.begin(step);
    for (let stream = 0; stream < STREAMS; stream++) {
      const { before, added } = sums.add(step, stream);
      port.put(step, 0, before + added, stream);
    }
  }
}

/** Where the step's sum comes from and goes to. */
function putFlags({ storeDepth, partials }: FloatLaneShape, { order, writer }: TraceBegin): void {
  const depth = wordsInUse(storeDepth);
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
