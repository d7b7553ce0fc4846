import { isUnidirectional } from "../../../generators/update-unit/index.ts";
import { SCHEMES } from "../../../src/core/schemes.ts";
import type { UnitShape } from "../../../generators/contract/index.ts";
import { InputError } from "../../../src/core/errors.ts";
import { arraysOf, rateOf } from "../../../src/core/training.ts";
import type { Device } from "../../device/index.ts";
import { trainEpochs } from "./epochs.ts";
import { initialWeights } from "./initial-weights.ts";
import { LayerTrainer, layerFaults, unitOfLayer } from "./layer-trainer.ts";
import { balanceWarning } from "../record/balance-warning.ts";
import type { OutputBalance } from "../record/output-balance.ts";
import type { OperationListener } from "../record/operation-listener.ts";
import { arePassesExact, Converters } from "./passes.ts";
import { Network } from "./network.ts";
import { trainReference, type Reference } from "./reference.ts";
import { loopRegisters, rewriteNotice, USUAL_REGISTERS, type RegisterSettings } from "../devices/registers.ts";
import type { PulseScale } from "../planners/pulse-scale.ts";
import type { TrainingStatistics } from "../record/statistics.ts";
import { periodWarning } from "../planners/word-period.ts";
import { checkedTask, type TrainingTask } from "./task.ts";
import { updateErrors } from "../planners/update-errors.ts";

/** A training run: one device, one unit, one task, one seed. */
export interface TrainingRun {
  readonly device: Device;
  /** Its rows, columns and lanes are fitted to each layer. */
  readonly unit: UnitShape;
  readonly task: TrainingTask;
  /** Of initial weights, the order of examples, the devices as drawn and their noise. */
  readonly seed: number;
  readonly registers?: RegisterSettings;
  /** The same task and seed in floating point, if it is known already; else it is trained first. */
  readonly reference?: Reference;
  /** Makes what hears every operation of layer `layer` (from 0), for traces. */
  readonly listener?: (layer: number, shape: UnitShape) => OperationListener;
}

/** What came out. A run that diverged is a result like any other. */
export interface TrainingResult {
  /** Part of the test examples that are right, after each epoch. */
  readonly accuracies: readonly number[];
  /** After the last epoch. */
  readonly accuracy: number;
  /** Before the first example. */
  readonly initialAccuracy: number;
  /** In floating point after the last epoch, and how much of that is missing. */
  readonly floatAccuracy: number;
  readonly lossToFloat: number;
  /** `diverged`: weights are no numbers, or the accuracy is not above what guessing gives. */
  readonly outcome: "trained" | "diverged";
  readonly statistics: TrainingStatistics;
  /** How the learning rate was set on each layer's unit. */
  readonly scales: readonly PulseScale[];
  /** What the user should know of how the unit was set, one sentence each. */
  readonly notices: readonly string[];
  /** What the errors of the output layer wanted and got. */
  readonly outputBalance: OutputBalance;
  /** What makes the accuracy a statement on the settings rather than the device, and what to set. */
  readonly warnings: readonly string[];
}

/** Above chance by this factor counts as trained. */
const BETTER_THAN_CHANCE = 1.5;

/**
 * Trains a perceptron whose weights are devices, pulsed as the update unit would. Each layer has a unit of its own.
 * @throws {InputError} if device, unit and task do not fit together
 */
export function trainOnDevice(stated: TrainingRun): TrainingResult {
  const run = checkedRun(stated);
  const { task } = run;
  const { data, epochs, batch } = task;
  const reference = run.reference ?? trainReference(task, run.seed);
  const trainers = makeLayers(run, reference);
  const weights = trainers.map(({ array }) => array.weights);
  const network = new Network(task, arePassesExact(task) ? undefined : new Converters(task, run.seed));
  const initialAccuracy = network.accuracy(data.test, weights);
  const pending = new UpdateQueue(trainers, Math.min(batch, data.train.count));
  const accuracies = trainEpochs(network, weights, task, run.seed, (endsBatch) => {
    pending.add(network);
    if (endsBatch) pending.run();
  });
  const accuracy = accuracies.at(-1) ?? initialAccuracy;
  const floatAccuracy = reference.accuracies.at(-1) ?? 0;
  const isSound = trainers.every((trainer) => trainer.isSound());
  const examples = epochs * data.train.count;
  const scales = trainers.map((trainer, l) => trainer.scale(reference.fullScales[l]?.delta ?? 1));
  const output = trainers.at(-1) as LayerTrainer;
  const outputBalance = output.balance() as OutputBalance;
  const unbalanced = balanceWarning(output.array.shape, outputBalance);
  return {
    accuracies,
    accuracy,
    initialAccuracy,
    floatAccuracy,
    lossToFloat: floatAccuracy - accuracy,
    outcome: isSound && accuracy > BETTER_THAN_CHANCE / data.classes ? "trained" : "diverged",
    statistics: {
      examples,
      examplesPerEpoch: data.train.count,
      layers: trainers.map((trainer) => trainer.statistics(examples)),
    },
    scales,
    notices: noticesOf(run, scales),
    outputBalance,
    warnings: [unbalanced, ...trainers.map(({ array }) => periodWarning(array.shape, task.wordPeriod))].filter(
      (warning) => warning !== undefined,
    ),
  };
}

