import { mapWorkload, whyUnfit, type PreparedWorkload, type TokenCost } from "../workload/mapping.ts";
import type { DerivedCell } from "./cells.ts";
import { tileOf, type DesignCells } from "./design-cells.ts";
import { NumberPairs } from "./number-pairs.ts";

/** How a workload goes onto a tile. */
export interface Mapping extends TokenCost {
  /** Why it does not. */
  readonly unfit: string | undefined;
}

const NONE = { unfit: undefined, steps: Number.NaN, cycles: Number.NaN };

/** How a workload goes onto the designs; without one, tokens take nothing that is known. */
export function mappingCell(cells: DesignCells, workload: PreparedWorkload | undefined): DerivedCell<Mapping> {
  const { inputsPerStep, outputsPerStep, maxInputs, maxOutputs, shape, idleCyclesPerProduct, latencyCycles } =
    cells.tile;
  const pairs = new NumberPairs();
  return cells.cellOfPossible(
    [inputsPerStep, outputsPerStep, maxInputs, maxOutputs, shape, idleCyclesPerProduct, latencyCycles],
    (place): Mapping => {
      if (workload === undefined) return NONE;
      const tile = tileOf(cells, place);
      const unfit = whyUnfit(workload, tile);
      if (unfit !== undefined) return { ...NONE, unfit };
      return { unfit, ...mapWorkload(workload, tile, { steps: 0, cycles: 0 }) };
    },
    ({ unfit, steps, cycles }) => unfit ?? pairs.of(steps, cycles),
  );
}
