import type { TopInstance } from "../../generators/contract/index.ts";
import type { PartCells } from "./design-cells.ts";
import type { Width } from "./wide-top.ts";
import { withCopies } from "./with-copies.ts";

/** An instance at the top, and how many copies of it a design has. */
export interface PlacedInstance {
  /** Of one copy. */
  readonly instance: TopInstance;
  readonly copies: number;
}

/**
 * The instances at the top of the designs of a row: those of their parts, which many designs share, so that no design is
 * asked for its whole top.
 */
export class PlacedParts {
  readonly #parts: readonly PartCells[];

  /** @param parts drivers before readers */
  constructor(parts: readonly PartCells[]) {
    this.#parts = parts;
  }

  /**
   * Those of some parts of the design at a place of the current row, in one of the copies that run along it.
   * @throws why one cannot be worked out
   */
  at(place: number, isWanted: (part: PartCells) => boolean = () => true): readonly PlacedInstance[] {
    const found: PlacedInstance[] = [];
    for (const part of this.#parts) {
      if (!isWanted(part)) continue;
      const { instance } = part.modules.at(place);
      if (instance !== undefined) found.push({ instance, copies: part.otherCopies() });
    }
    return found;
  }
}

/** How the instances of a part change along a row. */
export function widthOf({ isCopiedAlong, isSpread }: PartCells): Width {
  return isCopiedAlong ? "copied" : isSpread ? "spread" : "narrow";
}

/** The instance as it stands at the top of a whole design. */
export function inAllCopies({ instance, copies }: PlacedInstance): TopInstance {
  return withCopies(instance, instance.copies * copies);
}
