import type { FloatFormat } from "../../generators/numeric/float-format.ts";
import type { FloatArithmetic } from "../../generators/streaming-core/float-golden.ts";
import { dotProducts } from "./dot-products.ts";
import { drawActivations, drawWeights, DRAWS, type Distribution, type PrecisionStatistics } from "./draws.ts";

/**
 * Error against exact arithmetic, as a part of the RMS of the exact outputs. (Not of each output by itself: where
 * positive and negative terms cancel, any error is large beside what is left.) Infinite if a result is NaN or infinite.
 */
export interface ArithmeticError {
  /** Root of the mean square over all sampled outputs. */
  readonly rms: number;
  /** Largest of all sampled outputs; it grows slowly with their number. */
  readonly maximum: number;
}

export type ErrorsByDistribution = Readonly<Record<Distribution, ArithmeticError>>;

/** Products with more inputs are sampled with so many: the rest would cost time and move errors little. */
export const MOST_INPUTS = 8192;
/** Outputs that are sampled at least. */
const LEAST_OUTPUTS = 256;
const MOST_PRODUCTS = 4096;
/** More results than this are forgotten at once. */
const LIMIT = 10_000;

/**
 * Measures the error of a core's arithmetic on random products (see `Distribution`): 2^19 activations of each
 * distribution, cut into products, with 256 to 4096 outputs in all. The same arithmetic has the same error whoever asks,
 * and different ones see the same data. Some 10 to 40 ms for an arithmetic that was not asked for before, and some
 * 100 ms once for each activation format.
 */
export class PrecisionModel {
  readonly #statistics: PrecisionStatistics;
  readonly #weights: Int8Array;
  readonly #activations = new Map<string, Float32Array>();
  readonly #errors = new Map<string, ErrorsByDistribution>();

  constructor(statistics: PrecisionStatistics) {
    this.#statistics = statistics;
    this.#weights = drawWeights(statistics);
  }

  /** Errors of products with `inputs` (N, at least 1) activations. */
  errors(arithmetic: FloatArithmetic, inputs: number): ErrorsByDistribution {
    const sampled = Math.min(inputs, MOST_INPUTS);
    const key = `${sampled} ${errorKey(arithmetic)}`;
    const known = this.#errors.get(key);
    if (known !== undefined) return known;
    if (this.#errors.size >= LIMIT) this.#errors.clear();
    const errors = {
      gaussian: this.#measure(arithmetic, sampled, "gaussian"),
      heavyTailed: this.#measure(arithmetic, sampled, "heavyTailed"),
    };
    this.#errors.set(key, errors);
    return errors;
  }

  #measure(arithmetic: FloatArithmetic, inputs: number, distribution: Distribution): ArithmeticError {
    const activations = this.#activationsOf(distribution, arithmetic.format);
    const weights = this.#weights;
    const sums = dotProducts(arithmetic, inputs);
    const products = Math.min(MOST_PRODUCTS, Math.floor(DRAWS / inputs));
    const outputs = Math.ceil(LEAST_OUTPUTS / products);
    const total = { error: 0, exact: 0, largest: 0 };
    for (let product = 0; product < products; product++) {
      sums.load(activations, product * inputs);
      for (let output = 0; output < outputs; output++) {
        const offset = ((product * outputs + output) * inputs) % (weights.length - inputs);
        const exact = exactSum(activations, product * inputs, weights, offset, inputs);
        const error = Math.abs(sums.sum(weights, offset) - exact);
        if (!(error < Infinity)) return { rms: Infinity, maximum: Infinity };
        total.error += error * error;
        total.exact += exact * exact;
        total.largest = Math.max(total.largest, error);
      }
    }
    const rms = Math.sqrt(total.exact / (products * outputs));
    return { rms: Math.sqrt(total.error / total.exact), maximum: total.largest / rms };
  }

  #activationsOf(distribution: Distribution, format: FloatFormat): Float32Array {
    const key = `${distribution} ${formatKey(format)}`;
    const known = this.#activations.get(key) ?? drawActivations(distribution, format, this.#statistics.seed);
    this.#activations.set(key, known);
    return known;
  }
}

/** In doubles, which hold such sums exactly or, for the widest formats, to 16 digits. */
function exactSum(activations: Float32Array, from: number, weights: Int8Array, offset: number, inputs: number): number {
  let sum = 0;
  for (let j = 0; j < inputs; j++) sum += (activations[from + j] as number) * (weights[offset + j] as number);
  return sum;
}

/** All that the error of finite activations depends on. */
function errorKey(arithmetic: FloatArithmetic): string {
  const { kind, format, accumulator, subnormals } = arithmetic;
  const shared = `${formatKey(format)} ${formatKey(accumulator)} ${subnormals}`;
  if (kind === "aligned") {
    const { span, tileInputs, keptBits } = arithmetic;
    return `${shared} ${span === "tile" ? tileInputs : "vector"} ${keptBits}`;
  }
  const { weights, table, partials, groupSize, groups } = arithmetic;
  // Groups of one activation have no sums, so that neither the table's format nor zero terms matter.
  const entries = groupSize === 1 ? "" : `${weights} ${formatKey(table)} `;
  return `${shared} ${entries}${groupSize}x${groups} ${partials}`;
}

function formatKey({ exponentBits, mantissaBits, specials }: FloatFormat): string {
  return `e${exponentBits}m${mantissaBits}${specials}`;
}
