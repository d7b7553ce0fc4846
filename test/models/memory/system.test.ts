import { describe, expect, it } from "vitest";

import type { MemorySystem } from "../../../models/memory/memory-system.ts";
import { prepareSram } from "../../../models/memory/sram-cost.ts";
import { parseSramTable } from "../../../models/memory/sram-table.ts";
import { SystemModel, type SizedTile } from "../../../models/memory/system.ts";
import { DesignTerms, WITH_MEMORY } from "../../../models/evaluate/design-terms.ts";
import type { MemoryMetric } from "../../../src/core/memory-metrics.ts";
import { prepareWorkload } from "../../../models/workload/mapping.ts";

/** Any memory of up to a million bits: 1 pJ a read, 2 pJ a write, 1000 µm², 100 µW. */
const SAME = parseSramTable(
  {
    name: "same",
    title: "Same",
    nodeNm: 7,
    voltageV: 0.7,
    source: "a test",
    wordExponent: { value: 0, source: "a test" },
    macros: [1, 1e6].map((bits) => ({
      bits,
      wordBits: bits,
      areaUm2: 1000,
      readEnergyPj: 1,
      writeEnergyPj: 2,
      leakageMw: 0.1,
    })),
  },
  "same.json",
);

const MEMORY: MemorySystem = {
  dram: { name: "d", title: "D", bandwidthGBps: 1, energyPjPerBit: 5, source: "a test", evidence: "user" },
  sram: prepareSram(SAME, { nodeNm: 7, voltageV: 0.7 }, { areaUm2: 1, accessEnergyFj: 1, leakageNw: 1 }),
};

/** 2 × 2 tile; 4 × 6 product: 6 steps, 2 words of activations, 3 of results. */
const TILE: SizedTile = {
  inputsPerStep: 2,
  outputsPerStep: 2,
  maxInputs: 4,
  maxOutputs: 6,
  shape: "runtime",
  keyBitsPerStep: 8,
  idleCyclesPerProduct: 1,
  latencyCycles: 3,
  loadsPerStep: 1 / 3,
  activationBits: 8,
  accumulatorBits: 12,
};

const WORKLOAD = prepareWorkload({
  name: "w",
  title: "W",
  source: "a test",
  layers: [{ name: "a", inputs: 4, outputs: 6, count: 1 }],
});

const COST = { steps: 6, cycles: 10 };

/** A core of 500 µm² that takes 1 nJ a token, 7 µW of leakage included. */
function coreOf(clockMhz: number): DesignTerms {
  const terms = new DesignTerms({ nand2AreaUm2: 1, clockMhz, macsPerToken: 24 });
  const leakage = { leakageNw: 7000, loadFj: 1e6 - 7000 / clockMhz };
  return Object.assign(terms, leakage, { areaUm2: 500, steps: 1, cycles: 1, loadsPerStep: 1, holdFj: 0, idleFj: 0 });
}

function termsOf(clockMhz: number, changes: { memory?: Partial<MemorySystem>; tile?: Partial<SizedTile> } = {}) {
  const model = new SystemModel({ ...MEMORY, ...changes.memory }, WORKLOAD, clockMhz);
  const terms = coreOf(clockMhz);
  terms.memory = model.share({ ...TILE, ...changes.tile }, COST);
  return Object.fromEntries(Object.entries(WITH_MEMORY).map(([name, of]) => [name, of(terms)])) as Record<
    MemoryMetric,
    number
  >;
}

