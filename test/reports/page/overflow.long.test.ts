import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { renderLearningReproduction, renderReport, renderReproduction } from "../../../reports/index.ts";
import { PHYSICAL_MANIFEST, PHYSICAL_PARETO } from "../physical-sweep.ts";
import { SMALL_REPRODUCTION } from "../reproduction/cores/sample-reproduction.ts";
import { SMALL_LEARNING } from "../reproduction/learning/sample-learning.ts";
import { sampleSweep } from "../sample.ts";
import { EMPTY_PARETO, SMALL_MANIFEST } from "../small-sweep.ts";
import { CHROMIUM, overflowOf } from "./chromium.ts";

const SECONDS = 1000;

/** A sweep without a feasible design: of the page that is left, the longest lines. */
function nothingFeasible(): string {
  const parameters = Object.fromEntries(Array.from({ length: 24 }, (_, i) => [`parameter${i}`, `a-long-value-${i}`]));
  const misses = [
    {
      bound: { metric: "areaUm2", maximum: 10 },
      nearest: {
        index: 3,
        design: { generator: "ternary-lut", parameters },
        clockMhz: 500,
        value: 20,
        keepsOthers: true,
      },
      remedies: [],
    },
  ];
  const counts = { ...SMALL_MANIFEST.counts, feasible: 0, pareto: 0 };
  return renderReport({ ...SMALL_MANIFEST, counts, misses }, EMPTY_PARETO);
}

const { manifest, pareto } = sampleSweep();
const PAGES: readonly (readonly [string, string])[] = [
  ["a sweep of cores with all charts", renderReport(manifest, pareto)],
  ["a sweep with measured picks", renderReport(PHYSICAL_MANIFEST, PHYSICAL_PARETO)],
  ["a sweep without a feasible design", nothingFeasible()],
  ["an experiment on cores", renderReproduction(SMALL_REPRODUCTION)],
  ["an experiment on learning", renderLearningReproduction(SMALL_LEARNING)],
];

describe.skipIf(!existsSync(CHROMIUM))("in Chromium (skipped where it is missing), nothing is cut off", () => {
  describe.each(PAGES)("on the page of %s", (_, page) => {
    it.each([390, 1016, 1440])(
      "at %i px",
      (width) => {
        expect(overflowOf(page, width, "screen")).toEqual({ width, outside: [] });
      },
      100 * SECONDS,
    );

    // A4, landscape, less its margins.
    it(
      "in print",
      () => {
        const width = Math.floor(((297 - 2 * 12) / 25.4) * 96);
        expect(overflowOf(page, width, "print")).toEqual({ width, outside: [] });
      },
      100 * SECONDS,
    );
  });

  it(
    "is told from a page on which something is",
    () => {
      const page = '<!doctype html><html><body><p id="long" style="width:600px">x</p></body></html>';
      expect(overflowOf(page, 390, "screen").outside).toEqual(["p long: 8 to 608"]);
    },
    100 * SECONDS,
  );
});
