import type { DataStatistics, ModuleTrace } from "../../contract/index.ts";
import type { CorePlan } from "../plan.ts";
import { beginTrace } from "./begin-trace.ts";
import { GroupTiles } from "./data.ts";
import { EntryPort } from "./entry-port.ts";
import { isNewTile } from "./schedule.ts";
import { STREAMS } from "./trace-writer.ts";

/**
 * A table, what builds its entries, or what holds an activation. The stream of activations shows the tile after the one
 * at work; it is taken in, and a tile that waits is moved on, in the last step of the tile before.
 */
export function groupTrace(plan: CorePlan, statistics: DataStatistics): ModuleTrace {
  const { family } = plan;
  const { order, activationBits, pattern, data, writer } = beginTrace(plan, statistics);
  const activations = writer.port("activations", family.groupSize * activationBits);
  const inner = family.groupPorts.map(({ port, width, put }) => new EntryPort(writer.port(port, width), put));
  const flags = ["load", "shift", "fill"].map((name) => writer.port(name, 1));
  const tile = new GroupTiles(data, family.groupSize, STREAMS);
  for (let step = 0; step < writer.steps; step++) {
    const isNew = isNewTile(order, step);
    if (isNew) tile.renew();
    for (const entries of inner) {
      if (isNew) entries.put(step, tile.groups);
      else entries.repeat(step);
    }
    if (isNewTile(order, step + 1)) for (const flag of flags) flag.raise(step);
    for (const [stream, group] of tile.groups.entries())
      group.forEach((value, i) => activations.put(step, i * activationBits, activationBits, pattern(value), stream));
  }
  return writer.trace();
}