describe("SystemModel.share(tile, cost), and the metrics that follow", () => {
  it("adds three buffers to the core's area", () => {
    const { sramAreaUm2, systemAreaUm2 } = termsOf(100);
    expect(sramAreaUm2).toBeCloseTo(3000, 6);
    expect(systemAreaUm2).toBeCloseTo(3500, 6);
  });

  it("is bound by DRAM if the weights come slower than the steps", () => {
    // 48 bits at 8 Gbit/s are 6 ns; 10 cycles at 10 GHz are 1 ns.
    const terms = termsOf(10_000);
    expect(terms.bandwidthTokensPerSecond).toBeCloseTo(1e9 / 6, 0);
    expect(terms.systemTokensPerSecond).toBe(terms.bandwidthTokensPerSecond);
  });

  it("is bound by the core if the steps are slower", () => {
    // 10 cycles at 100 MHz are 0.1 µs.
    const terms = termsOf(100);
    expect(terms.bandwidthTokensPerSecond).toBeCloseTo(1e9 / 6, 0);
    expect(terms.systemTokensPerSecond).toBeCloseTo(1e7, 3);
  });

  it("counts accesses, leakage and DRAM", () => {
    // Weights 6·(2 + 1); activations 2 writes, 2 reads: 6; results 3·(2 + 1): 33 pJ. Leakage 300 µW · 0.1 µs = 30 pJ.
    const terms = termsOf(100);
    expect(terms.sramEnergyPerTokenUj).toBeCloseTo(63e-6, 12);
    expect(terms.dramEnergyPerTokenUj).toBeCloseTo(48 * 5e-6, 12);
    expect(terms.systemEnergyPerTokenUj).toBeCloseTo(0.001 + 63e-6 + 240e-6, 12);
  });

  it("reads activations for every tile of outputs if outputs are stationary", () => {
    // 6 reads instead of 2.
    const more = termsOf(100, { tile: { loadsPerStep: 1 } }).sramEnergyPerTokenUj - termsOf(100).sramEnergyPerTokenUj;
    expect(more).toBeCloseTo(4e-6, 12);
  });

  it("lets buffers and core leak while they wait for DRAM", () => {
    // 10 cycles at 1000 MHz are 10 ns, DRAM at a tenth of 1 GB/s brings 48 bits in 60 ns, one bit a cycle: 8 accesses a
    // step and a register of 8 bits, so 6·(8·3 + 0.008) + 6 + 9 pJ. Leakage: (300 + 0.008) µW · 60 ns, core 7 µW · 50 ns.
    const terms = termsOf(1000, { memory: { dram: { ...MEMORY.dram, bandwidthGBps: 0.1 } } });
    expect(terms.sramAreaUm2).toBeCloseTo(3008, 6);
    expect(terms.sramEnergyPerTokenUj).toBeCloseTo((159.048 + 18.00048) * 1e-6, 12);
    expect(terms.systemEnergyPerTokenUj).toBeCloseTo(0.001 + (159.048 + 18.00048 + 0.35 + 240) * 1e-6, 12);
  });

  it("moves with the size of the weight buffer, the DRAM and the widths", () => {
    // A steep table: ten times the bits, ten times the area.
    const steep = { ...SAME, macros: SAME.macros.map((macro) => ({ ...macro, areaUm2: macro.bits / 10 })) };
    const sram = prepareSram(steep, { nodeNm: 7, voltageV: 0.7 }, { areaUm2: 1, accessEnergyFj: 1, leakageNw: 1 });
    const areaWith = (memory: Partial<MemorySystem>, tile: Partial<SizedTile> = {}) =>
      termsOf(100, { memory: { sram, ...memory }, tile }).sramAreaUm2;
    // Two pages of 16 384 bits, 4 · 8 bits of activations, 6 · 12 bits of results; at 0.1 µm² a bit.
    expect(areaWith({})).toBeCloseTo((32_768 + 32 + 72) / 10, 6);
    expect(areaWith({ weightBufferBits: 1000 })).toBeCloseTo((1000 + 32 + 72) / 10, 6);
    expect(areaWith({ weightBufferBits: 1 })).toBeCloseTo((16 + 32 + 72) / 10, 6);
    expect(areaWith({}, { activationBits: 4 })).toBeCloseTo((32_768 + 16 + 72) / 10, 6);
    expect(areaWith({}, { accumulatorBits: 20 })).toBeCloseTo((32_768 + 32 + 120) / 10, 6);
  });
});
