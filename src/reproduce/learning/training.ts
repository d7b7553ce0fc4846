import { weightGain } from "../../../models/training/devices/synapse-array.ts";
import type { UnitShape } from "../../../generators/contract/index.ts";
import { synapseUpdate } from "../../../generators/synapse-update/index.ts";
import { NO_SPREAD, type Device } from "../../../models/device/index.ts";
import type { DataSet } from "../../../models/training/data/data-set.ts";
import { USUAL_REGISTERS } from "../../../models/training/devices/registers.ts";
import type { TrainingTask } from "../../../models/training/run/task.ts";
import type { TrainingRun } from "../../../models/training/run/train-on-device.ts";
import type { LearningCondition } from "../../core/learning-reproduction.ts";
import { METHOD_FACTS, type UpdateMethod } from "../../core/update-methods.ts";
import { settingsNamed, TASK_SETTINGS, USUAL_TRAINING } from "../../core/training.ts";
import { withDefaults } from "../../config/find-generator.ts";
import { READ_OUT_SCALE } from "./conditions.ts";

/** The network and its examples; sizes and epochs are ours, the paper's are unknown. */
export const NETWORK = {
  layers: [196, 50, 10],
  activation: "sigmoid",
  epochs: 4,
  examples: 2500,
  testExamples: 1000,
} as const;

/** Refreshes as AIHWKit's one-sided device does them, every 32 examples. */
export const REFRESH = { ...USUAL_REGISTERS, refreshPeriod: 32, refreshUpper: 0.75, refreshLower: 0.25 };

/** The training of a condition with a method and a seed. */
export function trainingOf(
  condition: LearningCondition,
  method: UpdateMethod,
  data: DataSet,
  seed: number,
): Omit<TrainingRun, "reference"> {
  const range = READ_OUT_SCALE * condition.usedRange;
  const weightRange = range / weightGain(METHOD_FACTS[method], 1);
  const { learningRate, dacBits, sumBits, errorBits, readNoise } = condition;
  return {
    device: deviceOf(condition),
    unit: unitOf(condition, method),
    task: { ...taskOf(data, learningRate, weightRange), dacBits, sumBits, errorBits, readNoise },
    seed,
    registers: REFRESH,
  };
}

/** The same task for floating point, its passes exact, and at the widest range of weights, which no initial weight reaches. */
export function taskOf(data: DataSet, learningRate: number, weightRange = READ_OUT_SCALE): TrainingTask {
  const { layers, activation, epochs, examples } = NETWORK;
  const own = { data, layers, activation, epochs, examples, learningRate, weightRange, deltaScale: "fixed" as const };
  return { ...settingsNamed(TASK_SETTINGS, USUAL_TRAINING), ...own };
}

function deviceOf(condition: LearningCondition): Device {
  const { id, ltpLabel, ltdLabel, ltpPulses, ltdPulses, labelSigma, stepSigma, cycleToCycle } = condition;
  const { upDownSigma, rangeSigma } = condition;
  return {
    name: id,
    title: id,
    source: "lim2017, our reconstruction",
    polarity: "bidirectional",
    ltp: { pulses: ltpPulses, response: { kind: "exponential", nonlinearity: ltpLabel } },
    ltd: { pulses: ltdPulses, response: { kind: "exponential", nonlinearity: ltdLabel } },
    cycleToCycle: { of: "range", sigma: cycleToCycle },
    deviceToDevice: {
      ...NO_SPREAD,
      nonlinearity: labelSigma,
      upperBound: rangeSigma,
      step: stepSigma,
      stepDistribution: "log-normal",
      upDown: upDownSigma,
    },
    stuck: { fraction: 0, at: "either" },
  };
}

/**
 * The unit of the single-step rule: x of 8 bits, δ of 9, their product rounded stochastically with the words of LFSRs of 24
 * bits, at most one pulse, so that a pulse comes with probability min(1, u). An ADC reads as many codes as there are levels.
 */
function unitOf({ ltpPulses }: LearningCondition, method: UpdateMethod): UnitShape {
  const { scheme, refresh } = METHOD_FACTS[method];
  return synapseUpdate.unit(
    withDefaults(synapseUpdate, {
      lanes: 16,
      xBits: 8,
      xSign: "unsigned",
      deltaBits: 9,
      scheme,
      encoding: "binary-count",
      product: "multiplier",
      rounding: "stochastic",
      maxPulses: 1,
      randomSource: "per-line",
      lfsrBits: 24,
      refresh,
      ...(refresh === "none" ? {} : { adcBits: Math.round(Math.log2(ltpPulses)) }),
    }),
  ).shape;
}
