import type { MatrixProduct, Product } from "../../generators/contract/index.ts";
import { Random } from "../core/random.ts";
import type { Module } from "../hdl/index.ts";
import { LANES, Simulator } from "../hdl/simulate.ts";
import { CoreLane } from "./core-lane.ts";
import { IdleData, idleCoreStreams } from "./bench/idle-data.ts";
import { randomPadding } from "./padding.ts";

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
 * back and its own stalls (stream 0 never stalls), and compares every output beat with the golden model. Data that is not
 * valid is random.
 * @param options.productAt the product of a number; default: corners first, then random ones
 */
export function verifyEmbedded(
  top: Module,
  streams: MatrixProduct,
  options: { readonly products: number; readonly seed: number; readonly productAt?: (number: number) => Product },
): VerificationResult {
  const simulator = new Simulator(top);
  const lanes = Math.min(LANES, options.products);
  const drivers = Array.from({ length: lanes }, (_, lane) => {
    const products = Array.from({ length: Math.ceil((options.products - lane) / lanes) }, (_, i) => lane + i * lanes);
    const padding = randomPadding(new Random(options.seed * 37 + lane));
    return new CoreLane(simulator, streams, { ...options, lane, products, stalls: lane, padding });
  });
  const idle = new IdleData(simulator, idleCoreStreams(streams.shape), options.seed + 29);
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
    idle.scramble();
    simulator.evaluate();
    for (const driver of drivers) driver.sample();
    simulator.clock();
    cycles++;
    const failed = drivers.find((driver) => driver.failure !== undefined);
    if (failed !== undefined) return result(failed.failure);
  }
  return result();
}
