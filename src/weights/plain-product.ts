import type { Layer } from "./checkpoint.ts";

/** Output i is Σ_j weights[i][j] · activations[j], in integers; read from the file once more, so it shares nothing with products. */
export function plainProduct(layer: Layer, activations: Int32Array): readonly number[] {
  return Array.from(layer.rows(), ({ trits }) =>
    trits.reduce((sum, trit, j) => sum + trit * (activations[j] as number), 0),
  );
}
