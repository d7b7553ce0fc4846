import { describe, expect, it } from "vitest";
import { DELAY_TERMS, type DelayCoefficients } from "../../../../models/technology/prices.ts";
import { fitDelays, longestPaths } from "../../../../models/cost/calibration/delay-fit.ts";
import { pinLoads } from "../../../../models/cost/delay/pin-loads.ts";
import { delayPriors } from "../../../../models/cost/calibration/delay-priors.ts";
import { calibrationModules } from "../../../support/calibration-modules.ts";
import { loadTechnology } from "../../../../models/technology/index.ts";
import { Random } from "../../../../src/core/random.ts";

const technology = loadTechnology("asap7");
const [priors, loads] = [delayPriors(technology), pinLoads(technology)];
const random = new Random(4);
/** Every term between two thirds and one and a half of its first guess. */
const planted = Object.fromEntries(
  DELAY_TERMS.map((term) => [term, priors[term] * 1.5 ** (2 * random.next() - 1)]),
) as DelayCoefficients;
const modules = calibrationModules().map((module) => ({ module }));
const measured = longestPaths(modules, planted, loads);
const timed = modules.flatMap(({ module }, i) => {
  const delayPs = measured[i] ?? 0;
  return delayPs > 0 ? [{ module, delayPs }] : [];
});

function meanError(terms: DelayCoefficients): number {
  const paths = longestPaths(timed, terms, loads);
  return timed.reduce((sum, { delayPs }, i) => sum + Math.abs((paths[i] ?? 0) / delayPs - 1), 0) / timed.length;
}

describe("fitDelays(modules, { loads, priors, rounds })", () => {
  const fitted = fitDelays(timed, { loads, priors, rounds: 12 });

  it("recovers the paths of modules that planted terms timed, an order of magnitude closer than the priors", () => {
    expect(meanError(priors)).toBeGreaterThan(0.1);
    expect(meanError(fitted)).toBeLessThan(0.01);
  });

  it("recovers the terms that many of the modules rest on", () => {
    for (const term of ["xor", "carry", "sum"] as const)
      expect(Math.abs(fitted[term] / planted[term] - 1)).toBeLessThan(0.1);
  });

  it("takes a term that is stated as it is, and fits the others beside it", () => {
    const { setup } = planted;
    const right = fitDelays(timed, { loads, priors, stated: { setup }, rounds: 12 });
    expect([right.setup, meanError(right) < 0.01]).toEqual([setup, true]);
    const wrong = fitDelays(timed, { loads, priors, stated: { setup: 5 * setup }, rounds: 12 });
    expect([wrong.setup, meanError(wrong) > meanError(right)]).toEqual([5 * setup, true]);
  });

  it("keeps every term above zero, even if all modules take no time to speak of", () => {
    const instant = timed.map(({ module }) => ({ module, delayPs: 1e-3 }));
    const terms = fitDelays(instant, { loads, priors, rounds: 2 });
    for (const term of DELAY_TERMS) expect(terms[term]).toBeGreaterThan(0);
  });
});
