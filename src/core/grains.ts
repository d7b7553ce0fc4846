/** Grains in one unit of a quantity: 2^20, about a million. */
export const GRAINS = 2 ** 20;

/**
 * A quantity (a delay in ps, an area in µm², a leakage in nW, an energy in fJ) as a whole number of millionths (2^-20) of its
 * unit. Sums of such quantities, and whole multiples of them, are exact in doubles up to 2^33 units, in any order: a design
 * comes out the same to the last bit whether it is summed module by module, walked as one graph or read off tables.
 */
export function wholeGrains(value: number): number {
  return Math.round(value * GRAINS) / GRAINS;
}
