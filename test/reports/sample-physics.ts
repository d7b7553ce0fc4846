import type { BreakdownRow, EnergyByKind, ExpectedErrors, Metrics } from "../../src/core/result.ts";

/** Made-up delay, energy and memory of the sample sweep: rough arithmetic of the right size, not the product's model. */

/** Energy density of a role [fJ a step per µm²]: what toggles every step, what is clocked. */
const DENSITY_FJ: Readonly<Record<string, readonly [switching: number, internal: number, clock: number]>> = {
  table: [0.12, 0.1, 0.16],
  fetch: [0.55, 0.42, 0],
  multiply: [0.9, 0.75, 0],
  select: [0.7, 0.5, 0],
  reduce: [0.8, 0.7, 0.05],
  accumulate: [0.4, 0.35, 0.5],
  store: [0.08, 0.06, 0.45],
  control: [0.2, 0.15, 0.3],
};

/** Energy of all instances in one step [pJ]. */
export function energyOf(role: string, areaUm2: number): EnergyByKind {
  const [switching, internal, clock] = DENSITY_FJ[role] ?? [0.3, 0.3, 0.1];
  const each = (density: number) => (density * areaUm2) / 1000;
  return { switching: each(switching), internal: each(internal), clock: each(clock), leakage: each(0.02) };
}

/** [GB/s], and the DRAM energy [pJ/bit]. */
export const BANDWIDTH_GBPS = 51.2;
export const DRAM_PJ_PER_BIT = 4;

/** Delay, energy and memory of a design whose other metrics are known. */
export function physicsOf(metrics: Metrics, breakdown: readonly BreakdownRow[], pipe: number): Metrics {
  const need = (name: string) => metrics[name] ?? 0;
  const kinds = breakdown.map((row) => row.energyPj);
  const energyPerStepPj = kinds.reduce((sum, e) => sum + e.switching + e.internal + e.clock + e.leakage, 0);
  const criticalPathPs = (420 + 38 * Math.log2(need("macsPerCycle"))) * (pipe === 1 ? 0.7 : 1);
  const energyPerTokenUj = (energyPerStepPj * need("stepsPerToken")) / 1e6;
  const sramEnergyPerTokenUj = need("weightBitsPerToken") * 4e-8;
  const dramEnergyPerTokenUj = (need("weightBitsPerToken") * DRAM_PJ_PER_BIT) / 1e6;
  const bandwidthTokensPerSecond = (BANDWIDTH_GBPS * 8e9) / need("weightBitsPerToken");
  const sramAreaUm2 = 18_000 + need("keyBitsPerStep") * 12;
  return {
    criticalPathPs,
    fMaxMhz: 1e6 / criticalPathPs,
    leakageUw: need("areaUm2") * 0.004,
    powerMw: energyPerStepPj * 0.5,
    energyPerStepPj,
    energyPerMacFj: (energyPerStepPj * 1000) / need("macsPerCycle"),
    energyPerTokenUj,
    sramAreaUm2,
    systemAreaUm2: need("areaUm2") + sramAreaUm2,
    sramEnergyPerTokenUj,
    dramEnergyPerTokenUj,
    systemEnergyPerTokenUj: energyPerTokenUj + sramEnergyPerTokenUj + dramEnergyPerTokenUj,
    bandwidthTokensPerSecond,
    systemTokensPerSecond: Math.min(need("tokensPerSecond"), bandwidthTokensPerSecond),
  };
}

/** Expected errors that differ a little from design to design. */
export function errorsOf(index: number): ExpectedErrors {
  const area = 0.018 + (index % 5) * 0.002;
  const energy = 0.062 + (index % 7) * 0.003;
  return {
    areaUm2: area,
    ge: area,
    areaPerMacUm2: area,
    criticalPathPs: 0.05,
    energyPerStepPj: energy,
    energyPerMacFj: energy,
    energyPerTokenUj: energy,
  };
}
