import { describe, expect, it } from "vitest";
import { idleReachesOfCores, idleReachesOfUnits, maskedReachesOfCores, maskedReachesOfUnits } from "./random-taints.ts";

const MINUTES = 60_000;

describe("data that no stream offers", () => {
  it(
    "changes no register, no word and no output of 60 random cores",
    () => {
      expect(idleReachesOfCores(60, 141)).toEqual([]);
    },
    10 * MINUTES,
  );

  it(
    "changes no register, no word, no line and no answer of 24 random update units",
    () => {
      expect(idleReachesOfUnits(24, 142)).toEqual([]);
    },
    10 * MINUTES,
  );
});

describe("bits of offered beats that stand for no input and no output", () => {
  it(
    "change no output, no sum and no table of 60 random cores: only the words on their way may differ",
    () => {
      expect(maskedReachesOfCores(60, 143)).toEqual([]);
    },
    10 * MINUTES,
  );

  it(
    "change no line, no answer and no kept sum of 24 random update units: only what is known of no column",
    () => {
      expect(maskedReachesOfUnits(24, 144)).toEqual([]);
    },
    10 * MINUTES,
  );
});
