import type { DataStatistics, ModuleTrace } from "../../generator.ts";
import { restBits } from "../control-shape.ts";
import type { CorePlan } from "../plan.ts";
import { beginTrace } from "./begin-trace.ts";
import { firstTile, tileOf } from "./schedule.ts";
import { STREAMS } from "./trace-writer.ts";

/** Tiles as they come, the last of a product marked; it is nearly empty, so that as much changes as can. */
export function groupTailTrace(plan: CorePlan, statistics: DataStatistics): ModuleTrace {
  const { order, writer } = beginTrace(plan, statistics);
  const last = writer.port("tile_last", 1);
  const bits = restBits(plan.control);
  const rest = writer.port("rest", bits);
  for (let step = 0; step < writer.steps; step++) {
    for (let stream = 0; stream < STREAMS; stream++) {
      const place = (firstTile(order.tiles, stream) + tileOf(order, step)) % order.tiles;
      last.put(step, 0, 1, place === order.tiles - 1 ? 1 : 0, stream);
      rest.put(step, 0, bits, 1, stream);
    }
  }
  return writer.trace();
}

/** The keys of one lane, new in each step; all groups hold inputs, as in all tiles but the last. */
export function keyMaskTrace(plan: CorePlan, statistics: DataStatistics): ModuleTrace {
  const { keyBits, groups, groupSize } = plan.family;
  const { data, writer } = beginTrace(plan, statistics);
  const keys = writer.port("key_data", groups * keyBits);
  const masked = plan.keyMask === undefined ? 1 : groups - plan.keyMask.keys.certain;
  writer.port("occupied", masked).words.fill(-1);
  for (let step = 0; step < writer.steps; step++) {
    for (let group = 0; group < groups; group++) {
      for (let stream = 0; stream < STREAMS; stream++) {
        const { key } = data.product(groupSize);
        keys.put(step, group * keyBits, keyBits - 1, Math.abs(key), stream);
        keys.put(step, (group + 1) * keyBits - 1, 1, key < 0 ? 1 : 0, stream);
      }
    }
  }
  return writer.trace();
}
