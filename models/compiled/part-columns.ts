import { UNUSED } from "./cells.ts";
import { Column } from "./columns.ts";
import type { PartCells } from "./design-cells.ts";
import { PartPrice } from "./part-price.ts";

/** Numbers of one copy of a part, or of all copies along a row, as one source of costs has them. */
export class PartColumns {
  readonly part: PartCells;
  readonly areaUm2: Column<PartPrice>;
  readonly leakageNw: Column<PartPrice>;
  readonly loadFj: Column<PartPrice>;
  readonly holdFj: Column<PartPrice>;
  readonly idleFj: Column<PartPrice>;
  readonly #source: number;
  readonly #known: (boolean | undefined)[] = [];

  constructor(part: PartCells, source: number, length: number) {
    const column = (numberOf: (price: PartPrice) => number): Column<PartPrice> =>
      new Column(part.price, length, numberOf);
    this.part = part;
    this.#source = source;
    this.areaUm2 = column((price) => price.costOf(source).areaUm2);
    this.leakageNw = column((price) => price.costOf(source).leakageNw);
    this.loadFj = column((price) => price.energyOf(source).loadFj);
    this.holdFj = column((price) => price.energyOf(source).holdFj);
    this.idleFj = column((price) => price.energyOf(source).idleFj);
  }

  /** Whether the source knows the part of all designs of the current row. */
  isKnown(): boolean {
    const { price } = this.part;
    return (this.#known[price.state] ??= this.#isKnownIn(price.state));
  }

  #isKnownIn(state: number): boolean {
    const { price } = this.part;
    const ids = price.isRow ? price.rows[state]! : [state];
    return ids.every((id) => id === UNUSED || this.#isKnownId(id));
  }

  #isKnownId(id: number): boolean {
    const value = this.part.price.values[id];
    if (!(value instanceof PartPrice)) return false;
    try {
      return value.isKnownTo(this.#source);
    } catch {
      return false;
    }
  }
}
