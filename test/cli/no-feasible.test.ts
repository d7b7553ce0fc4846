import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Miss } from "../../src/core/miss.ts";
import type { Design, Metrics } from "../../src/core/result.ts";
import type { SweepManifest } from "../../src/core/sweep-result.ts";
import { scratchFolder, tritforge, tritforgeJson } from "../support/command-line.ts";

const scratch = scratchFolder();
const SECONDS = 1000;

const FIXED = { inputs: 6912, outputs: 128, shape: "runtime" };
const GROUPS = [2, 3];
const TABLES = [4, 8];
const CORES = {
  name: "too fast",
  technology: "asap7",
  workload: "bitnet-b1.58-2b-4t",
  clockMhz: 900,
  blocks: [{ generator: "ternary-lut", parameters: { groupSize: GROUPS, tables: TABLES, fetchers: 8, ...FIXED } }],
  objectives: [{ metric: "areaUm2" }, { metric: "latencyUs" }],
};

/** A whole sweep that must end with exit code 1. */
async function misses(space: object, name: string): Promise<{ manifest: SweepManifest; text: string }> {
  const out = scratch.path(name);
  const { code, stdout, errors } = await tritforge("sweep", scratch.write(`${name}.json`, space), "--out", out);
  expect([code, errors.at(-1)]).toEqual([1, "tritforge: no design is feasible"]);
  const manifest: SweepManifest = JSON.parse(readFileSync(`${out}/manifest.json`, "utf8"));
  return { manifest, text: stdout };
}

async function estimate(design: Design, clockMhz: number, ...options: readonly string[]): Promise<Metrics> {
  const file = scratch.write("design.json", design);
  const found = await tritforgeJson<{ metrics: Metrics }>("estimate", file, "--clock", `${clockMhz}`, ...options);
  return found.metrics;
}

/** What `estimate` says of each remedy: the value that it promises, and whether the bound is kept as it says. */
async function checkRemedies({ bound, nearest, remedies }: Miss, ...options: readonly string[]): Promise<void> {
  expect(remedies.length).toBeGreaterThan(0);
  for (const { changes, value, keepsBound } of remedies) {
    const { clockMhz = nearest!.clockMhz, ...parameters } = changes;
    const design = { ...nearest!.design, parameters: { ...nearest!.design.parameters, ...parameters } };
    const metrics = await estimate(design, Number(clockMhz), ...options);
    expect(metrics[bound.metric]).toBeCloseTo(value, 6);
    const least = bound.metric === "fMaxMhz" && changes["clockMhz"] !== undefined ? Number(clockMhz) : bound.minimum;
    const isKept = (least === undefined || value >= least) && (bound.maximum === undefined || value <= bound.maximum);
    expect(isKept).toBe(keepsBound);
  }
}

describe("tritforge sweep of a space without a feasible design", () => {
  it(
    "says by number why, names the fastest design and what makes it fast enough, and exits 1",
    async () => {
      const { manifest, text } = await misses(CORES, "fast");
      expect(text).toContain("4 designs: 0 feasible");
      expect(text).toMatch(/designs {2}why not\n +4 {2}critical path longer than the clock period of 1111\.1 ps/);
      const [miss, ...others] = manifest.misses ?? [];
      expect(others).toEqual([]);
      const clocks: number[] = [];
      for (const groupSize of GROUPS)
        for (const tables of TABLES) {
          const design = { generator: "ternary-lut", parameters: { groupSize, tables, fetchers: 8, ...FIXED } };
          clocks.push((await estimate(design, 900))["fMaxMhz"] ?? 0);
        }
      expect(miss?.bound).toEqual({ metric: "fMaxMhz", minimum: 900 });
      expect(miss?.nearest?.value).toBe(Math.max(...clocks));
      expect(miss?.nearest?.keepsOthers).toBe(true);
      await checkRemedies(miss!);
      expect(text).toMatch(/try: lower clockMhz from 900 to \d+\n/);
      expect(text).toMatch(/or: .*(raise pipelineReduce|take adder prefix)/);
      const page = readFileSync(scratch.path("fast/report.html"), "utf8");
      expect(page).toContain("What it would take");
      expect(page).toMatch(/lower clockMhz from 900 to \d+/);
    },
    120 * SECONDS,
  );

  it(
    "says of a bound how near a design comes to it that keeps the others",
    async () => {
      const constraints = [
        { metric: "areaUm2", maximum: 300 },
        { metric: "macsPerCycle", minimum: 64 },
      ];
      const { manifest } = await misses({ ...CORES, clockMhz: 100, constraints }, "small");
      const [miss] = manifest.misses ?? [];
      expect(miss?.bound).toEqual(constraints[0]);
      expect([miss?.nearest?.keepsOthers, miss?.nearest?.design.parameters["groupSize"]]).toEqual([true, 2]);
      await checkRemedies(miss!, "--workload", "bitnet-b1.58-2b-4t");
    },
    120 * SECONDS,
  );

  it(
    "does so for update units",
    async () => {
      const parameters = { device: "ideal", rows: 8, columns: 8, lanes: [2, 4] };
      const units = {
        name: "too fast units",
        technology: "asap7",
        clockMhz: 3000,
        training: { layers: [196, 8, 10], data: "digits", examples: 60, epochs: 1, runs: 2, seeds: 1 },
        blocks: [{ generator: "synapse-update", parameters }],
        objectives: [{ metric: "unitsAreaUm2" }, { metric: "accuracy" }],
      };
      const { manifest, text } = await misses(units, "units");
      expect(text).toContain("critical path longer than the clock period of 333.3 ps");
      const [miss] = manifest.misses ?? [];
      expect(miss?.bound).toEqual({ metric: "fMaxMhz", minimum: 3000 });
      await checkRemedies(miss!);
    },
    120 * SECONDS,
  );
});
