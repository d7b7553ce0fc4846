import type { MatrixProduct, Product } from "../../generators/streaming-core/stimulus.ts";
import { Random } from "../core/random.ts";
import type { Module } from "../hdl/index.ts";
import { LANES, Simulator } from "../hdl/simulate.ts";
import { productAt } from "./products.ts";

/** What a verification run says. */
export interface VerificationResult {
  readonly simulator: string;
  readonly seed: number;
  readonly products: number;
  /** Output beats compared. */
  readonly beats: number;
  readonly cycles?: number;
  readonly passed: boolean;
  /** The first mismatch, in words. */
  readonly failure?: string;
}

/**
 * Runs products through the in-process simulator, 32 independent streams side by side, each with its own products back to
 * back and its own stalls (stream 0 never stalls), and compares every output beat with the golden model.
 */
export function verifyEmbedded(
  top: Module,
  streams: MatrixProduct,
  options: { products: number; seed: number },
): VerificationResult {
  const simulator = new Simulator(top);
  const lanes = Math.min(LANES, options.products);
  const drivers = Array.from({ length: lanes }, (_, lane) => {
    const own = Array.from({ length: Math.ceil((options.products - lane) / lanes) }, (_, i) => lane + i * lanes);
    return new LaneDriver(simulator, streams, lane, own, options.seed);
  });
  simulator.set("rst", 0n);
  for (const port of ["act_valid", "key_valid", "out_ready"]) simulator.set(port, 0n);
  simulator.reset();
  let cycles = 0;
  const result = (failure?: string): VerificationResult => ({
    simulator: "embedded",
    seed: options.seed,
    products: options.products,
    beats: drivers.reduce((sum, driver) => sum + driver.beats, 0),
    cycles,
    passed: failure === undefined,
    ...(failure === undefined ? {} : { failure }),
  });
  while (drivers.some((driver) => !driver.isDone)) {
    for (const driver of drivers) driver.drive();
    simulator.evaluate();
    for (const driver of drivers) driver.sample();
    simulator.clock();
    cycles++;
    const failed = drivers.find((driver) => driver.failure !== undefined);
    if (failed !== undefined) return result(failed.failure);
  }
  return result();
}

/** Cycles without any accepted beat after which a stream counts as dead. */
const PATIENCE = 400;

/** One stream of beats: which product and beat comes next, and whether it is offered now. */
interface Stream {
  product: number;
  beat: number;
  isOffered: boolean;
}

/** Drives and checks one lane of the simulator. */
class LaneDriver {
  readonly #simulator: Simulator;
  readonly #streams: MatrixProduct;
  readonly #lane: number;
  readonly #products: readonly number[];
  readonly #seed: number;
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

  constructor(simulator: Simulator, streams: MatrixProduct, lane: number, products: readonly number[], seed: number) {
    this.#simulator = simulator;
    this.#streams = streams;
    this.#lane = lane;
    this.#products = products;
    this.#seed = seed;
    this.#random = new Random(seed * 31 + lane);
    this.#stallChance = lane === 0 ? 0 : this.#random.next() * 0.7;
  }

  get isDone(): boolean {
    return this.#out.product >= this.#products.length;
  }

  #product(position: number): Product {
    const known = this.#cache.get(position);
    if (known !== undefined) return known;
    const product = productAt(this.#streams, this.#products[position] as number, this.#seed);
    this.#cache.set(position, product);
    this.#cache.delete(position - 3);
    return product;
  }

  readonly #padding = (): number => this.#random.bit();

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
