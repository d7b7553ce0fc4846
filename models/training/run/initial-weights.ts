import { Random } from "../../../src/core/random.ts";

/** Uniform in ±√(6 / (inputs + outputs)) (Glorot and Bengio, AISTATS 2010), within ±`weightRange`; layer by layer, by seed. */
export function initialWeights(layers: readonly number[], weightRange: number, seed: number): readonly Float32Array[] {
  const random = new Random(seed ^ 0x51ed270b);
  return layers.slice(1).map((outputs, l) => {
    const inputs = layers[l] as number;
    const spread = Math.min(weightRange, Math.sqrt(6 / (inputs + outputs)));
    return Float32Array.from({ length: inputs * outputs }, () => spread * (2 * random.next() - 1));
  });
}
