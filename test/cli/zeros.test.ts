import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commandLines } from "../../reports/results/commands.ts";
import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import { fixturePath, LAYERS, weightsOf } from "../support/checkpoints/fixtures.ts";
import { MEASURED_DESIGN } from "../fuzz/kinds/measured-design.ts";
import { scratchFolder, tritforge, tritforgeJson } from "../support/command-line.ts";

const scratch = scratchFolder();
const SECONDS = 1000;

/** Products of one multiplier an output: a zero weight is a zero product. */
const CORE = {
  generator: "multiplier",
  parameters: { tileInputs: 4, tileOutputs: 2, inputs: 8192, outputs: 64, shape: "runtime" },
};

interface Estimated {
  readonly zeroWeights: number;
  readonly metrics: Readonly<Record<string, number>>;
}

const estimate = (...args: readonly string[]) =>
  tritforgeJson<Estimated>("estimate", scratch.write("core.json", CORE), ...args);

describe("tritforge estimate DESIGN.json --workload MODEL --zeros …", () => {
  it("is for the zeros of the model's own weights, to a hundredth, and for 42 % where nobody has counted them", async () => {
    const of = async (...args: readonly string[]) => (await estimate(...args)).zeroWeights;
    expect(await of("--workload", "bitnet-b1.58-2b-4t")).toBe(0.42);
    expect(await of("--workload", "bitnet-b1.58-large")).toBe(0.37);
    expect(await of("--workload", "bitcpm4-0.5b")).toBe(0.42);
    expect(await of()).toBe(0.42);
    const { stdout } = await tritforge("estimate", scratch.path("core.json"), "--workload", "bitcpm4-0.5b");
    expect(stdout).toContain("energy: 42 % of the weights are zero: nobody has counted those of BitCPM4-0.5B; ");
  });

  it("energies fall with zeros, areas stay", async () => {
    const all = await Promise.all(["0.2", "0.42", "0.7"].map((zeros) => estimate("--zeros", zeros)));
    const energies = all.map(({ metrics }) => metrics["energyPerStepPj"]!);
    expect(energies).toEqual(energies.toSorted((a, b) => b - a));
    expect(energies[2]! / energies[0]!).toBeLessThan(0.97);
    expect(new Set(all.map(({ metrics }) => metrics["areaUm2"])).size).toBe(1);
    expect((await estimate("--zeros", "standard")).metrics).toEqual(all[1]!.metrics);
  });

  it("measured modules take what the netlist counts of other zeros: as much less, in per cent", async () => {
    const parameters = { ...MEASURED_DESIGN.parameters, groupSize: 1, pipelineReduce: 0 };
    const design = scratch.write("measured.json", { ...MEASURED_DESIGN, parameters });
    const of = async (fidelity: string, zeros: string) => {
      const found = await tritforgeJson<Estimated>("estimate", design, "--fidelity", fidelity, "--zeros", zeros);
      return found.metrics["energyPerStepPj"]!;
    };
    const ratio = async (fidelity: string) => (await of(fidelity, "0.7")) / (await of(fidelity, "0.42"));
    const [counts, characterised] = [await ratio("counts"), await ratio("characterised")];
    expect(counts).toBeLessThan(0.99);
    expect(Math.abs(characterised / counts - 1)).toBeLessThan(0.02);
  });

  it("reads those of a checkpoint", async () => {
    const weights = LAYERS.map((_, number) => weightsOf(number));
    const zeros = weights.reduce((sum, own) => sum + own.filter((weight) => weight === 0).length, 0);
    const all = weights.reduce((sum, own) => sum + own.length, 0);
    expect((await estimate("--zeros", fixturePath("packed.safetensors"))).zeroWeights).toBe(
      Math.round((100 * zeros) / all) / 100,
    );
  });

  it.each([
    [
      "1.5",
      'got "1.5", expected model, standard, a part from 0 to 1, or the file of a checkpoint (.safetensors, .gguf)',
    ],
    [
      "most",
      'got "most", expected model, standard, a part from 0 to 1, or the file of a checkpoint (.safetensors, .gguf)',
    ],
  ])("refuses %s", async (stated, message) => {
    const { code, errors } = await tritforge("estimate", scratch.write("core.json", CORE), "--zeros", stated);
    expect([code, errors]).toEqual([2, [`tritforge: --zeros: ${message}`]]);
  });
});

describe("tritforge sweep SPACE.json with zeros", () => {
  const SPACE = {
    name: "zeros",
    technology: "asap7",
    clockMhz: 200,
    blocks: [CORE],
    objectives: [{ metric: "energyPerStepPj" }, { metric: "energyPerTokenUj" }],
  };
  const swept = async (name: string, changes: object) => {
    const space = scratch.write(`${name}.json`, { ...SPACE, ...changes });
    const manifest = await tritforgeJson<SweepManifest>("sweep", space, "--out", scratch.path(name));
    const pareto: ParetoFile = JSON.parse(readFileSync(scratch.path(`${name}/pareto.json`), "utf8"));
    return { manifest, pareto };
  };

  it(
    "takes those of each workload: each setting says what estimate says with that workload",
    async () => {
      const workload = ["bitnet-b1.58-large", "cat-q-qwen3-1.7b"];
      const { manifest, pareto } = await swept("models", { workload });
      expect(manifest.activity?.ofWorkloads?.map((each) => [each.workload, each.zeroWeights])).toEqual([
        ["bitnet-b1.58-large", 0.37],
        ["cat-q-qwen3-1.7b", 0.51],
      ]);
      expect(pareto.front.length).toBeGreaterThan(0);
      for (const { metrics, setting } of pareto.front) {
        const { metrics: own } = await estimate("--workload", String(setting?.["workload"]), "--clock", "200");
        expect(metrics["energyPerStepPj"]).toBe(own["energyPerStepPj"]);
      }
      expect(readFileSync(scratch.path("models/report.html"), "utf8")).toContain("zero weights of cat-q-qwen3-1.7b");
    },
    60 * SECONDS,
  );

  it(
    "takes those that it states, for every workload, and prints commands that say so",
    async () => {
      const { manifest, pareto } = await swept("stated", { workload: "bitnet-b1.58-large", zeros: 0.9 });
      expect(manifest.activity).toMatchObject({ zeroWeights: 0.9, source: expect.stringMatching(/^as stated; /) });
      const { metrics } = await estimate("--workload", "bitnet-b1.58-large", "--zeros", "0.9", "--clock", "200");
      expect(pareto.front[0]?.metrics["energyPerStepPj"]).toBe(metrics["energyPerStepPj"]);
      expect(commandLines(manifest, undefined)[0]).toContain(" --zeros 0.9 ");
    },
    60 * SECONDS,
  );

  it("refuses zeros that are none", async () => {
    const space = scratch.write("wrong.json", { ...SPACE, workload: "bitnet-b1.58-large", zeros: -0.1 });
    const { code, errors } = await tritforge("sweep", space, "--out", scratch.path("wrong"));
    expect([code, errors]).toEqual([
      2,
      [
        `tritforge: ${space}: /zeros: got -0.1, expected model, standard, a part from 0 to 1, or the file of a checkpoint (.safetensors, .gguf)`,
      ],
    ]);
  });
});
