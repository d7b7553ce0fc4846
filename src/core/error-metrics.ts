import { less, type MetricFacts } from "./metric.ts";

/** 0 says that the arithmetic is exact. */
const ERROR: MetricFacts = { kinds: ["core"], range: "from 0", known: "before training", restsOn: "nothing" };

/** The errors of a core's arithmetic. */
export const ERROR_METRICS = {
  errorRms: less(
    "–",
    "RMS error",
    "RMS error against exact sums, part of their RMS, Gaussian activations; 0: exact arithmetic",
    ERROR,
  ),
  errorMax: less(
    "–",
    "largest error",
    "largest sampled error against exact sums, part of their RMS, Gaussian activations; 0: exact arithmetic",
    ERROR,
  ),
  errorRmsHeavy: less(
    "–",
    "RMS error with outliers",
    "as errorRms, heavy-tailed activations (Student t, 3 degrees of freedom)",
    ERROR,
  ),
  errorMaxHeavy: less(
    "–",
    "largest error with outliers",
    "as errorMax, heavy-tailed activations (Student t, 3 degrees of freedom)",
    ERROR,
  ),
};

/** The name of a metric that states an error of arithmetic. */
export type ErrorMetric = keyof typeof ERROR_METRICS;
