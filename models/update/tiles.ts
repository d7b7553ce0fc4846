/** A part of a layer that one array holds: rows and columns of the layer, the ends excluded. */
export interface Tile {
  readonly layer: number;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** The arrays of rows × columns that hold a network, layer by layer; those at the edges are partly empty. */
export function tilesOf(
  layers: readonly number[],
  { rows, columns }: { readonly rows: number; readonly columns: number },
): readonly Tile[] {
  return layers.slice(1).flatMap((outputs, layer) => {
    const inputs = layers[layer] ?? 0;
    return starts(inputs, rows).flatMap((firstRow) =>
      starts(outputs, columns).map((firstColumn) => ({
        layer,
        firstRow,
        lastRow: Math.min(inputs, firstRow + rows),
        firstColumn,
        lastColumn: Math.min(outputs, firstColumn + columns),
      })),
    );
  });
}

function starts(length: number, step: number): readonly number[] {
  return Array.from({ length: Math.ceil(length / step) }, (_, i) => i * step);
}

/** Synapses of a network. */
export function synapsesOf(layers: readonly number[]): number {
  return layers.slice(1).reduce((sum, outputs, layer) => sum + (layers[layer] ?? 0) * outputs, 0);
}
