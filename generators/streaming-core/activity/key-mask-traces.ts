import type { DataStatistics, ModuleTrace } from "../../contract/index.ts";
import type { CorePlan } from "../plan.ts";
import { restBits } from "../key-masks.ts";
import { beginTrace } from "./begin-trace.ts";
import type { DataSource } from "./data.ts";
import { firstTile, tileOf } from "./schedule.ts";
import { putPlanes, STREAMS } from "./trace-writer.ts";

/** Tiles as they come, the last of a product marked; it is nearly empty, so that as much changes as can. */
export function groupTailTrace(plan: CorePlan, statistics: DataStatistics): ModuleTrace {
  const { order, writer } = beginTrace(plan, statistics);
  const bits = plan.keyMask === undefined ? 1 : restBits(plan.keyMask.tail);
  const [last, loaded] = [writer.port("tile_last", 1), writer.port("pass_loaded", 1)];
  const rest = writer.port("rest", bits);
  const [isLast, left] = [new Int32Array(STREAMS), new Int32Array(STREAMS)];
  for (let step = 0; step < writer.steps; step++) {
    for (let stream = 0; stream < STREAMS; stream++) {
      const place = (firstTile(order.tiles, stream) + tileOf(order, step)) % order.tiles;
      isLast[stream] = place === order.tiles - 1 ? 1 : 0;
      left[stream] = isLast[stream] === 1 ? 1 : leftAt(plan, order.tiles, place) % 2 ** bits;
    }
    last.putAll(step, 0, 1, isLast);
    loaded.putAll(step, 0, 1, isLast);
    rest.putAll(step, 0, bits, left);
  }
  return writer.trace();
}

/** Inputs that are left in a full tile of a long product. */
function leftAt({ tileInputs }: CorePlan, tiles: number, place: number): number {
  return 1 + (tiles - place) * tileInputs;
}

/** The keys of one lane, new in each step; all groups hold inputs, as in all tiles but the last. */
export function keyMaskTrace(plan: CorePlan, statistics: DataStatistics): ModuleTrace {
  const { keyBits, groups, groupSize } = plan.family;
  const { data, writer } = beginTrace(plan, statistics);
  const keys = writer.port("key_data", groups * keyBits);
  const masked = plan.keyMask === undefined ? 1 : groups - plan.keyMask.keys.certain;
  writer.port("occupied", masked).words.fill(-1);
  const blocks = keyBlocks(data, groupSize, keyBits, writer.steps * groups);
  const laneBits = groups * keyBits;
  for (let step = 0; step < writer.steps; step++) keys.putWords(step, 0, blocks, step * laneBits, laneBits);
  return writer.trace();
}

/** So many keys of each stream, bit by bit: index, then sign. */
function keyBlocks(data: DataSource, groupSize: number, keyBits: number, count: number): Int32Array {
  const [keys, values] = [new Int32Array(STREAMS), new Float64Array(STREAMS)];
  const blocks = data.blocks(`keys_u${groupSize}_b${keyBits}`, keyBits, (source, words, at) => {
    source.products(groupSize, keys, values);
    putPlanes(words, at, keyBits - 1, keys.map(Math.abs));
    putPlanes(
      words,
      at + keyBits - 1,
      1,
      keys.map((key) => key >>> 31),
    );
  });
  return blocks.first(count);
}
