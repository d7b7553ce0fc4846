import { synapseUpdate } from "../../generators/synapse-update/index.ts";
import { unitShape } from "../../generators/update-unit/parameters.ts";
import { loadDevice } from "../../models/device/index.ts";
import { builtInDigits } from "../../models/training/data/digits.ts";
import { trainReference } from "../../models/training/run/reference.ts";
import { checkedTask } from "../../models/training/run/task.ts";
import { trainOnDevice } from "../../models/training/run/train-on-device.ts";
import { withDefaults } from "../../src/config/find-generator.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import { PLAIN_TRAINING } from "../support/plain-training.ts";

/** Weight-updates a second that issue 5 promises, forward and backward pass included [million]. */
const PROMISED = 150;
const EXAMPLES = 4000;
/** Processor time is counted, as the machine may be busy; the best of these runs. */
const RUNS = 3;

const UNITS: readonly { readonly name: string; readonly isPromised: boolean; readonly values: ParameterValues }[] = [
  { name: "binary-count, multiplier, round", isPromised: true, values: {} },
  { name: "binary-count, multiplier, stochastic rounding", isPromised: false, values: { rounding: "stochastic" } },
  {
    name: "stochastic trains, shared LFSR",
    isPromised: true,
    values: { encoding: "stochastic", product: "coincidence", maxPulses: 31 },
  },
  {
    name: "stochastic trains, an LFSR a line",
    isPromised: true,
    values: { encoding: "stochastic", product: "coincidence", maxPulses: 31, randomSource: "per-line" },
  },
  {
    name: "deterministic trains",
    isPromised: false,
    values: { encoding: "deterministic", product: "coincidence", maxPulses: 32 },
  },
  { name: "accumulator", isPromised: false, values: { accumulator: "cell", accumulatorBits: 20 } },
  {
    name: "stochastic rounding, unidirectional pair, refreshed",
    isPromised: false,
    values: { rounding: "stochastic", scheme: "pair-unidirectional", refresh: "open-loop" },
  },
];

/**
 * Weight-updates evaluated a second on one core: 784-100-10, batch 1, on the built-in digits, device epiram with its noise;
 * one weight-update is one synapse at one example. Without evaluation of the test examples.
 */
export function benchTraining(): { readonly text: string; readonly isWithinBounds: boolean } {
  const layers = [784, 100, 10];
  const data = builtInDigits({ training: EXAMPLES, testing: 10, side: 28 }, 1);
  const task = checkedTask({
    data,
    layers,
    activation: "sigmoid",
    epochs: 1,
    examples: EXAMPLES,
    batch: 1,
    learningRate: 0.2,
    weightRange: 1,
    deltaScale: "fixed",
    ...PLAIN_TRAINING,
  });
  const reference = trainReference(task, 1);
  const synapses = 784 * 100 + 100 * 10;
  const rates = UNITS.map(({ name, isPromised, values }) => {
    const unit = unitShape(withDefaults(synapseUpdate, { lanes: 10, ...values }));
    const run = { device: loadDevice("epiram"), unit, task, seed: 1, reference };
    const seconds = Array.from({ length: RUNS }, () => {
      const before = process.cpuUsage();
      trainOnDevice(run);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1e6;
    });
    return { name, isPromised, rate: (EXAMPLES * synapses) / Math.min(...seconds) / 1e6 };
  });
  const lines = rates.map(({ name, isPromised, rate }) => {
    const bound = isPromised ? ` (promised ${PROMISED}${rate < PROMISED ? ": MISSED" : ""})` : "";
    return `  ${name.padEnd(52)} ${rate.toFixed(0).padStart(5)} million weight-updates/s${bound}`;
  });
  return {
    text: [`training, ${layers.join("-")}, ${EXAMPLES} examples, one core`, ...lines].join("\n"),
    isWithinBounds: rates.every(({ isPromised, rate }) => !isPromised || rate >= PROMISED),
  };
}
