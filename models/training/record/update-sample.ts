import type { CountRegisters } from "../planners/pulse-plan.ts";
import type { OperationListener } from "./operation-listener.ts";

/** One update operation of one layer, as the unit is given it. */
export interface SampledOperation {
  /** Codes of the layer's inputs. */
  readonly x: readonly number[];
  /** Codes of the errors of its outputs. */
  readonly delta: readonly number[];
  readonly registers: CountRegisters;
  /** With an accumulator: whether sums become pulses. */
  readonly apply: boolean;
}

/** Operations of some examples, in order: `sample[example][layer]`. */
export type UpdateSample = readonly (readonly SampledOperation[])[];

/** Runs of examples that follow each other, spread over a training, and their length. */
const WINDOWS = 6;
const WINDOW = 4;

/** Which of `count` operations are sampled: the middles of equal parts of the training. */
export function sampledPlaces(count: number): readonly number[] {
  if (count <= WINDOWS * WINDOW) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: WINDOWS }, (_, window) =>
    Math.floor(((window + 0.5) * count) / WINDOWS - WINDOW / 2),
  ).flatMap((first) => Array.from({ length: WINDOW }, (_, i) => first + i));
}

/** Listens to a training and keeps some of its operations. */
export class SampleRecorder {
  readonly #places: ReadonlySet<number>;
  readonly #layers: SampledOperation[][];
  readonly #heard: number[];
  /** Pulses by which refreshes rewrote pairs, by layer. */
  readonly loopPulses: number[];

  constructor(layers: number, operations: number) {
    this.#places = new Set(sampledPlaces(operations));
    this.#layers = Array.from({ length: layers }, () => []);
    this.#heard = Array.from({ length: layers }, () => 0);
    this.loopPulses = Array.from({ length: layers }, () => 0);
  }

  listener(layer: number): OperationListener {
    return {
      start: (x, delta, { registers }, apply) => {
        const place = this.#heard[layer] ?? 0;
        this.#heard[layer] = place + 1;
        if (this.#places.has(place)) this.#layers[layer]?.push({ x: [...x], delta: [...delta], registers, apply });
      },
      rewrite: (_synapses, pulses, members) => {
        const sum = pulses.subarray(0, members).reduce((total, each) => total + Math.abs(each), 0);
        this.loopPulses[layer] = (this.loopPulses[layer] ?? 0) + sum;
      },
      end: () => undefined,
    };
  }

  sample(): UpdateSample {
    const [first = []] = this.#layers;
    return first.map((_, example) => this.#layers.flatMap((layer) => layer[example] ?? []));
  }
}
