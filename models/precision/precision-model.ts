import type { FloatFormat } from "../../generators/numeric/float-format.ts";
import type { FloatArithmetic } from "../../generators/contract/index.ts";
import { dotProducts } from "./dot-products.ts";
import { drawActivations, drawWeights, DRAWS, WEIGHTS, type Distribution, type PrecisionStatistics } from "./draws.ts";

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

/**
 * Products with more inputs are sampled with so many, to bound the time. Errors of native sums grow about as √N, so those of
 * the longest, 65536 inputs, may be some 3 times what is stated; overflow beyond this length is not seen.
 */
export const MOST_INPUTS = 8192;
/** Outputs that are sampled at least. */
const LEAST_OUTPUTS = 256;
const MOST_PRODUCTS = 4096;
/** More results than this are forgotten at once. */
const LIMIT = 10_000;

/** Random products of one size, cut from the activations one after the other. */
interface Sample {
  readonly activations: Float32Array;
  /** Of each product. */
  readonly outputs: number;
  /** Exact outputs of all products, in doubles, which hold them to 15 digits at least. */
  readonly exact: Float64Array;
  /** RMS of exact outputs over all weights that these activations could meet, so that it does not depend on a few. */
  readonly rms: number;
}

/**
 * Measures the error of a core's arithmetic on random products (see `Distribution`): 2^20 activations of each
 * distribution, cut into products, with 256 to 4096 outputs in all. The same arithmetic has the same error whoever asks,
 * and different ones see the same data, so that they compare better than each is known: from seed to seed, `rms` has a
 * standard deviation of 1 % (256 inputs) to 9 % (6912), `maximum` of 6 to 28 %. An arithmetic that was not asked for
 * before takes 10 to 50 ms (8192 inputs), the first activation format some 200 ms, each other one 50 ms once.
 */
export class PrecisionModel {
  readonly #statistics: PrecisionStatistics;
  #weights: Int8Array | undefined;
  readonly #activations = new Map<string, Float32Array>();
  readonly #samples = new Map<string, Sample>();
  readonly #errors = new Map<string, ErrorsByDistribution>();

  constructor(statistics: PrecisionStatistics) {
    this.#statistics = statistics;
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
    const sample = this.#sampleOf(distribution, arithmetic.format, inputs);
    const sums = dotProducts(arithmetic, inputs);
    const weights = this.#drawnWeights();
    let [squares, largest] = [0, 0];
    for (let output = 0; output < sample.exact.length; output++) {
      if (output % sample.outputs === 0) sums.load(sample.activations, (output / sample.outputs) * inputs);
      const error = Math.abs(sums.sum(weights, weightsOffset(output, inputs)) - (sample.exact[output] as number));
      if (!(error < Infinity)) return { rms: Infinity, maximum: Infinity };
      squares += error * error;
      largest = Math.max(largest, error);
    }
    return { rms: Math.sqrt(squares / sample.exact.length) / sample.rms, maximum: largest / sample.rms };
  }

  #sampleOf(distribution: Distribution, format: FloatFormat, inputs: number): Sample {
    const key = `${distribution} ${formatKey(format)}`;
    const activations = this.#activations.get(key) ?? drawActivations(distribution, format, this.#statistics.seed);
    this.#activations.set(key, activations);
    const sampleKey = `${key} ${inputs}`;
    const sample = this.#samples.get(sampleKey) ?? this.#makeSample(activations, inputs);
    this.#samples.set(sampleKey, sample);
    return sample;
  }

  #drawnWeights(): Int8Array {
    this.#weights ??= drawWeights(this.#statistics);
    return this.#weights;
  }

  #makeSample(activations: Float32Array, inputs: number): Sample {
    const products = Math.min(MOST_PRODUCTS, Math.floor(DRAWS / inputs));
    const outputs = Math.ceil(LEAST_OUTPUTS / products);
    const weights = this.#drawnWeights();
    const exact = Float64Array.from({ length: products * outputs }, (_, output) => {
      const [first, offset] = [Math.floor(output / outputs) * inputs, weightsOffset(output, inputs)];
      let sum = 0;
      for (let j = 0; j < inputs; j++) sum += (activations[first + j] as number) * (weights[offset + j] as number);
      return sum;
    });
    const used = activations.subarray(0, products * inputs);
    const squares = used.reduce((sum, value) => sum + value * value, 0);
    const rms = Math.sqrt(((1 - this.#statistics.zeroWeights) * squares) / products);
    return { activations, outputs, exact, rms };
  }
}

/** Weights of sampled outputs follow each other, and start anew at the end. */
function weightsOffset(output: number, inputs: number): number {
  return (output * inputs) % (WEIGHTS - inputs);
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
