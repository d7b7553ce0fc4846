import { ENERGY_TERMS, type EnergyPrices, type EnergyTerm } from "../technology/prices.ts";

/** Transitions per cycle of one instance. */
export type EnergyCounts = Readonly<Record<EnergyTerm, number>>;

/** Σ counts × prices [fJ]. */
export function priceTransitions(counts: EnergyCounts, prices: EnergyPrices): number {
  let energy = 0;
  for (const term of ENERGY_TERMS) energy += counts[term] * prices[term];
  return energy;
}
