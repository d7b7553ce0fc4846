import type { UnitShape } from "../../../generators/contract/index.ts";
import type { Device } from "../../device/index.ts";
import type { OperationListener } from "../run/layer-trainer.ts";
import type { CountRegisters } from "../planners/pulse-plan.ts";
import { pulseScale, type Reference, type TrainingTask } from "../index.ts";
import { powerOfTwoScale, quantise } from "../planners/quantiser.ts";
import { weightStep } from "../devices/synapse-array.ts";
import type { ReferenceVectors } from "../run/reference-vectors.ts";

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

/** The operations that a unit would be given by a floating-point training: what is known before it is trained itself. */
export function referenceSample(
  shape: UnitShape,
  device: Device,
  task: TrainingTask,
  { reference, vectors }: { readonly reference: Reference; readonly vectors: ReferenceVectors },
): UpdateSample {
  const pulsesPerUnit = task.learningRate / weightStep(shape, device, task.weightRange);
  return vectors.map((layers, example) =>
    layers.map(({ x, delta }, layer): SampledOperation => {
      const scales = reference.fullScales[layer] ?? { x: 1, delta: 1 };
      const own = task.deltaScale === "fixed" ? scales.delta : powerOfTwoScale(delta) || scales.delta;
      const scale = pulseScale(shape, { x: scales.x, delta: own, pulsesPerUnit });
      const codes = { x: new Int16Array(x.length), delta: new Int16Array(delta.length) };
      quantise(x, scale.xFullScale, { bits: shape.xBits, isSigned: shape.xSign === "signed" }, codes.x);
      quantise(delta, scale.deltaFullScale, { bits: shape.deltaBits, isSigned: true }, codes.delta);
      const apply = (example + 1) % task.batch === 0;
      return { x: [...codes.x], delta: [...codes.delta], registers: scale.registers, apply };
    }),
  );
}
