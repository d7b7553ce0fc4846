import type { DataStatistics, ModuleTrace } from "../../contract/index.ts";
import type { CorePlan } from "../plan.ts";
import { beginTrace } from "./begin-trace.ts";
import { GroupTiles } from "./data.ts";
import { EntryPort } from "./entry-port.ts";
import { isNewTile } from "./schedule.ts";
import { STREAMS } from "./trace-writer.ts";

/** One read port, or the multiplier in it: the entries of one group, a new key in each step, and the word it reads. */
export function fetchTrace(plan: CorePlan, statistics: DataStatistics): ModuleTrace {
  const { keyBits, groupSize, entriesBits, wordBits, putEntries, words } = plan.family;
  const { order, activationBits, pattern, data, writer } = beginTrace(plan, statistics);
  const entries = new EntryPort(writer.port("entries", entriesBits), putEntries);
  const keys = writer.port("key", keyBits);
  const product = writer.port("multiply.product", wordBits);
  const [a, b] = [writer.port("a", activationBits), writer.port("b", activationBits)];
  writer.high("enable", "enter", "advance");
  const tile = new GroupTiles(data, groupSize, STREAMS);
  for (let step = 0; step < writer.steps; step++) {
    if (isNewTile(order, step)) {
      tile.renew();
      entries.put(step, tile.groups);
    } else entries.repeat(step);
    for (const [stream, group] of tile.groups.entries()) {
      const { key, value } = data.key(group);
      keys.put(step, 0, keyBits - 1, Math.abs(key), stream);
      keys.put(step, keyBits - 1, 1, key < 0 ? 1 : 0, stream);
      product.put(step, 0, wordBits, words === undefined ? value + 2 ** (wordBits - 1) : pattern(value), stream);
      a.put(step, 0, activationBits, pattern(group[0]!), stream);
      b.put(step, 0, activationBits, pattern(key), stream);
    }
  }
  return writer.trace();
}
