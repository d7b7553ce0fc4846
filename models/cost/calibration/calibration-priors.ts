import { synthesisCells } from "../../technology/synthesis-cells.ts";
import type { Technology } from "../../technology/technology.ts";
import type { Priors } from "./calibrate.ts";
import { type EnergyPrices, type FeaturePrices, FEATURES } from "../../technology/prices.ts";
import { delayPriors, statedDelays } from "./delay-priors.ts";
import { pinLoads } from "../delay/pin-loads.ts";
import { primitivePriors } from "./primitive-priors.ts";

/** First guesses of all prices, from the library alone; calibration starts here and stays near where modules say little. */
export function calibrationPriors(technology: Technology): Priors {
  const areaUm2 = primitivePriors(technology);
  const loads = pinLoads(technology);
  const gateFj = 0.5 * (loads.pinsFf[0] ?? 1) * technology.voltageV ** 2;
  const energy: EnergyPrices = {
    gate: gateFj,
    mask: gateFj,
    xor: 2 * gateFj,
    flip: 2 * gateFj,
    mux: 2 * gateFj,
    sum: 3 * gateFj,
    carry: 3 * gateFj,
    compare: gateFj,
    register: 3 * gateFj,
    input: gateFj,
    reader: gateFj,
  };
  return {
    areaUm2,
    leakageNw: leakagePriors(technology, areaUm2),
    delay: delayPriors(technology),
    statedDelay: statedDelays(technology),
    loads,
    switchingFj: energy,
    internalFj: energy,
  };
}

/** Leakage goes with area, at the mean of the library's gates. */
function leakagePriors(technology: Technology, areaUm2: FeaturePrices): FeaturePrices {
  const { gates } = synthesisCells(technology);
  const known = gates.filter(({ leakageNw }) => leakageNw !== undefined);
  const perUm2 =
    known.reduce((sum, { leakageNw = 0 }) => sum + leakageNw, 0) /
    known.reduce((sum, { areaUm2: area }) => sum + area, 0);
  return Object.fromEntries(FEATURES.map((feature) => [feature, areaUm2[feature] * perUm2])) as FeaturePrices;
}
