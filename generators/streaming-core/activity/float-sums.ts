import { EXACT_TERMS, GroupTiles, type DataSource } from "./data.ts";
import { firstTile, isNewTile, type StepOrder } from "./schedule.ts";
import { STREAMS } from "./trace-writer.ts";

/** What the accumulator's adder takes in a step. */
export interface RunningOperands {
  readonly before: number;
  readonly added: number;
}

/** The lane whose sums are drawn. */
export interface FloatSumsShape {
  readonly order: StepOrder;
  readonly tileInputs: number;
  /** P: tile t of an output is added to number t mod P. */
  readonly partials: number;
  /** Words of the store, one after the other; without, the sums of a store are any in each step. */
  readonly words?: number;
}

/** The sums of a lane of floating-point words. */
export class FloatSums {
  readonly #shape: FloatSumsShape;
  readonly #data: DataSource;
  /** Whether sums are kept from step to step. */
  readonly #words: number | undefined;
  /** Of stream s and word w, number p at (w · STREAMS + s) · P + p. */
  readonly #sums: Float64Array;
  /** Few activations that stay for several steps: what a step adds of them differs in the weights alone. */
  readonly #tile: GroupTiles | undefined;

  /** Each stream in its place in a product: sums have grown, or wait from the output before. */
  constructor(data: DataSource, shape: FloatSumsShape) {
    const { order, tileInputs, partials, words } = shape;
    const { tiles, tileStays } = order;
    this.#data = data;
    this.#shape = shape;
    this.#words = tileStays ? words : 1;
    this.#tile = tileStays && tileInputs <= EXACT_TERMS ? new GroupTiles(data, tileInputs, STREAMS) : undefined;
    this.#sums = Float64Array.from({ length: STREAMS * partials * (this.#words ?? 0) }, (_, at) => {
      const [begun, number] = [firstTile(tiles, Math.floor(at / partials) % STREAMS), at % partials];
      const added = begun > number || number === 0 ? begun : tiles;
      return data.sumOf(Math.ceil((added - number) / partials) * tileInputs);
    });
  }

  /** Comes before what the streams do in a step. */
  begin(step: number): void {
    if (isNewTile(this.#shape.order, step)) this.#tile?.renew();
  }

  /** What a stream adds in a step, to a sum that begins again with each output. */
  add(step: number, stream: number): RunningOperands {
    const { order, partials, tileInputs } = this.#shape;
    const group = this.#tile?.groups[stream];
    const added = group === undefined ? this.#data.sumOf(tileInputs) : this.#data.key(group).value;
    if (this.#words === undefined) {
      const tile = this.#data.integer(0, order.tiles - 1);
      return { before: this.#data.sumOf(Math.floor(tile / partials) * tileInputs), added };
    }
    const tile = (firstTile(order.tiles, stream) + Math.floor(step / this.#words)) % order.tiles;
    const at = ((step % this.#words) * STREAMS + stream) * partials + (tile % partials);
    const before = tile < partials ? 0 : this.#sums[at]!;
    this.#sums[at] = before + added;
    return { before, added };
  }

  /** What a tree that adds the P sums finds in numbers `from` … `to` − 1: of any output of a store, or as they stand. */
  between(from: number, to: number, stream: number): number {
    const { order, partials, tileInputs } = this.#shape;
    if (this.#words === undefined) {
      const tiles = Math.ceil((1 + this.#data.integer(0, order.tiles - 1)) / partials);
      return this.#data.sumOf((to - from) * tiles * tileInputs);
    }
    let sum = 0;
    for (let number = from; number < to; number++) sum += this.#sums[stream * partials + number]!;
    return sum;
  }
}

/** An adder of a tree over words: it adds the sum of `middle` … `to` − 1 to that of `from` … `middle` − 1. */
export interface TreeAdder {
  readonly from: number;
  readonly middle: number;
  readonly to: number;
}

/** All of them: neighbours first, an odd last word waits. */
export function treeAdders(words: number): readonly TreeAdder[] {
  const adders: TreeAdder[] = [];
  for (let size = 1; size < words; size *= 2)
    for (let from = 0; from + size < words; from += 2 * size)
      adders.push({ from, middle: from + size, to: Math.min(words, from + 2 * size) });
  return adders;
}
