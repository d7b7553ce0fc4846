/** Settings of trainings with nothing that is optional: one rate, no biases, exact passes. */
export const PLAIN_TRAINING = {
  layerRates: [],
  output: "softmax",
  biases: "none",
  dacBits: 0,
  sumBits: 0,
  errorBits: 0,
  readNoise: 0,
  wordPeriod: 1000,
} as const;
