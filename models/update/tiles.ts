import type { ArraySize } from "../../src/core/training.ts";

/** A part of a layer that one array holds: rows and columns of the layer, the ends excluded. */
export interface Tile {
  readonly layer: number;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** The arrays of rows × columns that hold a network, layer by layer; those at the edges are partly empty. */
export function tilesOf(layers: readonly ArraySize[], { rows, columns }: ArraySize): readonly Tile[] {
  return layers.flatMap(({ rows: inputs, columns: outputs }, layer) =>
    starts(inputs, rows).flatMap((firstRow) =>
      starts(outputs, columns).map((firstColumn) => ({
        layer,
        firstRow,
        lastRow: Math.min(inputs, firstRow + rows),
        firstColumn,
        lastColumn: Math.min(outputs, firstColumn + columns),
      })),
    ),
  );
}

function starts(length: number, step: number): readonly number[] {
  return Array.from({ length: Math.ceil(length / step) }, (_, i) => i * step);
}

/** Synapses of a network. */
export function synapsesOf(layers: readonly ArraySize[]): number {
  return layers.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
}
