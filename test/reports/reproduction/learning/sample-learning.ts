import type { LearningReproduction } from "../../../../src/core/learning-reproduction.ts";
import { learningClaims } from "../../../../src/reproduce/learning/claims.ts";
import { CONDITIONS } from "../../../../src/reproduce/learning/conditions.ts";
import { learnedAll } from "../../../reproduce/learning/sample.ts";

const POINTS = [
  ...learnedAll("linear", [3, 2, 1]),
  ...learnedAll("nonlinear", [30, 20, 12]),
  ...learnedAll("asymmetric", [25, 22, 12]),
  ...learnedAll("linear-16", [8, 8, 5]),
  ...learnedAll("nonlinear-label-1", [20, 20, 11]),
];

/** Made-up results in five conditions. */
export const SMALL_LEARNING: LearningReproduction = {
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
    POINTS.some(({ condition }) => condition === id),
  ),
  claims: learningClaims(POINTS),
  points: POINTS,
};

export const EMPTY_LEARNING: LearningReproduction = { ...SMALL_LEARNING, conditions: [], claims: [], points: [] };
