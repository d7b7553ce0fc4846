import type { DataStatistics, ModuleTrace } from "../../contract/index.ts";
import type { CorePlan } from "../plan.ts";
import { countBits } from "../shape.ts";
import { beginTrace } from "./begin-trace.ts";
import { STREAMS } from "./trace-writer.ts";

/** Streams that never stall: the controller runs by itself, with the largest product. */
export function controlTrace(plan: CorePlan, statistics: DataStatistics): ModuleTrace {
  const { writer } = beginTrace(plan, statistics);
  const { inputs, outputs } = plan.core;
  writer.high("act_valid", "key_valid", "out_ready", "shape_valid");
  for (const [port, value] of [
    ["shape_inputs", inputs],
    ["shape_outputs", outputs],
  ] as const) {
    const words = writer.port(port, countBits(value));
    for (let step = 0; step < writer.steps; step++)
      for (let stream = 0; stream < STREAMS; stream++) words.put(step, 0, countBits(value), value, stream);
  }
  return writer.trace();
}
