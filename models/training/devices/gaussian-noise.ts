/** Entries of the table; deviates end at ±3.6 standard deviations. */
const ENTRIES = 1 << 12;

/** Mid-quantiles of the normal distribution, scaled to variance 1. */
const QUANTILES = scaled(Float32Array.from({ length: ENTRIES }, (_, i) => quantile((i + 0.5) / ENTRIES)));

/**
 * Normal deviates for hot loops: 12 random bits (xorshift32; Marsaglia, J. Stat. Softw. 8(14), 2003) pick one of 4096
 * equally likely quantiles. Mean 0 and variance 1 exactly, tails end at 3.6 standard deviations.
 */
export class GaussianNoise {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1;
    for (let k = 0; k < 8; k++) this.next();
  }

  next(): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return QUANTILES[state >>> 20] as number;
  }
}

function scaled(values: Float32Array): Float32Array {
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  return values.map((value) => value / deviation);
}

/** The number below which a standard normal deviate is with chance `p`: bisection on a sum for the distribution function. */
function quantile(p: number): number {
  let [low, high] = [-6, 6];
  for (let k = 0; k < 40; k++) {
    const middle = (low + high) / 2;
    if (cumulative(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Marsaglia's series for the normal distribution function (J. Stat. Softw. 11(4), 2004): exact to double precision here. */
function cumulative(x: number): number {
  let [sum, term, last] = [x, x, 0];
  for (let i = 3; sum !== last; i += 2) {
    last = sum;
    term *= (x * x) / i;
    sum = last + term;
  }
  return 0.5 + sum * Math.exp(-0.5 * x * x - 0.9189385332046727);
}
