import type { ModuleTrace } from "../../generators/contract/index.ts";
import type { FlatNetlist } from "../eda/netlist/flat.ts";
import { NetlistSimulator, ToggleCounts } from "../eda/power/netlist-simulator.ts";
import type { TimingAnalysis } from "../eda/timing/timing.ts";

/** Transitions of each net in each phase of a trace. */
export function simulateTrace(
  flat: FlatNetlist,
  timing: TimingAnalysis,
  trace: ModuleTrace,
): Map<number, ToggleCounts> {
  const simulator = new NetlistSimulator(flat, timing.order);
  const phases = new Map<number, ToggleCounts>();
  const ports = Object.entries(trace.inputs).flatMap(([port, words]) =>
    simulator.has(port) ? [{ port, words, width: words.length / trace.cycles }] : [],
  );
  for (let cycle = 0; cycle < trace.cycles; cycle++) {
    for (const { port, words, width } of ports) simulator.set(port, words.subarray(cycle * width, (cycle + 1) * width));
    simulator.evaluate();
    const phase = trace.phases[cycle] ?? 0;
    let counts = phases.get(phase);
    if (counts === undefined) phases.set(phase, (counts = new ToggleCounts(flat.nets)));
    simulator.count(cycle === 0 ? undefined : counts);
    simulator.clock();
  }
  return phases;
}
