import type { TileShape } from "../../generators/contract/index.ts";
import type { PreparedWorkload, TokenCost } from "../workload/mapping.ts";
import { DRAM_PAGE_BITS } from "./dram.ts";
import type { MemorySystem } from "./memory-system.ts";
import { sramCost, type SramCost } from "./sram-cost.ts";
import { countTraffic, type Traffic } from "./traffic.ts";

/** A tile with the widths of what goes in and comes out. */
export interface SizedTile extends TileShape {
  readonly activationBits: number;
  readonly accumulatorBits: number;
}

/** The core alone, as the cost model sees it. */
export interface CoreTerms {
  readonly areaUm2: number;
  readonly energyPerTokenUj: number;
  /** Drawn also while the core waits for weights; its clock is taken to be gated then. */
  readonly leakageUw: number;
}

/** The core with its memories; the names and units of src/core/metrics.ts. */
export interface SystemTerms {
  sramAreaUm2: number;
  systemAreaUm2: number;
  sramEnergyPerTokenUj: number;
  dramEnergyPerTokenUj: number;
  systemEnergyPerTokenUj: number;
  bandwidthTokensPerSecond: number;
  systemTokensPerSecond: number;
}

/** The buffer of the key stream. */
export interface WeightBuffer {
  readonly wordBits: number;
  readonly areaUm2: number;
  /** Writing and reading the keys of a step. */
  readonly stepEnergyPj: number;
  readonly leakageUw: number;
}

/** A memory system and a workload, ready for the designs of a sweep. */
export class SystemModel {
  readonly memory: MemorySystem;
  readonly clockMhz: number;
  readonly #workload: PreparedWorkload;
  readonly #largestInputs: number;
  readonly #largestOutputs: number;
  readonly #weightBuffers = new Map<number, WeightBuffer>();
  readonly #costs = new Map<number, SramCost>();
  readonly #traffic: Traffic = { activationWrites: 0, activationReads: 0, resultWrites: 0 };

  constructor(memory: MemorySystem, workload: PreparedWorkload, clockMhz: number) {
    this.memory = memory;
    this.clockMhz = clockMhz;
    this.#workload = workload;
    this.#largestInputs = Math.max(...workload.shapes.map((shape) => shape.inputs));
    this.#largestOutputs = Math.max(...workload.shapes.map((shape) => shape.outputs));
  }

  /**
   * The key stream's buffer: two halves of a DRAM page, one filled while the other is read. The stream is sequential, so
   * requests run ahead and only pages must be bridged. A stated size holds unless two steps need more.
   *
   * A word is a step's keys, or what DRAM brings in a cycle if that is less: the buffer can be emptied no faster than it is
   * filled. Then a register of flip-flops collects the keys of a step.
   */
  weightBuffer(tile: SizedTile): WeightBuffer {
    const keyBits = tile.keyBitsPerStep;
    let buffer = this.#weightBuffers.get(keyBits);
    if (buffer === undefined) this.#weightBuffers.set(keyBits, (buffer = this.#makeWeightBuffer(keyBits)));
    return buffer;
  }

  /** The inputs of the largest layer, one word a step. */
  activationBuffer(tile: SizedTile): SramCost {
    const wordBits = tile.inputsPerStep * tile.activationBits;
    return this.#costOf(Math.max(wordBits, this.#largestInputs * tile.activationBits), wordBits);
  }

  /** The outputs of the largest layer, as wide as they leave the core, one word a step. */
  resultBuffer(tile: SizedTile): SramCost {
    const wordBits = tile.outputsPerStep * tile.accumulatorBits;
    return this.#costOf(Math.max(wordBits, this.#largestOutputs * tile.accumulatorBits), wordBits);
  }

  /**
   * Fills `terms` for a design with these steps and cycles per token.
   *
   * Weights: read from DRAM once, written to their buffer once and read once. Activations and results: see traffic.ts;
   * results are written once and read once. Buffers and core leak for the whole time of a token, waiting for DRAM
   * included: tokens/s = min(compute, bandwidth). DRAM is charged for weights alone: activations stay on the chip, the
   * KV cache is not part of the workload.
   */
  fill(terms: SystemTerms, tile: SizedTile, cost: TokenCost, core: CoreTerms): SystemTerms {
    const [weights, activations, results] = [
      this.weightBuffer(tile),
      this.activationBuffer(tile),
      this.resultBuffer(tile),
    ];
    const weightBits = cost.steps * tile.keyBitsPerStep;
    const computeUs = cost.cycles / this.clockMhz;
    const bandwidthUs = weightBits / (this.memory.dram.bandwidthGBps * 8000);
    const tokenUs = Math.max(computeUs, bandwidthUs);
    const { activationWrites, activationReads, resultWrites } = countTraffic(this.#workload, tile, this.#traffic);
    const accessPj =
      cost.steps * weights.stepEnergyPj +
      activationWrites * activations.writeEnergyPj +
      activationReads * activations.readEnergyPj +
      resultWrites * (results.writeEnergyPj + results.readEnergyPj);
    const leakageUw = weights.leakageUw + activations.leakageUw + results.leakageUw;
    terms.sramAreaUm2 = weights.areaUm2 + activations.areaUm2 + results.areaUm2;
    terms.systemAreaUm2 = core.areaUm2 + terms.sramAreaUm2;
    terms.sramEnergyPerTokenUj = (accessPj + leakageUw * tokenUs) / 1e6; // µW · µs = pJ
    terms.dramEnergyPerTokenUj = (weightBits * this.memory.dram.energyPjPerBit) / 1e6;
    terms.systemEnergyPerTokenUj =
      core.energyPerTokenUj +
      (core.leakageUw * (tokenUs - computeUs)) / 1e6 +
      terms.sramEnergyPerTokenUj +
      terms.dramEnergyPerTokenUj;
    terms.bandwidthTokensPerSecond = 1e6 / bandwidthUs;
    terms.systemTokensPerSecond = 1e6 / tokenUs;
    return terms;
  }

  #makeWeightBuffer(keyBits: number): WeightBuffer {
    const { dram, sram, weightBufferBits = 2 * DRAM_PAGE_BITS } = this.memory;
    const wordBits = Math.min(keyBits, Math.ceil((dram.bandwidthGBps * 8000) / this.clockMhz));
    const memory = sramCost({ bits: Math.max(2 * keyBits, weightBufferBits), wordBits }, sram);
    const registerBits = wordBits < keyBits ? keyBits : 0;
    const { flipFlop } = sram;
    return {
      wordBits,
      areaUm2: memory.areaUm2 + registerBits * flipFlop.areaUm2,
      stepEnergyPj:
        (keyBits / wordBits) * (memory.writeEnergyPj + memory.readEnergyPj) +
        (registerBits * flipFlop.accessEnergyFj) / 1000,
      leakageUw: memory.leakageUw + (registerBits * flipFlop.leakageNw) / 1000,
    };
  }

  /** Designs of a sweep share few buffer shapes. */
  #costOf(bits: number, wordBits: number): SramCost {
    const key = bits * 2 ** 20 + wordBits;
    let cost = this.#costs.get(key);
    if (cost === undefined) this.#costs.set(key, (cost = sramCost({ bits, wordBits }, this.memory.sram)));
    return cost;
  }
}

/** What the evaluator needs of memories: the columns of a metric row. */
export interface MemoryTerms {
  fill(row: Float64Array, tile: SizedTile, cost: TokenCost): void;
}
