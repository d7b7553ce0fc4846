import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { scratchFolder, SMALL_DESIGN, tritforge, tritforgeJson } from "../support/command-line.ts";

const scratch = scratchFolder();

const CONFIG = {
  architectures: ["LlamaForCausalLM"],
  hidden_size: 16,
  intermediate_size: 24,
  num_hidden_layers: 3,
  num_attention_heads: 4,
  vocab_size: 100,
  torch_dtype: "bfloat16",
};

describe("tritforge list and workload list", () => {
  it("has all models by family, and those of unknown dimensions with that word", async () => {
    const [all, models, same] = await Promise.all([
      tritforge("list"),
      tritforge("list", "workloads"),
      tritforge("workload", "list"),
    ]);
    expect(same.stdout).toBe(models.stdout);
    expect(all.stdout).toContain(models.stdout.trim());
    expect(all.stdout).toContain("ternary-lut: ");
    // 2 084 044 800 ternary weights; the head's 656 670 720 bytes are 61.2 % of those and 416 808 960.
    expect(models.stdout).toMatch(/^ {2}bitnet-b1\.58-2b-4t +30 +2.560 +2.084 +61\.2.% +tensor +int8 +primary$/m);
    for (const name of ["bitcpm4-1b", "bitcpm4-3b", "deepgrove-bonsai-0.5b", "mote"])
      expect(models.stdout).toMatch(new RegExp(`^  ${name} +unknown dimensions$`, "m"));
    const lines = models.stdout.split("\n");
    expect(lines.indexOf("TriLM")).toBeLessThan(lines.findIndex((line) => line.startsWith("  trilm-99m")));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(140);
  });

  it("--json has sums, and of what is unknown no number", async () => {
    interface Row {
      readonly name: string;
      readonly ternaryWeights?: number;
      readonly headShare?: number;
      readonly unknown?: string;
    }
    const rows = await tritforgeJson<Row[]>("list", "workloads");
    const of = (name: string) => rows.find((row) => row.name === name);
    expect(of("falcon3-1b-1.58bit")).toMatchObject({ blocks: 18, ternaryWeights: 1_132_462_080, trust: "primary" });
    expect(of("falcon3-1b-1.58bit")?.headShare).toBeCloseTo(0.703, 3);
    expect(of("bitnet-b1.58-3b")).not.toHaveProperty("headShare");
    expect(of("mote")).not.toHaveProperty("ternaryWeights");
    expect(of("mote")?.unknown).toMatch(/./);
  });
});

describe("tritforge list NAME of a model", () => {
  it("has layers, what else a token reads, and marks", async () => {
    const { stdout } = await tritforge("list", "bitnet-b1.58-xl");
    expect(stdout).toMatch(/^ {2}down +5.460 +2.048 +24$/m);
    expect(stdout).toMatch(/^ {2}head +65.540.096 +unknown +unknown$/m);
    expect(stdout).toMatch(/^ {2}derived +\/blocks\/0\/mixer\/headDimension +hidden \/ heads$/m);
    expect((await tritforge("workload", "show", "bitnet-b1.58-xl")).stdout).toBe(stdout);
  });

  it("--json has otherWeights with bytes of a token", async () => {
    const { otherWeights } = await tritforgeJson<{ otherWeights: unknown }>("list", "bitnet-b1.58-2b-4t");
    expect(otherWeights).toEqual([
      { name: "norms", weights: 440_320, format: "bf16", bytesPerToken: 880_640 }, // 30 · (3 · 2560 + 6912) + 2560
      { name: "head", weights: 328_335_360, format: "bf16", bytesPerToken: 656_670_720 },
      { name: "embedding", weights: 2560, format: "bf16", bytesPerToken: 5120 },
    ]);
  });

  it("refuses one of unknown dimensions by name, in one line", async () => {
    for (const words of [
      ["list", "bitcpm4-1b"],
      ["workload", "show", "bitcpm4-1b"],
    ]) {
      const { code, errors } = await tritforge(...words);
      expect(code).toBe(2);
      expect(errors).toEqual([
        expect.stringMatching(/^tritforge: workload: got "bitcpm4-1b" \(BitCPM4-1B\), unknown dimensions: /),
      ]);
    }
  });

  it("names the model that was probably meant", async () => {
    const { errors } = await tritforge("list", "bitnet-b1.58-2b-4");
    expect(errors).toEqual([
      'tritforge: name: got "bitnet-b1.58-2b-4", expected one of ternary-lut, add-sub, multiplier, synapse-update, workloads, or a model of workloads (did you mean "bitnet-b1.58-2b-4t"?)',
    ]);
  });
});

describe("tritforge workload import CONFIG.json --out FILE", () => {
  it("writes a file that --workload takes", async () => {
    const out = scratch.path("own.json");
    const config = scratch.write("config.json", CONFIG);
    const { written, layers } = await tritforgeJson<{ written: string; layers: readonly object[] }>(
      "workload",
      "import",
      config,
      "--name",
      "own",
      "--out",
      out,
    );
    expect(written).toBe(out);
    expect(layers[0]).toEqual({ name: "q", inputs: 16, outputs: 16, count: 3 });
    const large = { ...SMALL_DESIGN, parameters: { ...SMALL_DESIGN.parameters, inputs: 24, shape: "runtime" } };
    const design = scratch.write("large.json", large);
    const estimated = await tritforgeJson<{ workload: string; metrics: Readonly<Record<string, number>> }>(
      "estimate",
      design,
      "--workload",
      out,
    );
    expect(estimated.metrics["latencyUs"]).toBeGreaterThan(0);
    expect(JSON.parse(readFileSync(out, "utf8"))).toMatchObject({ name: "own", hidden: 16 });
  });

  it("writes nothing, and leaves what was there, if the file is wrong", async () => {
    const out = scratch.path("kept.json");
    writeFileSync(out, "kept");
    const config = scratch.write("wrong.json", { ...CONFIG, hidden_size: -1, vocab_size: 1.5 });
    const { code, errors } = await tritforge("workload", "import", config, "--name", "own", "--out", out);
    expect(code).toBe(2);
    expect(errors).toEqual([
      expect.stringContaining("wrong.json: /hidden_size: got -1, expected an integer from 1 to 1048576"),
      expect.stringContaining("wrong.json: /vocab_size: got 1.5, expected an integer from 1 to 16777216"),
    ]);
    expect(readFileSync(out, "utf8")).toBe("kept");
    const none = scratch.path("none.json");
    await tritforge("workload", "import", config, "--name", "own", "--out", none);
    expect(existsSync(none)).toBe(false);
  });

  it("asks for a name where the file tells none", async () => {
    const config = scratch.write("nameless.json", CONFIG);
    const { errors } = await tritforge("workload", "import", config, "--out", scratch.path("x.json"));
    expect(errors).toEqual([
      expect.stringMatching(/^tritforge: --name: got none, and no "_name_or_path" in .*nameless/),
    ]);
  });
});
