/** How x and delta become pulses; `docs/synapse.md` says what each does. */
export const ENCODINGS = ["sign", "binary-count", "stochastic", "mean-count", "deterministic"] as const;
export type Encoding = (typeof ENCODINGS)[number];
