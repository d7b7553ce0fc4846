/** Part of the designs that keep an expected error. */
export const BOUND_PART = 0.95;

/** Fewest errors that a bound can be read off: of fewer, even the largest is exceeded by more than 5 % of further designs. */
export const LEAST_FOR_BOUND = 19;

/**
 * The bound that a further design of the same kind keeps with a probability of at least BOUND_PART, whatever the errors are
 * distributed like: of n of them the ⌈0.95·(n + 1)⌉-th smallest (V. Vovk, A. Gammerman and G. Shafer, Algorithmic Learning in a
 * Random World, 2005, §2.2: the new error is equally likely to take any of n + 1 places).
 * @param errors sizes, in any order
 * @returns undefined if there are fewer than LEAST_FOR_BOUND
 */
export function errorBound(errors: readonly number[]): number | undefined {
  if (errors.length < LEAST_FOR_BOUND) return undefined;
  const rank = Math.ceil(BOUND_PART * (errors.length + 1) - 1e-9);
  return errors.toSorted((a, b) => a - b)[rank - 1];
}

/** How far a measurement may lie from an estimate, in parts of the estimate: what a whisker across the estimate shows. */
export function errorOfEstimate(estimated: number, measured: number): number {
  return estimated === measured ? 0 : Math.abs(measured / estimated - 1);
}
