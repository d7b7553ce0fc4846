import { DRAM_PAGE_BITS } from "../memory/dram.ts";
import type { MemorySystem } from "../memory/memory-system.ts";
import { sramCost } from "../memory/sram-cost.ts";
import { SystemModel, type SizedTile } from "../memory/system.ts";
import { countTraffic, type Traffic } from "../memory/traffic.ts";
import { bytesOfBits } from "../../src/core/units.ts";
import { largestProductSteps, storedSteps, type CorePart, type CorePass } from "./core-pass.ts";
import { tokensOf, type Pass } from "./pass.ts";

/** Where the ternary weights are kept. */
export const WEIGHT_PLACES = ["dram", "sram"] as const;
export type WeightPlace = (typeof WEIGHT_PLACES)[number];

/** The on-chip memories around the cores, sized for a pass. */
export interface PassMemories {
  readonly areaUm2: number;
  readonly leakageUw: number;
  /** Energy of all accesses of the pass, without leakage [pJ]. */
  readonly accessPj: number;
  /** Activations and results that are written to and read from buffers in the pass [bytes]. */
  readonly activationBytes: number;
  readonly resultBytes: number;
}

/** What the memories serve. */
export interface Served {
  readonly memory: MemorySystem;
  readonly parts: readonly CorePart[];
  readonly tile: SizedTile;
  readonly cores: number;
  readonly clockMhz: number;
  readonly weights: WeightPlace;
}

/**
 * Buffers of activations and results as `SystemModel` has them, with room for all tokens of the pass. Weights from DRAM go through a
 * buffer that holds, where several tokens take the same keys, two of the largest product: one in use, one being filled. Weights in
 * SRAM, all that are stored in equal parts beside the cores, are read once for each step and pass no buffer.
 */
export function passMemories(served: Served, pass: Pass, core: CorePass): PassMemories {
  const { parts, tile, cores } = served;
  const tokens = tokensOf(pass);
  const system = systemOf(served, tokens);
  const [activations, results] = [system.activationBuffer(tile), system.resultBuffer(tile)];
  const weights = served.weights === "dram" ? weightBuffer(system, tile, core) : weightStore(served, core);
  const { activationWrites, activationReads, resultWrites } = trafficOf(parts, tile, pass);
  return {
    areaUm2: cores * (weights.areaUm2 + activations.areaUm2 + results.areaUm2),
    leakageUw: cores * (weights.leakageUw + activations.leakageUw + results.leakageUw),
    accessPj:
      weights.accessPj +
      activationWrites * activations.writeEnergyPj +
      activationReads * activations.readEnergyPj +
      resultWrites * (results.writeEnergyPj + results.readEnergyPj),
    activationBytes: bytesOfBits((activationWrites + activationReads) * tile.inputsPerStep * tile.activationBits),
    resultBytes: bytesOfBits(2 * resultWrites * tile.outputsPerStep * tile.accumulatorBits),
  };
}

/** Buffers for `tokens` tokens at a time. */
function systemOf({ parts, tile, memory, clockMhz }: Served, tokens: number): SystemModel {
  const [first] = parts;
  if (first === undefined) throw new Error("a model without a product on the core");
  const shapes = parts.flatMap(({ workload }) => workload.shapes);
  const twoProducts = 2 * largestProductSteps(parts, tile) * tile.keyBitsPerStep;
  const stated = memory.weightBufferBits ?? 2 * DRAM_PAGE_BITS;
  const larger = tokens > 1 ? { ...memory, weightBufferBits: Math.max(stated, twoProducts) } : memory;
  return new SystemModel(larger, first.workload, clockMhz, shapes, tokens);
}

interface WeightMemory {
  readonly areaUm2: number;
  readonly leakageUw: number;
  readonly accessPj: number;
}

function weightBuffer(system: SystemModel, tile: SizedTile, { steps, weightSteps }: CorePass): WeightMemory {
  const { areaUm2, leakageUw, stepEnergyPj, fillEnergyPj } = system.weightBuffer(tile);
  return {
    areaUm2,
    leakageUw,
    accessPj: weightSteps * stepEnergyPj + (steps - weightSteps) * (stepEnergyPj - fillEnergyPj),
  };
}

function weightStore({ memory, parts, tile, cores }: Served, { steps }: CorePass): WeightMemory {
  const wordBits = tile.keyBitsPerStep;
  const words = Math.ceil(storedSteps(parts, tile) / cores);
  const { areaUm2, leakageUw, readEnergyPj } = sramCost({ bits: words * wordBits, wordBits }, memory.sram);
  return { areaUm2, leakageUw, accessPj: steps * readEnergyPj };
}

function trafficOf(parts: readonly CorePart[], tile: SizedTile, pass: Pass): Traffic {
  const sum: Traffic = { activationWrites: 0, activationReads: 0, resultWrites: 0 };
  for (const { workload, tokensOf: tokensIn } of parts) {
    const tokens = tokensIn(pass);
    const one = countTraffic(workload, tile, { activationWrites: 0, activationReads: 0, resultWrites: 0 });
    sum.activationWrites += tokens * one.activationWrites;
    sum.activationReads += tokens * one.activationReads;
    sum.resultWrites += tokens * one.resultWrites;
  }
  return sum;
}