/**
 * The run with its task checked and its data fitted. @throws {InputError} if device, unit, registers and task do not fit
 * together; nothing has been trained then
 */
export function checkedRun(run: TrainingRun): TrainingRun {
  const { device, unit, registers = USUAL_REGISTERS } = run;
  const task = checkedTask(run.task);
  if (device.polarity === "unidirectional" && !isUnidirectional(unit)) {
    const fit = SCHEMES.filter((scheme) => isUnidirectional({ scheme })).join(", ");
    const message = `got ${unit.scheme}, expected ${fit}: ${device.name} has no gradual LTD`;
    throw InputError.at("scheme", message);
  }
  if (unit.accumulator === "cell" && task.deltaScale !== "fixed")
    throw InputError.at(
      "deltaScale",
      `got ${task.deltaScale}, expected fixed: an accumulator adds products of one scale`,
    );
  loopRegisters(unit, device, registers);
  const faults = shapesOf(unit, task).flatMap((shape, l) => layerFaults(shape, l, device.name));
  if (faults.length > 0) throw new InputError(faults);
  return { ...run, task };
}

/** A bias of updates that is worth a word, as part of the root mean square of what is wanted. */
const NOTED_BIAS = 0.25;

/** What the unit cannot do as it was asked to: rewriting, and updates that are lost or too large by its encoding. */
function noticesOf({ unit, device, task }: TrainingRun, scales: readonly PulseScale[]): readonly string[] {
  const biases = shapesOf(unit, task).map((shape, l) => {
    const wanted = scales[l]?.wantedPulses ?? 0;
    const { updateBias } = updateErrors(shape, wanted);
    if (task.deltaScale !== "fixed" || Math.abs(updateBias) < NOTED_BIAS) return undefined;
    const kind = `too ${updateBias < 0 ? "few" : "many"} by ${Math.round(100 * Math.abs(updateBias))} % of their RMS`;
    const most = Number(wanted.toPrecision(3));
    return `layer ${l + 1} (${shape.rows}x${shape.columns}): pulses are ${kind} on average, as ${most} are wanted at full scale; another learning rate or rounding may help`;
  });
  return [rewriteNotice(unit, device), ...biases].filter((notice) => notice !== undefined);
}

/** The units of all layers. */
function shapesOf(unit: UnitShape, task: TrainingTask): readonly UnitShape[] {
  return arraysOf(task).map(({ rows, columns }) => unitOfLayer(unit, rows, columns));
}

function makeLayers(run: TrainingRun, reference: Reference): readonly LayerTrainer[] {
  const { device, unit, task, seed, registers = USUAL_REGISTERS } = run;
  const weights = initialWeights(arraysOf(task), task.weightRange, seed);
  return shapesOf(unit, task).map((shape, l) => {
    const fullScales = reference.fullScales[l] ?? { x: 1, delta: 1 };
    const loop = loopRegisters(shape, device, registers);
    const limit = registers.pulses ?? shape.maxPulses;
    const isOutput = l === weights.length - 1;
    const learningRate = rateOf(task, l);
    const setup = { shape, device, task, learningRate, fullScales, loop, limit, seed: layerSeed(seed, l), isOutput };
    const trainer = new LayerTrainer(setup, run.listener?.(l, shape));
    trainer.array.program(weights[l] as Float32Array);
    return trainer;
  });
}

function layerSeed(seed: number, layer: number): number {
  return (Math.imul(seed + 1, 0x9e3779b1) + Math.imul(layer + 1, 0x85ebca6b)) >>> 0;
}

/** Codes of one update of one layer. */
interface Codes {
  readonly x: Int16Array;
  readonly delta: Int16Array;
}

/** The updates of a mini-batch: encoded with the weights of its start, pulsed one after the other at its end. */
class UpdateQueue {
  readonly #trainers: readonly LayerTrainer[];
  /** Layer by layer, example by example. */
  readonly #codes: readonly (readonly Codes[])[];
  readonly #scales: readonly PulseScale[][];
  #waiting = 0;

  constructor(trainers: readonly LayerTrainer[], batch: number) {
    this.#trainers = trainers;
    this.#scales = trainers.map(() => []);
    this.#codes = trainers.map(({ array: { shape } }) =>
      Array.from({ length: batch }, () => ({ x: new Int16Array(shape.rows), delta: new Int16Array(shape.columns) })),
    );
  }

  add({ activations, deltas }: Network): void {
    const at = this.#waiting++;
    this.#trainers.forEach((trainer, l) => {
      const codes = this.#codes[l]?.[at] as Codes;
      const scale = trainer.encode(activations[l] as Float32Array, deltas[l] as Float32Array, codes);
      (this.#scales[l] as PulseScale[])[at] = scale;
    });
  }

  /** With an accumulator only the last operation of a batch applies. */
  run(): void {
    const count = this.#waiting;
    this.#trainers.forEach((trainer, l) => {
      for (let at = 0; at < count; at++) {
        const codes = this.#codes[l]?.[at] as Codes;
        trainer.operate(codes.x, codes.delta, this.#scales[l]?.[at] as PulseScale, at === count - 1);
      }
    });
    this.#waiting = 0;
  }
}
