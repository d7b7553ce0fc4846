import type { LearningReproduction } from "../../../src/core/learning-reproduction.ts";
import { csvLine } from "../../../src/core/csv.ts";

const CONDITION = [
  "ltpLabel",
  "ltdLabel",
  "ltpPulses",
  "ltdPulses",
  "usedRange",
  "labelSigma",
  "stepSigma",
  "upDownSigma",
  "rangeSigma",
  "cycleToCycle",
  "dacBits",
  "sumBits",
  "errorBits",
  "readNoise",
  "learningRate",
] as const;
const RUN = [
  "seed",
  "accuracy",
  "floatAccuracy",
  "outcome",
  "pulses",
  "refreshedPairs",
  "meanPulsesPerDevice",
  "mostPulsesPerDevice",
  "clippedUpdates",
] as const;

/** The whole of `runs.csv`: every training with its condition. */
export function learningCsv({ conditions, points }: LearningReproduction): string {
  const rows = points.flatMap(({ condition: id, method, runs }) => {
    const condition = conditions.find((each) => each.id === id);
    const facts = CONDITION.map((name) => condition?.[name]);
    return runs.map((run) => [id, method, ...facts, ...RUN.map((name) => run[name])]);
  });
  const header = ["condition", "method", ...CONDITION, ...RUN];
  return [header, ...rows].map((row) => `${csvLine(row)}\n`).join("");
}
