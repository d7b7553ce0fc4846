import type { LearningCondition } from "../../core/learning-reproduction.ts";
import type { UpdateMethod } from "../../core/update-methods.ts";

/** k of W = k · (G+ − G−), the same for all methods: a pair spans ±k, one device against a mid-range reference ±k/2. */
export const READ_OUT_SCALE = 2;

/**
 * u = η·|x·δ|/dW at |x| = |δ| = 1, which sets the learning rate η = u · k/levels of every number of levels. Chosen once, on
 * linear devices and seeds that the experiment does not use, among 0.2, 0.4 … 6.4 at 16, 64 and 256 levels: larger ones ask
 * for more than the one pulse that the rule allows (at 3.2 more than 10 % of the output layer's updates do, and 256 levels
 * collapse), smaller ones learn less in the same number of examples.
 */
export const WANTED_PULSES = 1.6;

/** Levels of all conditions that do not sweep them. */
export const LEVELS = 64;

/**
 * σ of a weighted sum [weights at x = 1]: a tenth of the largest weight, as AIHWKit's usual `out_noise` of 0.06 is of its
 * usual weights of ±0.6.
 */
const READ_NOISE = READ_OUT_SCALE / 10;

/**
 * What forward and backward pass go through, besides nothing: a DAC of x, an ADC of the sums and a DAC of δ, all of `bits`.
 * **Ours:** the paper's are unknown. 8 bits are those of the unit's x; 4 are the fewest that came near in a pilot with another
 * seed (3 lost 15 to 27 points there).
 */
export const PASSES = [
  { id: "passes-8", words: "8 bits", bits: 8, readNoise: 0 },
  { id: "passes-8-noise", words: `8 bits with read noise of σ ${READ_NOISE}`, bits: 8, readNoise: READ_NOISE },
  { id: "passes-4", words: "4 bits", bits: 4, readNoise: 0 },
] as const;

/** A condition with the methods that are trained in it. */
export interface MethodCondition {
  readonly condition: LearningCondition;
  readonly methods: readonly UpdateMethod[];
}

const COMPARED = ["single", "pair-bidirectional", "pair-unidirectional"] as const satisfies UpdateMethod[];
/** Where devices differ, a refresh that reads what it has written matters. */
const SPREAD = [...COMPARED, "pair-unidirectional-verified"] as const satisfies UpdateMethod[];
const ALL = [...SPREAD, "pair-fixed"] as const satisfies UpdateMethod[];

const MILDLY = { ltpLabel: 1, ltdLabel: -1 };
const NONLINEARLY = { ltpLabel: 2.4, ltdLabel: -2.4 };

/** The ids that figures and claims name. */
export const LINEAR = "linear";
/** Id of the condition with labels 1/−1, devices alike. */
export const MILD = "mild";
/** Id of the condition with labels 2.4/−2.4, devices alike. */
export const NONLINEAR = "nonlinear";

/** Levels of linear devices → the id of their condition, its passes exact. */
export const LINEAR_LEVELS = [
  [16, "linear-16"],
  [LEVELS, LINEAR],
  [256, "linear-256"],
] as const;

/** The id of a condition with passes through converters, from that with exact ones. */
export function convertedId(exact: string, passes: (typeof PASSES)[number]): string {
  return `${exact}-${passes.id}`;
}

/**
 * Every condition, each once though several sweeps pass through it. A pair with one fixed device behaves exactly as a single
 * device unless the ranges of devices differ, so it is trained only where they do, and in the condition they start from.
 * Passes through converters are asked of the paper's method only.
 */
export const CONDITIONS: readonly MethodCondition[] = [
  on(LINEAR, {}),
  on(MILD, MILDLY, ALL),
  on(NONLINEAR, NONLINEARLY, SPREAD),
  on("retracing", { ltpLabel: 2.4, ltdLabel: 2.4 }),
  on("asymmetric", { ltpLabel: 2.4, ltdLabel: -4.88 }),
  on("strong", { ltpLabel: 4, ltdLabel: -4 }),
  on("linear-steps-2", { ltdPulses: LEVELS / 2 }),
  on("linear-steps-4", { ltdPulses: LEVELS / 4 }),
  ...[1 / 4, 1 / 2, 3 / 4].map((usedRange) =>
    on(`range-${100 * usedRange}`, { usedRange, ...levels(LEVELS * usedRange) }),
  ),
  ...[16, 256].flatMap((each) => [
    on(`linear-${each}`, levels(each)),
    on(`nonlinear-${each}`, { ...NONLINEARLY, ...levels(each) }),
  ]),
  ...LINEAR_LEVELS.flatMap(([each, exact]) =>
    PASSES.map((passes) =>
      on(convertedId(exact, passes), { ...levels(each), ...convertersOf(passes) }, ["pair-unidirectional"]),
    ),
  ),
  ...[0.5, 1].flatMap((labelSigma) => [
    on(`mild-label-${labelSigma}`, { ...MILDLY, labelSigma }, SPREAD),
    on(`nonlinear-label-${labelSigma}`, { ...NONLINEARLY, labelSigma }, SPREAD),
  ]),
  ...[0.25, 0.5].flatMap((sigma) =>
    [["mild", MILDLY] as const, ["nonlinear", NONLINEARLY] as const].flatMap(([name, response]) => [
      on(`${name}-step-${sigma}`, { ...response, stepSigma: sigma }, SPREAD),
      on(`${name}-updown-${sigma}`, { ...response, upDownSigma: sigma }, SPREAD),
    ]),
  ),
  ...[0.1, 0.2].map((rangeSigma) => on(`mild-range-${rangeSigma}`, { ...MILDLY, rangeSigma }, ALL)),
  ...[0.01, 0.035].map((cycleToCycle) => on(`mild-cycle-${cycleToCycle}`, { ...MILDLY, cycleToCycle })),
];

function levels(pulses: number): Pick<LearningCondition, "ltpPulses" | "ltdPulses"> {
  return { ltpPulses: pulses, ltdPulses: pulses };
}

function convertersOf({
  bits,
  readNoise,
}: (typeof PASSES)[number]): Pick<LearningCondition, "dacBits" | "sumBits" | "errorBits" | "readNoise"> {
  return { dacBits: bits, sumBits: bits, errorBits: bits, readNoise };
}

/** A condition that differs from the linear device of 64 levels in `differences`. */
function on(
  id: string,
  differences: Partial<LearningCondition>,
  methods: readonly UpdateMethod[] = COMPARED,
): MethodCondition {
  const condition = {
    id,
    ltpLabel: 0,
    ltdLabel: 0,
    ...levels(LEVELS),
    usedRange: 1,
    labelSigma: 0,
    stepSigma: 0,
    upDownSigma: 0,
    rangeSigma: 0,
    cycleToCycle: 0,
    dacBits: 0,
    sumBits: 0,
    errorBits: 0,
    readNoise: 0,
    ...differences,
  };
  // One LTP pulse changes the weight by k · usedRange / pulses.
  const step = (READ_OUT_SCALE * condition.usedRange) / condition.ltpPulses;
  return { condition: { ...condition, learningRate: WANTED_PULSES * step }, methods };
}
