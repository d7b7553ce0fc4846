import type { LearningPoint, LearningReproduction } from "../../../../src/core/learning-reproduction.ts";
import { learningClaims } from "../../../../src/reproduce/learning/claims.ts";
import { CONDITIONS } from "../../../../src/reproduce/learning/conditions.ts";
import { learned, learnedAll } from "../../../reproduce/learning/sample.ts";

const POINTS = [
  ...learnedAll("linear", [3, 2, 1]),
  ...learnedAll("nonlinear", [30, 20, 12]),
  ...learnedAll("asymmetric", [25, 22, 12]),
  ...learnedAll("linear-16", [8, 8, 5]),
  ...learnedAll("nonlinear-label-1", [20, 20, 11]),
];

/** Made-up results in five conditions. */
export const SMALL_LEARNING = learningOf(POINTS);

/** The same with passes through converters, and with verified refresh where steps differ. */
export const WIDER_LEARNING = learningOf([
  ...POINTS,
  learned("linear-passes-8-noise", "pair-unidirectional", 2),
  ...learnedAll("mild", [10, 9, 3]),
  learned("mild", "pair-unidirectional-verified", 3),
  ...learnedAll("mild-step-0.5", [11, 10, 15]),
  learned("mild-step-0.5", "pair-unidirectional-verified", 4),
]);

export const EMPTY_LEARNING = learningOf([]);

function learningOf(points: readonly LearningPoint[]): LearningReproduction {
  return {
    schemaVersion: 1,
    tool: { name: "tritforge", version: "0.0.0" },
    experiment: "lim2017",
    setting: {
      data: "built-in digits",
      notices: [],
      trainingExamples: 2500,
      testExamples: 1000,
      epochs: 4,
      layers: [196, 50, 10],
      activation: "sigmoid",
      seeds: [1, 2, 3],
      readOutScale: 2,
      wantedPulses: 1.6,
      refreshPeriod: 32,
      refreshUpper: 0.75,
      refreshLower: 0.25,
    },
    conditions: CONDITIONS.map(({ condition }) => condition).filter(({ id }) =>
      points.some(({ condition }) => condition === id),
    ),
    claims: learningClaims(points),
    points,
  };
}
