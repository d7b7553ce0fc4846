import type { MatrixProduct, Padding, Product } from "../../generators/contract/index.ts";
import { Random } from "../core/random.ts";
import type { Simulator } from "../hdl/simulate.ts";
import { productAt } from "./products.ts";

/** Cycles without any accepted beat after which a stream counts as dead. */
const PATIENCE = 400;

/** One stream of beats: which product and beat comes next, and whether it is offered now. */
interface Stream {
  product: number;
  beat: number;
  isOffered: boolean;
}

/** What one lane of the simulator does. */
export interface CoreLaneTask {
  readonly lane: number;
  /** Numbers of its products, see `productAt`. */
  readonly products: readonly number[];
  readonly seed: number;
  /** The product of a number; default: drawn by the seed. */
  readonly productAt?: (number: number) => Product;
  /** Which stalls it has; number 0 has none. */
  readonly stalls: number;
  readonly padding: Padding;
}

/** Drives and checks one lane of the simulator: products back to back. */
export class CoreLane {
  readonly #simulator: Simulator;
  readonly #streams: MatrixProduct;
  readonly #lane: number;
  readonly #products: readonly number[];
  readonly #productAt: (number: number) => Product;
  readonly #random: Random;
  readonly #stallChance: number;
  readonly #cache = new Map<number, Product>();
  readonly #act: Stream = { product: 0, beat: 0, isOffered: false };
  readonly #key: Stream = { product: 0, beat: 0, isOffered: false };
  readonly #shape: Stream = { product: 0, beat: 0, isOffered: false };
  readonly #out: Stream = { product: 0, beat: 0, isOffered: false };
  #idle = 0;
  beats = 0;
  failure: string | undefined;

  constructor(simulator: Simulator, streams: MatrixProduct, task: CoreLaneTask) {
    this.#simulator = simulator;
    this.#streams = streams;
    this.#lane = task.lane;
    this.#products = task.products;
    this.#productAt = task.productAt ?? ((number) => productAt(streams, number, task.seed));
    this.#random = new Random(task.seed * 31 + task.stalls);
    this.#padding = task.padding;
    this.#stallChance = task.stalls === 0 ? 0 : this.#random.next() * 0.7;
  }

  get isDone(): boolean {
    return this.#out.product >= this.#products.length;
  }

  #product(position: number): Product {
    const known = this.#cache.get(position);
    if (known !== undefined) return known;
    const product = this.#productAt(this.#products[position] as number);
    this.#cache.set(position, product);
    this.#cache.delete(position - 3);
    return product;
  }

  readonly #padding: Padding;

  #offer(stream: Stream, port: string, data: (product: Product) => void): void {
    if (!stream.isOffered && stream.product < this.#products.length && this.#random.next() >= this.#stallChance) {
      stream.isOffered = true;
      data(this.#product(stream.product));
    }
    this.#simulator.set(`${port}_valid`, stream.isOffered ? 1n : 0n, this.#lane);
  }

  /** Sets the inputs of this cycle. */
  drive(): void {
    if (this.isDone) return;
    const lane = this.#lane;
    const streams = this.#streams;
    this.#offer(this.#act, "act", (product) =>
      this.#simulator.setBits("act_data", streams.activationBeat(product, this.#act.beat, this.#padding), lane),
    );
    this.#offer(this.#key, "key", (product) =>
      this.#simulator.setBits("key_data", streams.keyBeat(product, this.#key.beat, this.#padding), lane),
    );
    if (streams.shape === "runtime") {
      this.#offer(this.#shape, "shape", ({ inputs, outputs }) => {
        this.#simulator.set("shape_inputs", BigInt(inputs), lane);
        this.#simulator.set("shape_outputs", BigInt(outputs), lane);
      });
    }
    this.#out.isOffered = this.#random.next() >= this.#stallChance;
    this.#simulator.set("out_ready", this.#out.isOffered ? 1n : 0n, lane);
  }

  #isHigh(port: string): boolean {
    return ((this.#simulator.getWord(port) >>> this.#lane) & 1) === 1;
  }

  /** Looks at the settled outputs of this cycle. */
  sample(): void {
    if (this.isDone) return;
    const streams = this.#streams;
    const taken = [
      this.#take(this.#act, "act_ready", (product) => streams.activationBeats(product)),
      this.#take(this.#key, "key_ready", (product) => streams.keyBeats(product)),
      streams.shape === "runtime" && this.#take(this.#shape, "shape_ready", () => 1),
      this.#check(),
    ];
    this.#idle = taken.includes(true) ? 0 : this.#idle + 1;
    if (this.#idle > PATIENCE)
      this.failure = `lane ${this.#lane}: no beat moved for ${PATIENCE} cycles (product ${this.#out.product}, output beat ${this.#out.beat})`;
  }

  #take(stream: Stream, ready: string, beats: (product: Product) => number): boolean {
    if (!stream.isOffered || !this.#isHigh(ready)) return false;
    this.#step(stream, beats);
    stream.isOffered = false;
    return true;
  }

  #step(stream: Stream, beats: (product: Product) => number): void {
    if (++stream.beat < beats(this.#product(stream.product))) return;
    stream.beat = 0;
    stream.product++;
  }

  #check(): boolean {
    if (!this.#out.isOffered || !this.#isHigh("out_valid")) return false;
    const streams = this.#streams;
    const product = this.#product(this.#out.product);
    const isLast = this.#out.beat === streams.outputBeats(product) - 1;
    const where = `product ${this.#products[this.#out.product]} (${product.inputs} x ${product.outputs}), output beat ${this.#out.beat}`;
    if (!this.#simulator.matches("out_data", streams.outputBeat(product, this.#out.beat), this.#lane)) {
      this.failure = `${where}: out_data is wrong`;
    } else if (this.#isHigh("out_last") !== isLast) {
      this.failure = `${where}: out_last is ${isLast ? "missing" : "set too early"}`;
    }
    this.beats++;
    this.#step(this.#out, (each) => streams.outputBeats(each));
    return true;
  }
}
