import { InputError } from "../core/errors.ts";
import type { ByteFile } from "./byte-file.ts";
import type { Layer } from "./checkpoint.ts";
import { nameParts, type LayerType } from "./layer-type.ts";

/** Widths of a model that its file states, where it does. */
export interface StatedWidths {
  readonly hidden?: number;
  readonly feedForward?: number;
}

/** Which sides of a layer are the width of the model, and which that of its feed-forward part. */
const SIDES: Partial<
  Record<LayerType, { readonly inputs: keyof StatedWidths | "own"; readonly outputs: keyof StatedWidths | "own" }>
> = {
  q: { inputs: "hidden", outputs: "own" },
  k: { inputs: "hidden", outputs: "own" },
  v: { inputs: "hidden", outputs: "own" },
  qkv: { inputs: "hidden", outputs: "own" },
  o: { inputs: "own", outputs: "hidden" },
  gate: { inputs: "hidden", outputs: "feedForward" },
  up: { inputs: "hidden", outputs: "feedForward" },
  gate_up: { inputs: "hidden", outputs: "own" },
  down: { inputs: "feedForward", outputs: "hidden" },
};

/** A width that a layer has first, for messages about those that differ. */
interface Width {
  readonly size: number;
  readonly source: string;
}

/**
 * Holds layers against each other and against what the file states: all blocks of a stack (`model.layers`, `blk`) have one
 * width; gate, up and down of one block have one width between them.
 * @throws {InputError} with one line for the first layer that does not fit
 */
export function requireModelShapes(file: ByteFile, layers: readonly Layer[], stated: StatedWidths = {}): void {
  const known = new Map<string, Width>();
  for (const layer of layers) {
    for (const side of ["inputs", "outputs"] as const) {
      const width = SIDES[layer.type]?.[side] ?? "own";
      if (width === "own") continue;
      const { before } = nameParts(layer.name);
      const stack = before.replace(/\.\d+(\..*)?$/, "");
      const key = width === "hidden" ? `hidden ${stack}` : `feedForward ${before}`;
      const said = stated[width];
      const first = known.get(key) ?? (said === undefined ? undefined : { size: said, source: "the file states" });
      if (first !== undefined && first.size !== layer[side])
        throw InputError.at(
          file.at(layer.name),
          `got ${layer[side]} ${side}, expected ${first.size}, as ${first.source}`,
        );
      known.set(key, first ?? { size: layer[side], source: `${layer.name} has` });
    }
  }
}
