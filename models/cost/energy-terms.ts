/** What toggles in a module, as `countToggles` counts it in the netlist; energy is priced per transition of each. */
export const ENERGY_TERMS = [
  /** Two-input AND and OR. */
  "gate",
  "xor",
  "mux",
  /** Sum and carry of full adders. */
  "sum",
  "carry",
  /** Flip-flop outputs, memory words among them. */
  "register",
  /** Bits that come in: input ports and outputs of children. */
  "input",
  /** Transitions times readers, over all of these. */
  "reader",
] as const;
export type EnergyTerm = (typeof ENERGY_TERMS)[number];

/** Transitions per cycle of one instance. */
export type EnergyCounts = Readonly<Record<EnergyTerm, number>>;

/** fJ per transition. */
export type EnergyPrices = Readonly<Record<EnergyTerm, number>>;

/** Σ counts × prices [fJ]. */
export function priceTransitions(counts: EnergyCounts, prices: EnergyPrices): number {
  let energy = 0;
  for (const term of ENERGY_TERMS) energy += counts[term] * prices[term];
  return energy;
}
