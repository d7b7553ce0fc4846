import type { Interval } from "./confidence.ts";
import type { UpdateMethod } from "./update-methods.ts";
import type { JudgedClaim, Verdict } from "./reproduction.ts";
import type { TaskSettings } from "./training.ts";

/**
 * `reproduction.json` of an experiment on learning: accuracies of networks whose weights are devices, by condition and
 * method of update. It holds no wall-clock time, so that the same experiment gives the same bytes.
 */

/** Raised when a field changes its meaning. */
export const LEARNING_REPRODUCTION_SCHEMA_VERSION = 1;

/** What forward and backward pass go through; all 0: read exactly, in floating point. */
type Passes = Pick<TaskSettings, "dacBits" | "sumBits" | "errorBits" | "readNoise">;

/** What the device and the passes are like in one condition. */
export interface LearningCondition extends Passes {
  /** Kebab-case, unique. */
  readonly id: string;
  /** NeuroSim's nonlinearity labels, signs as in NeuroSim's tables; 0 is linear. */
  readonly ltpLabel: number;
  readonly ltdLabel: number;
  /** Pulses across the range, up and down. */
  readonly ltpPulses: number;
  readonly ltdPulses: number;
  /** Part of 0 … Gmax that conductances reach, 1 − 1/(on/off ratio); 1 for an infinite ratio. */
  readonly usedRange: number;
  /** Standard deviation of the label from device to device. */
  readonly labelSigma: number;
  /** Standard deviation of the logarithm of the step from device to device. */
  readonly stepSigma: number;
  /** Standard deviation of what LTP and LTD steps of a device differ by, from device to device: β of `deviceToDevice.upDown`. */
  readonly upDownSigma: number;
  /** Standard deviation of Gmax from device to device, part of the range. */
  readonly rangeSigma: number;
  /** Standard deviation of the noise of one pulse, part of the range. */
  readonly cycleToCycle: number;
  readonly learningRate: number;
}

/** What one training gave. */
export interface LearningRun {
  readonly seed: number;
  /** Part of the test examples that are right, after the last epoch. */
  readonly accuracy: number;
  /** The same in floating point: same weights at the start, examples, order and learning rate. */
  readonly floatAccuracy: number;
  readonly outcome: "trained" | "diverged";
  /** Update pulses of all devices, rewriting included, resets not. */
  readonly pulses: number;
  readonly refreshedPairs: number;
  /** Pulses and resets of one device. */
  readonly meanPulsesPerDevice: number;
  readonly mostPulsesPerDevice: number;
  /** Part of the updates that wanted more than the one pulse that the rule allows. */
  readonly clippedUpdates: number;
}

/** One condition with one method, over all seeds. */
export interface LearningPoint {
  readonly condition: string;
  /** How a synapse is built and pulsed. */
  readonly method: UpdateMethod;
  /** In the order of seeds. */
  readonly runs: readonly LearningRun[];
  readonly accuracy: Interval;
  /** Floating point less this, seed by seed. */
  readonly lossToFloat: Interval;
  readonly refreshesPerThousandPulses: number;
  readonly meanPulsesPerDevice: number;
  /** Over all devices and seeds. */
  readonly mostPulsesPerDevice: number;
  readonly clippedUpdates: number;
}

/** What one reading or part of a claim comes to. */
export interface LearningFinding {
  readonly name: string;
  readonly verdict: Verdict;
  /** The numbers that the verdict rests on, as one sentence without a full stop. */
  readonly text: string;
}

/** `reproduction.json`. */
export interface LearningReproduction {
  readonly schemaVersion: number;
  readonly tool: { readonly name: "tritforge"; readonly version: string };
  readonly experiment: string;
  readonly setting: {
    readonly data: string;
    readonly notices: readonly string[];
    readonly trainingExamples: number;
    readonly testExamples: number;
    readonly epochs: number;
    readonly layers: readonly number[];
    readonly activation: string;
    readonly seeds: readonly number[];
    /** k of W = k · (G+ − G−), the same for all methods; G in parts of Gmax. */
    readonly readOutScale: number;
    /** u at |x| = |δ| = 1: learning rate over the weight change of one nominal pulse. */
    readonly wantedPulses: number;
    readonly refreshPeriod: number;
    readonly refreshUpper: number;
    readonly refreshLower: number;
  };
  readonly conditions: readonly LearningCondition[];
  readonly claims: readonly JudgedClaim<LearningFinding>[];
  readonly points: readonly LearningPoint[];
}
