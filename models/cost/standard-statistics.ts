import type { DataStatistics } from "../../generators/contract/index.ts";

/**
 * What energies are stated for unless something else is known or asked, and what modules are measured at.
 *
 * - Zero weights: 42.21 % over all layers of the published BitNet b1.58-2B-4T; "about 42 %" also in Sparse-BitNet,
 *   arXiv 2603.05168.
 * - Activations: BitNet scales every token to its largest value; that of 2560 normal draws is 3.6 standard deviations.
 */
export const STANDARD_STATISTICS: DataStatistics = { zeroWeights: 0.42, activationDeviation: 1 / 3.6, seed: 1 };
