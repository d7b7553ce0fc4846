import { Random } from "../../../src/core/random.ts";
import type { ArraySize } from "../../../src/core/training.ts";

/** Uniform in ±√(6 / (rows + columns)) (Glorot and Bengio, AISTATS 2010), within ±`weightRange`; layer by layer, by seed. */
export function initialWeights(
  arrays: readonly ArraySize[],
  weightRange: number,
  seed: number,
): readonly Float32Array[] {
  const random = new Random(seed ^ 0x51ed270b);
  return arrays.map(({ rows, columns }) => {
    const spread = Math.min(weightRange, Math.sqrt(6 / (rows + columns)));
    return Float32Array.from({ length: rows * columns }, () => spread * (2 * random.next() - 1));
  });
}
