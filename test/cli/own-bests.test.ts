import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ParetoFile } from "../../src/core/sweep-result.ts";
import { scratchFolder, tritforge } from "../support/command-line.ts";

const scratch = scratchFolder();
const SECONDS = 1000;

/** Two models that want other tiles: 30 inputs and 8 outputs, 28 and 9. */
const model = (name: string, inputs: number, outputs: number) =>
  scratch.write(`${name}.json`, {
    name,
    title: name,
    source: "a test",
    layers: [{ name: "q", inputs, outputs, count: 2 }],
  });
const MODELS = [model("thirty", 30, 8), model("nine", 28, 9)];

const SPACE = {
  name: "shared",
  technology: "asap7",
  workload: { of: MODELS, combine: "geometric-mean" },
  clockMhz: 100,
  blocks: [
    {
      generator: "ternary-lut",
      parameters: { groupSize: 2, tables: [5, 7], fetchers: [3, 4], inputs: 30, outputs: 9, shape: "runtime" },
    },
  ],
  metrics: { edp: { formula: "energyPerTokenUj * latencyUs" } },
  constraints: [{ metric: "areaUm2", maximum: 5000 }],
  objectives: [{ metric: "edp" }, { metric: "areaUm2" }],
  ownBest: "edp",
};

/** The rows of a points.csv, by name of the column. */
function rowsOf(csv: string): readonly Readonly<Record<string, string>>[] {
  const [head = "", ...lines] = csv.trimEnd().split("\n");
  const names = head.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i] ?? "", cell])));
}

describe("tritforge sweep SPACE.json with ownBest", () => {
  it(
    "holds the design that is best for all workloads against the best of all points of each alone",
    async () => {
      const { stdout, code } = await tritforge(
        "sweep",
        scratch.write("space.json", SPACE),
        "--out",
        scratch.path("all"),
      );
      expect(code).toBe(0);
      const pareto: ParetoFile = JSON.parse(readFileSync(scratch.path("all/pareto.json"), "utf8"));
      const { ownBests, front } = pareto;
      const shared = front.toSorted((a, b) => a.metrics["edp"]! - b.metrics["edp"]!)[0]!;
      expect([ownBests?.metric, ownBests?.index]).toEqual(["edp", shared.index]);
      for (const [i, name] of ["thirty", "nine"].entries()) {
        const { ownBest: _, ...space } = SPACE;
        const alone = scratch.write(`alone-${name}.json`, { ...space, workload: MODELS[i], zeros: "standard" });
        await tritforge("sweep", alone, "--out", scratch.path(name), "--points");
        const points = rowsOf(readFileSync(scratch.path(`${name}/points.csv`), "utf8"));
        const edps = points.map(({ edp, status }) => (status === "feasible" ? Number(edp) : Infinity));
        const best = edps.indexOf(Math.min(...edps));
        const row = ownBests?.rows.find(({ workload }) => workload === name);
        expect(row?.own).toBeCloseTo(edps[best]!, 9);
        expect(row?.shared).toBeCloseTo(edps[shared.index]!, 9);
        expect(row?.loss).toBeCloseTo(edps[shared.index]! / edps[best]! - 1, 9);
        expect([row?.design?.parameters["tables"], row?.design?.parameters["fetchers"]].map(String)).toEqual([
          points[best]?.["tables"],
          points[best]?.["fetchers"],
        ]);
      }
      const losses = ownBests?.rows.flatMap(({ loss }) => loss ?? []) ?? [];
      expect([losses.length, Math.min(...losses) >= 0, Math.max(...losses) > 0.01]).toEqual([2, true, true]);
      expect(stdout).toContain("best in edp for all: ternary-lut");
      expect(readFileSync(scratch.path("all/report.html"), "utf8")).toContain(
        "What each model loses by sharing a core",
      );
    },
    60 * SECONDS,
  );

  it(
    "says of a workload that no design is feasible for it alone",
    async () => {
      // The mean of the three keeps the bound, the large model by itself does not.
      const large = model("large", 30, 400);
      const space = {
        ...SPACE,
        workload: { of: [...MODELS, large], combine: "mean" },
        blocks: [{ ...SPACE.blocks[0], parameters: { ...SPACE.blocks[0]?.parameters, outputs: 400 } }],
        constraints: [{ metric: "latencyUs", maximum: 4 }],
      };
      const { stdout } = await tritforge(
        "sweep",
        scratch.write("large-space.json", space),
        "--out",
        scratch.path("large"),
      );
      expect(stdout).toMatch(/\nlarge .* none is feasible for it alone\n/);
      expect(stdout).toMatch(/\nthirty .* ternary-lut µ=2/);
    },
    60 * SECONDS,
  );

  it.each([
    [{ ownBest: "latencyUs" }, 'got "latencyUs", expected one of the objectives: edp, areaUm2'],
    [
      { workload: MODELS[0] },
      'got it with single workloads, expected one "workload": {"of": [...]} that its designs serve',
    ],
  ])("refuses %j", async (change, message) => {
    const space = scratch.write("wrong.json", { ...SPACE, ...change });
    const { code, errors } = await tritforge("sweep", space, "--out", scratch.path("wrong"));
    expect([code, errors]).toEqual([2, [`tritforge: ${space}: /ownBest: ${message}`]]);
  });
});
