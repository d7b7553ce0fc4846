import type { MemorySummary } from "../../src/core/sweep-result.ts";
import type { MemorySystem } from "./memory-system.ts";

/** A memory system in words, for manifests and reports. */
export function memorySummary({ dram, sram }: MemorySystem): MemorySummary {
  const { table, source, scaledFromNm } = sram.origin;
  return {
    dram: dram.title,
    bandwidthGBps: dram.bandwidthGBps,
    dramEnergyPjPerBit: dram.energyPjPerBit,
    dramSource: `${dram.source} (${dram.evidence})`,
    sram: table,
    sramSource: source,
    notes: [
      ...(scaledFromNm === undefined
        ? []
        : [`Buffer figures are scaled from ${scaledFromNm} nm (Stillmaker and Baas 2017), optimistic for memories.`]),
      "DRAM bandwidth is the peak of the interface; energy includes the interface, not the controller.",
      "Buffers hold two pages of weights, the activations and the results of the largest layer.",
    ],
  };
}
