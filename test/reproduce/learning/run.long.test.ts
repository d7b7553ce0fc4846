import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CONDITIONS } from "../../../src/reproduce/learning/conditions.ts";
import { runLim2017 } from "../../../src/reproduce/learning/run.ts";

const CACHES = [0, 1].map(() => mkdtempSync(join(tmpdir(), "lim2017-")));
afterAll(() => CACHES.forEach((folder) => rmSync(folder, { recursive: true })));

/** The linear device, pulsed as a unidirectional pair. */
const FEW = CONDITIONS.slice(0, 1).map(({ condition }) => ({ condition, methods: ["pair-unidirectional"] as const }));

describe("runLim2017(options)", () => {
  it("gives the same bytes with one worker, with two, and from the cache", { timeout: 120_000 }, async () => {
    const known: number[] = [];
    const run = async (workers: number, cache = CACHES[0] ?? "") =>
      JSON.stringify(
        await runLim2017({
          folder: undefined,
          seeds: 2,
          workers,
          cache,
          conditions: FEW,
          onProgress: ({ done, total, cached }) => void (done === total && known.push(cached)),
        }),
      );
    const first = await run(1);
    expect(await run(2, CACHES[1])).toBe(first);
    expect(await run(1)).toBe(first);
    expect(known).toEqual([0, 0, 2]);
    const { points } = JSON.parse(first);
    expect(points[0].accuracy.mean).toBeGreaterThan(0.7);
    expect(points[0].runs[0].accuracy).not.toBe(points[0].runs[1].accuracy);
    expect(points[0].refreshesPerThousandPulses).toBeGreaterThan(0);
  });
});
