/** Beyond so many numbers each is worked out when it is drawn: a tape takes three bytes for a number. */
const MOST_NUMBERS = 2 ** 22;

/** What random number n is as a weight, and as an activation. */
interface Draws {
  weight(n: number): number;
  activation(n: number): number;
}

/** What each random number of a population is as a weight and as an activation, because thousands of traces draw the same ones. */
export class Tape {
  readonly #population: Draws;
  weights = new Int8Array(0);
  /** Of at most 16 bits. */
  activations = new Int16Array(0);

  constructor(population: Draws) {
    this.#population = population;
  }

  /** Whether the numbers before `end` are on the tape; if they may, they are put there. */
  reaches(end: number): boolean {
    if (end <= this.weights.length) return true;
    if (end > MOST_NUMBERS) return false;
    const [weights, activations, known] = [this.weights, this.activations, this.weights.length];
    const length = Math.max(2 * known, 2 ** Math.ceil(Math.log2(end)));
    this.weights = new Int8Array(length);
    this.activations = new Int16Array(length);
    this.weights.set(weights);
    this.activations.set(activations);
    for (let n = known; n < length; n++) {
      this.weights[n] = this.#population.weight(n);
      this.activations[n] = this.#population.activation(n);
    }
    return true;
  }
}
