import { SweepMetrics } from "../../src/formula/sweep-metrics.ts";

/** The metrics of a space without formulas. */
export const PLAIN = new SweepMetrics();
