/** How the numbers of several workloads become one; `models/evaluate/combine.ts` does it. */
export const COMBINATIONS = ["worst", "mean", "geometric-mean"] as const;

/** See `COMBINATIONS`. */
export type Combine = (typeof COMBINATIONS)[number];
