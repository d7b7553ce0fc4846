import type { TileShape } from "../../generators/contract/index.ts";
import type { MemoryMetric } from "../../src/core/memory-metrics.ts";
import { dealtOutputs } from "../workload/dealt.ts";
import type { PreparedWorkload, TokenCost } from "../workload/mapping.ts";
import type { Combination } from "../workload/workload.ts";
import { DRAM_PAGE_BITS } from "./dram.ts";
import type { MemorySystem } from "./memory-system.ts";
import { sramCost, type SramCost } from "./sram-cost.ts";
import { countTraffic, type Traffic } from "./traffic.ts";
import { bitsPerUsOfGBps, perSecondOfUs, pjOfFj, ujOfPj, usOfCycles, uwOfNw } from "../../src/core/units.ts";

/** A tile with the widths of what goes in and comes out. */
export interface SizedTile extends TileShape {
  readonly activationBits: number;
  readonly accumulatorBits: number;
}

/** What memories come to around a core of a shape, whatever its circuit costs. */
export interface MemoryShare extends Record<Exclude<MemoryMetric, "systemAreaUm2" | "systemEnergyPerTokenUj">, number> {
  /** Time of a token in which the core waits for weights [µs]. Its clock is taken to be gated then; it leaks. */
  readonly waitUs: number;
  /** Of a design that serves several workloads: what a token of each takes; the numbers above are then absent (NaN). */
  readonly each?: TokensOfEach;
}

/** What a token of each of several workloads takes on a design. */
export interface TokensOfEach extends Omit<Combination, "of"> {
  readonly tokens: readonly {
    readonly name: string;
    readonly macsPerToken: number;
    readonly steps: number;
    readonly cycles: number;
    readonly memory: MemoryShare;
  }[];
}

/** The buffer of the key stream. */
export interface WeightBuffer {
  readonly wordBits: number;
  readonly areaUm2: number;
  /** Writing and reading the keys of a step. */
  readonly stepEnergyPj: number;
  /** The part of it that writing them is, which several tokens share that take the same keys. */
  readonly fillEnergyPj: number;
  readonly leakageUw: number;
}

/** A memory system and a workload, ready for the designs of a sweep. */
export class SystemModel {
  readonly memory: MemorySystem;
  readonly clockMhz: number;
  readonly #workload: PreparedWorkload;
  readonly #largestInputs: number;
  readonly #largestOutputs: number;
  readonly #tokens: number;
  readonly #weightBuffers = new Map<number, WeightBuffer>();
  readonly #costs = new Map<number, SramCost>();
  readonly #traffic: Traffic = { activationWrites: 0, activationReads: 0, resultWrites: 0 };

  /**
   * @param served layers that the buffers must hold: more than those of the workload where the design serves others, too
   * @param tokens that are worked on at a time: the buffers hold activations and results of all
   */
  constructor(
    memory: MemorySystem,
    workload: PreparedWorkload,
    clockMhz: number,
    served = workload.shapes,
    tokens = 1,
  ) {
    this.memory = memory;
    this.clockMhz = clockMhz;
    this.#workload = workload;
    this.#largestInputs = Math.max(...served.map((shape) => shape.inputs));
    this.#largestOutputs = Math.max(...served.map((shape) => shape.outputs));
    this.#tokens = tokens;
  }

  /**
   * The key stream's buffer: two halves of a DRAM page, one filled while the other is read. The stream is sequential, so
   * requests run ahead and only pages must be bridged. A stated size holds unless two steps need more.
   *
   * A word is a step's keys, or what DRAM brings in a cycle if that is less: the buffer can be emptied no faster than it is
   * filled. Then a register of flip-flops collects the keys of a step. Several tokens take the same keys again: words are then
   * those of a step.
   */
  weightBuffer(tile: SizedTile): WeightBuffer {
    const keyBits = tile.keyBitsPerStep;
    let buffer = this.#weightBuffers.get(keyBits);
    if (buffer === undefined) this.#weightBuffers.set(keyBits, (buffer = this.#makeWeightBuffer(keyBits)));
    return buffer;
  }

