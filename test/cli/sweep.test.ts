import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import { scratchFolder, tritforge, tritforgeJson } from "../support/command-line.ts";

const scratch = scratchFolder();
const SECONDS = 1000;

/** 4 · 3 · 2 + 2 · 2 = 28 designs. */
const SPACE = {
  name: "tiny",
  technology: "asap7",
  workload: "bitnet-b1.58-2b-4t",
  clockMhz: 500,
  seed: 1,
  blocks: [
    {
      generator: "ternary-lut",
      parameters: {
        groupSize: { from: 1, to: 4 },
        tables: [1, 2, 4],
        fetchers: [4, 8],
        inputs: 6912,
        outputs: 64,
        shape: "runtime",
      },
    },
    {
      generator: "add-sub",
      parameters: { tileInputs: [4, 8], tileOutputs: [4, 8], inputs: 6912, outputs: 64, shape: "runtime" },
    },
  ],
  constraints: [{ metric: "areaUm2", maximum: 3000 }],
  objectives: [{ metric: "areaUm2" }, { metric: "latencyUs" }, { metric: "weightBitsPerToken" }],
  equalThroughput: { baselines: ["add-sub"] },
  pick: ["knee"],
};

const FILES = [
  "designs",
  "designs/knee.json",
  "manifest.json",
  "pareto.csv",
  "pareto.json",
  "points.csv",
  "report.html",
];

describe("tritforge sweep SPACE.json --out DIR, and tritforge report DIR", () => {
  it(
    "writes manifest, front, points and report, the same bytes for 1 and 2 workers; report writes its page again",
    async () => {
      const space = scratch.write("space.json", SPACE);
      const run = (out: string, workers: string) =>
        tritforgeJson<SweepManifest>("sweep", space, "--out", scratch.path(out), "--workers", workers, "--points");
      const manifest = await run("one", "1");
      await run("two", "2");
      expect(scratch.list("one")).toEqual(FILES);
      const read = (file: string): string => readFileSync(scratch.path(file), "utf8");
      for (const file of FILES.slice(1)) expect(read(`two/${file}`) === read(`one/${file}`), file).toBe(true);

      expect(manifest.counts.total).toBe(28);
      const refused = Object.values({ ...manifest.counts.infeasible, ...manifest.counts.failed });
      expect(manifest.counts.feasible + refused.reduce((sum, count) => sum + count, 0)).toBe(28);
      expect(read("one/points.csv").trim().split("\n")).toHaveLength(29);
      const pareto: ParetoFile = JSON.parse(read("one/pareto.json"));
      expect(pareto.front).toHaveLength(manifest.counts.pareto);
      expect(read("one/pareto.csv").trim().split("\n")).toHaveLength(manifest.counts.pareto + 1);
      expect(pareto.picks.map(({ label }) => label)).toEqual(["knee"]);
      const page = read("one/report.html");
      expect(page).toMatch(/^<!doctype html>/i);
      expect(page).not.toMatch(/(src|href)="https?:/);

      rmSync(scratch.path("one/report.html"));
      const { code } = await tritforge("report", scratch.path("one"));
      expect(code).toBe(0);
      expect(read("one/report.html")).toBe(page);
    },
    90 * SECONDS,
  );

  it(
    "prices modules as the space says, unless --fidelity or a table says otherwise",
    async () => {
      const parameters = { groupSize: 2, tables: 2, fetchers: 2, inputs: 6912, outputs: 64, shape: "runtime" };
      const blocks = [{ generator: "ternary-lut", parameters }];
      const { equalThroughput: _, ...one } = { ...SPACE, blocks, fidelity: "counts" };
      const space = scratch.write("counts.json", one);
      // Where its modules are not characterised, the one design is not feasible.
      const run = async (...options: readonly string[]): Promise<unknown> => {
        const out = ["--out", scratch.path("counts"), "--workers", "1", "--json"];
        return JSON.parse((await tritforge("sweep", space, ...out, ...options)).stdout);
      };
      const table = fileURLToPath(new URL("../../models/cost/characterised/asap7.json", import.meta.url));
      const [counts, characterised] = ["counts", "characterised"];
      expect(await run()).toMatchObject({ fidelity: { asked: counts }, space: { fidelity: counts } });
      const asked = await run("--fidelity", characterised);
      expect(asked).toMatchObject({ fidelity: { asked: characterised }, space: { fidelity: characterised } });
      const tabled = await run("--characterised", table);
      expect(tabled).toMatchObject({ fidelity: { asked: characterised } });
      expect(tabled).not.toHaveProperty("space.fidelity");
    },
    90 * SECONDS,
  );
});
