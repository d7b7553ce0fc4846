import type { Technology } from "../../technology/technology.ts";
import type { DelayCoefficients } from "../../technology/prices.ts";
import { setupTime } from "../delay/setup-time.ts";

/** First guess of every delay term, in multiples of the library's own pace (FO4); calibration starts here. */
export function delayPriors({ tables }: Technology): DelayCoefficients {
  const { delayPs, loadFf } = tables.fo4;
  const perFf = delayPs / loadFf;
  return {
    gate: 0.8 * delayPs,
    xor: 1.5 * delayPs,
    mux: 1.5 * delayPs,
    sum: 3.5 * delayPs,
    carry: 3 * delayPs,
    borrow: 1.5 * delayPs,
    halfSum: 1.5 * delayPs,
    halfCarry: 0.8 * delayPs,
    choose: 1.5 * delayPs,
    chooseLevel: 0.7 * delayPs,
    equalLevel: 0.8 * delayPs,
    register: 3 * delayPs,
    setup: delayPs,
    gateLoad: 0.5 * perFf,
    cellLoad: 0.5 * perFf,
    buffer: 2.5 * delayPs,
  };
}

/** Delay terms that the library states. A fitted setup time would hold part of what the last gates of paths take. */
export function statedDelays(technology: Technology): Partial<DelayCoefficients> {
  const setup = setupTime(technology);
  return setup === undefined ? {} : { setup };
}
