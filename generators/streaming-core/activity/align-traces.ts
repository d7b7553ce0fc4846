import type { DataStatistics, ModuleTrace } from "../../contract/index.ts";
import { biasOf, formatBits } from "../../numeric/float-format.ts";
import { bitsOf, valueOf } from "../../numeric/float-value.ts";
import type { CorePlan } from "../plan.ts";
import { vectorExponent } from "../float/golden.ts";
import { integerBits } from "../shape.ts";
import { alignedExponent, beginFloatTrace, beginTrace, formatOf } from "./begin-trace.ts";
import { firstTile, isNewTile, tileOf } from "./schedule.ts";
import { alignedTiles, TileExponents } from "./tile-exponents.ts";
import { STREAMS } from "./trace-writer.ts";

/** The field of the largest exponent: nearly always the same. */
function usualExponent(plan: CorePlan): number {
  return biasOf(formatOf(plan)) + alignedExponent(plan);
}

/** The activations of a step, all of them, and what their elements become. */
export function alignTrace(plan: CorePlan, statistics: DataStatistics): ModuleTrace {
  const format = formatOf(plan);
  const { order, data, writer } = beginFloatTrace(plan, statistics, format);
  const { tileInputs } = plan;
  const [width, kept] = [formatBits(format), integerBits(plan.core)];
  const activations = writer.port("activations", tileInputs * width);
  const vector = writer.port("vector_exponent", format.exponentBits);
  const load = writer.port("load", 1);
  const elements = writer.port("element.aligned", tileInputs * kept);
  writer.port("element.is_special", tileInputs);
  const tile = Array.from({ length: STREAMS }, () => new Float64Array(tileInputs));
  for (let step = 0; step < writer.steps; step++) {
    if (isNewTile(order, step + 1)) load.raise(step);
    for (const [stream, values] of tile.entries()) {
      if (isNewTile(order, step)) values.forEach((_, i) => (values[i] = bitsOf(data.activation(), format)));
      values.forEach((bits, i) => {
        activations.put(step, i * width, width, bits, stream);
        elements.put(step, i * kept, kept, alignedValue(plan, bits), stream);
      });
      vector.put(step, 0, format.exponentBits, usualExponent(plan), stream);
    }
  }
  return writer.trace();
}

/** The integer that an activation becomes under the usual exponent. */
function alignedValue(plan: CorePlan, bits: number): number {
  const [format, keptBits] = [formatOf(plan), integerBits(plan.core)];
  const largest = 2 ** (keptBits - 1) - 1;
  const scaled = Math.round(valueOf(bits, format) * 2 ** (keptBits - 2 - (usualExponent(plan) - biasOf(format))));
  return Math.max(-largest, Math.min(largest, scaled));
}

/** One activation under the exponent of its tile. */
export function alignElementTrace(plan: CorePlan, statistics: DataStatistics): ModuleTrace {
  const format = formatOf(plan);
  const { order, data, writer } = beginFloatTrace(plan, statistics, format);
  const width = formatBits(format);
  const activation = writer.port("activation", width);
  const exponent = writer.port("exponent", format.exponentBits);
  const held = new Float64Array(STREAMS);
  for (let step = 0; step < writer.steps; step++) {
    for (let stream = 0; stream < STREAMS; stream++) {
      if (isNewTile(order, step)) held[stream] = bitsOf(data.activation(), format);
      const bits = held[stream] as number;
      activation.put(step, 0, width, bits, stream);
      const largest = Math.max(usualExponent(plan), vectorExponent([bits], format));
      exponent.put(step, 0, format.exponentBits, largest, stream);
    }
  }
  return writer.trace();
}

/** Exponents of the tiles as they come. */
export function blockExponentTrace(plan: CorePlan, statistics: DataStatistics): ModuleTrace {
  const format = formatOf(plan);
  const { order, data, writer } = beginFloatTrace(plan, statistics, format);
  const exponent = writer.port("exponent", format.exponentBits);
  const flags = ["load", "fill"].map((name) => writer.port(name, 1));
  const [fillsFirst, emit] = [writer.port("fills_first", 1), writer.port("emit", 1)];
  writer.port("is_special", 1);
  writer.high("advance", "accumulate");
  const exponents = new TileExponents(alignedTiles(plan), order, data);
  for (let step = 0; step < writer.steps; step++) {
    if (isNewTile(order, step + 1)) for (const flag of flags) flag.raise(step);
    exponents.advance(step, MOST_DISTANCE_BITS);
    for (let stream = 0; stream < STREAMS; stream++) {
      exponent.put(step, 0, format.exponentBits, exponents.tile[stream]!, stream);
      const place = (firstTile(order.tiles, stream) + tileOf(order, step)) % order.tiles;
      fillsFirst.put(step, 0, 1, place === 0 ? 1 : 0, stream);
      emit.put(step, 0, 1, place === order.tiles - 1 ? 1 : 0, stream);
    }
  }
  return writer.trace();
}

/** Of distances that nothing is shifted by. */
const MOST_DISTANCE_BITS = 8;

/** Results as they leave: a running sum in each step, or from a store when an output is finished. */
export function normaliseTrace(plan: CorePlan, statistics: DataStatistics): ModuleTrace {
  const format = formatOf(plan);
  const { order, data, writer } = beginTrace(plan, statistics);
  const { accumulatorBits } = plan;
  const total = writer.port("total", accumulatorBits);
  const exponent = writer.port("exponent", format.exponentBits);
  writer.port("is_nan", 1);
  writer.high("advance");
  const exponents = new TileExponents(alignedTiles(plan), order, data);
  const sums = Float64Array.from({ length: STREAMS }, (_, stream) =>
    exponents.sumOf(stream, firstTile(order.tiles, stream)),
  );
  const results = new Float64Array(STREAMS);
  const ends = Int32Array.from(exponents.running);
  for (let step = 0; step < writer.steps; step++) {
    exponents.advance(step, MOST_DISTANCE_BITS);
    for (let stream = 0; stream < STREAMS; stream++) {
      const place = (firstTile(order.tiles, stream) + step) % order.tiles;
      sums[stream] = exponents.added(stream, place === 0 ? 0 : sums[stream]!, exponents.stepSum(stream));
      const isResult = !order.tileStays || place === order.tiles - 1;
      if (isResult) {
        results[stream] = order.tileStays ? exponents.sumOf(stream, order.tiles) : sums[stream]!;
        ends[stream] = exponents.running[stream]!;
      }
      total.put(step, 0, accumulatorBits, results[stream]!, stream);
      exponent.put(step, 0, format.exponentBits, ends[stream]!, stream);
    }
  }
  return writer.trace();
}