  /** The inputs of the largest layer, one word a step; each core has them all. */
  activationBuffer(tile: SizedTile): SramCost {
    const wordBits = tile.inputsPerStep * tile.activationBits;
    return this.#costOf(Math.max(wordBits, this.#tokens * this.#largestInputs * tile.activationBits), wordBits);
  }

  /** The outputs of the largest layer (of several cores the largest share of them), as wide as they leave the core, one word a step. */
  resultBuffer(tile: SizedTile): SramCost {
    const wordBits = tile.outputsPerStep * tile.accumulatorBits;
    const [largest] = dealtOutputs(this.#largestOutputs, tile, this.#workload.cores);
    const outputs = largest?.outputs ?? this.#largestOutputs;
    return this.#costOf(Math.max(wordBits, this.#tokens * outputs * tile.accumulatorBits), wordBits);
  }

  /**
   * What memories come to around a core with these steps and cycles per token.
   *
   * Weights: read from DRAM once, written to their buffer once and read once. Activations and results: see traffic.ts;
   * results are written once and read once. Buffers and core leak for the whole time of a token, waiting for DRAM
   * included: tokens/s = min(compute, bandwidth). DRAM is charged for weights alone: activations stay on the chip, the
   * KV cache is not part of the workload. Each of several cores has its three buffers; DRAM is read for all, each weight once.
   */
  share(tile: SizedTile, cost: TokenCost): MemoryShare {
    const [weights, activations, results] = [
      this.weightBuffer(tile),
      this.activationBuffer(tile),
      this.resultBuffer(tile),
    ];
    const weightBits = cost.steps * tile.keyBitsPerStep;
    const computeUs = usOfCycles(cost.cycles, this.clockMhz);
    const bandwidthUs = weightBits / bitsPerUsOfGBps(this.memory.dram.bandwidthGBps);
    const tokenUs = Math.max(computeUs, bandwidthUs);
    const { activationWrites, activationReads, resultWrites } = countTraffic(this.#workload, tile, this.#traffic);
    const accessPj =
      cost.steps * weights.stepEnergyPj +
      activationWrites * activations.writeEnergyPj +
      activationReads * activations.readEnergyPj +
      resultWrites * (results.writeEnergyPj + results.readEnergyPj);
    const { cores } = this.#workload;
    const leakageUw = cores * (weights.leakageUw + activations.leakageUw + results.leakageUw);
    return {
      sramAreaUm2: cores * (weights.areaUm2 + activations.areaUm2 + results.areaUm2),
      sramEnergyPerTokenUj: ujOfPj(accessPj + leakageUw * tokenUs), // µW · µs = pJ
      dramEnergyPerTokenUj: ujOfPj(weightBits * this.memory.dram.energyPjPerBit),
      bandwidthTokensPerSecond: perSecondOfUs(bandwidthUs),
      systemTokensPerSecond: perSecondOfUs(tokenUs),
      waitUs: tokenUs - computeUs,
    };
  }

  #makeWeightBuffer(keyBits: number): WeightBuffer {
    const { dram, sram, weightBufferBits = 2 * DRAM_PAGE_BITS } = this.memory;
    const broughtBits = Math.ceil(bitsPerUsOfGBps(dram.bandwidthGBps) / this.clockMhz);
    const wordBits = this.#tokens > 1 ? keyBits : Math.min(keyBits, broughtBits);
    const memory = sramCost({ bits: Math.max(2 * keyBits, weightBufferBits), wordBits }, sram);
    const registerBits = wordBits < keyBits ? keyBits : 0;
    const { flipFlop } = sram;
    return {
      wordBits,
      areaUm2: memory.areaUm2 + registerBits * flipFlop.areaUm2,
      stepEnergyPj:
        (keyBits / wordBits) * (memory.writeEnergyPj + memory.readEnergyPj) +
        pjOfFj(registerBits * flipFlop.accessEnergyFj),
      fillEnergyPj: (keyBits / wordBits) * memory.writeEnergyPj,
      leakageUw: memory.leakageUw + uwOfNw(registerBits * flipFlop.leakageNw),
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
