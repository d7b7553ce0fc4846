/** How x and delta become pulses; `docs/synapse.md` says what each does. */
export const ENCODINGS = ["sign", "binary-count", "stochastic", "mean-count", "deterministic"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** How a unit makes pulses: `binary-count by multiplier, stochastic`, or `stochastic by coincidence`. */
export function pulsesInWords(unit: Readonly<Record<"encoding" | "product" | "rounding", unknown>>): string {
  const { encoding, product, rounding } = unit;
  return `${String(encoding)} by ${String(product)}${product === "coincidence" ? "" : `, ${String(rounding)}`}`;
}
