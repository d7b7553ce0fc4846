import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FIXTURE_NAMES, fixturePath, LAYERS, weightsOf } from "../support/checkpoints/fixtures.ts";
import { scratchFolder, tritforge, tritforgeJson } from "../support/command-line.ts";
import { safetensorsBytes } from "../support/checkpoints/safetensors-bytes.ts";
import { hasIcarus } from "../support/tools.ts";

const scratch = scratchFolder();
const PACKED = fixturePath("packed.safetensors");

interface Inspected {
  readonly container: string;
  readonly layers: readonly (Readonly<Record<string, unknown>> & { readonly sha256: string; readonly type: string })[];
  readonly types: readonly { readonly type: string; readonly layers: number; readonly weights: number }[];
  readonly others: readonly object[];
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function design(name: string, parameters: object): string {
  const usual = {
    activation: "int8",
    groupSize: 3,
    tables: 2,
    fetchers: 4,
    inputs: 256,
    outputs: 16,
    shape: "runtime",
  };
  return scratch.write(name, { generator: "ternary-lut", parameters: { ...usual, ...parameters } });
}

describe("tritforge weights inspect FILE", () => {
  it("--json: the same weights have the same checksum and counts in every format", async () => {
    const all = await Promise.all(
      FIXTURE_NAMES.map((name) => tritforgeJson<Inspected>("weights", "inspect", fixturePath(name))),
    );
    for (const { layers, types } of all) {
      expect(layers.map((layer) => layer.sha256)).toEqual(
        LAYERS.map((_, number) => sha256(Uint8Array.from(weightsOf(number)))),
      );
      expect(types).toMatchObject([
        { type: "q", layers: 1, weights: 5120 },
        { type: "k", layers: 1, weights: 2048 },
        { type: "up", layers: 1, weights: 3072 },
        { type: "all", layers: 3, weights: 10240 },
      ]);
    }
    const count = (value: number): number => weightsOf(0).filter((trit) => trit === value).length;
    for (const { layers } of all)
      expect(layers[0]).toMatchObject({ zeros: count(0), plus: count(1), minus: count(-1), weights: 5120 });
  });

  it("prints tables of layers, of types and of what is not ternary", async () => {
    const { stdout: raw, code, stderr } = await tritforge("weights", "inspect", fixturePath("q2_0-128.gguf"));
    const stdout = raw.replaceAll("\u202f", " "); // between thousands
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout.split("\n")[0]).toBe("GGUF, 4 352 bytes: 3 ternary layers, 1 other tensor");
    expect(stdout).toMatch(
      /^blk\.0\.attn_q\.weight +q +Q2_0 per 128 +20 +256 +41\.1 % +30\.1 % +28\.8 % +128 inputs +0\.500 to 1\.38$/m,
    );
    expect(stdout).toMatch(/^all +3 +10 240 +41\.3 % +29\.8 % +28\.9 % +2\.81 % /m);
    expect(stdout).toMatch(/^output_norm\.weight +F32 +256 +a type that holds no ternary weights$/m);
  });

  it("shows names that a terminal would obey with escapes, in tables, JSON and messages", async () => {
    const header = {
      "a\u001b[2J\nb.up_proj.weight": { dtype: "BF16", shape: [1, 1], data_offsets: [0, 2] },
      "c\u202e": { dtype: "I8", shape: [1], data_offsets: [2, 3] },
    };
    const file = scratch.path("names");
    writeFileSync(file, safetensorsBytes(header, [0x80, 0x3f, 0]));
    const [text, json] = [
      await tritforge("weights", "inspect", file),
      await tritforge("weights", "inspect", file, "--json"),
    ];
    expect(text.stdout).toContain("a\\u{1b}[2J\\nb.up_proj.weight");
    expect(text.stdout).toContain("c\\u{202e}");
    for (const { stdout } of [text, json])
      for (const hidden of ["\u001b", "\u202e"]) expect(stdout).not.toContain(hidden);
    writeFileSync(file, safetensorsBytes(header, [0xc0, 0x7f, 0]));
    const { errors } = await tritforge("weights", "inspect", file);
    expect(errors).toEqual([
      expect.stringContaining("names: a\\u{1b}[2J\\nb.up_proj.weight: got a weight that is NaN"),
    ]);
  });
});

describe("tritforge weights pack FILE --design DESIGN.json --layer NAME --out DIR", () => {
  const layer = LAYERS[0].transformers;

  it("writes one file of keys a layer, and a manifest with their checksums", async () => {
    const out = scratch.path("keys");
    const words = ["--layer", layer, "--layer", "model.layers.1.mlp.up_proj", "--out", out];
    const { code, stdout } = await tritforge("weights", "pack", PACKED, "--design", design("d.json", {}), ...words);
    expect(code).toBe(0);
    expect(stdout).toContain(`${out}/keys/000-${layer}.hex: ${layer}, 215 beats of 40 bits`);
    const manifest = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    expect(manifest).toMatchObject({ generator: "ternary-lut", checkpoint: "packed.safetensors" });
    expect(scratch.list("keys")).toEqual([
      "keys",
      `keys/000-${layer}.hex`,
      `keys/001-${LAYERS[2].transformers}.hex`,
      "manifest.json",
    ]);
    for (const { file, sha256: stated, beats } of manifest.keyFiles) {
      const text = readFileSync(join(out, file));
      expect(sha256(text)).toBe(stated);
      expect(text.toString().trimEnd().split("\n")).toHaveLength(beats);
    }
    // A second run takes away what the first left.
    await tritforge(
      "weights",
      "pack",
      PACKED,
      "--design",
      design("d.json", {}),
      "--layer",
      LAYERS[1].transformers,
      "--out",
      out,
    );
    expect(scratch.list("keys")).toEqual(["keys", `keys/000-${LAYERS[1].transformers}.hex`, "manifest.json"]);
  });

  it("gives the same keys for every format", async () => {
    const file = design("same.json", { groupSize: 5, loopOrder: "output-stationary" });
    const sums = await Promise.all(
      FIXTURE_NAMES.map(async (name) => {
        const words = [
          "--layer",
          name.endsWith("gguf") ? LAYERS[1].gguf : LAYERS[1].transformers,
          "--out",
          scratch.path(`of-${name}`),
        ];
        const { keyFiles } = await tritforgeJson<{ keyFiles: { sha256: string }[] }>(
          "weights",
          "pack",
          fixturePath(name),
          "--design",
          file,
          ...words,
        );
        return keyFiles[0]?.sha256;
      }),
    );
    expect(new Set(sums).size).toBe(1);
  });

  it.each([
    [
      "too many inputs",
      { inputs: 255 },
      [layer],
      /q_proj\.weight: got 256 inputs, expected at most the 255 of the design, whose sums could overflow$/,
    ],
    [
      "products too large",
      { inputs: 65536, outputs: 65536, shape: "fixed" },
      [layer],
      /got products of 65536 x 65536 weights, expected at most 268435456$/,
    ],
    [
      "a slip in the name",
      {},
      ["model.layers.0.self_attn.q_prj.weight"],
      /--layer: got "model\.layers\.0\.self_attn\.q_prj\.weight", expected a layer of the file.*model\.layers\.0\.self_attn\.q_proj\.weight/,
    ],
    [
      "no ternary layer",
      {},
      ["model.embed_tokens.weight"],
      /--layer: got model\.embed_tokens\.weight, expected a ternary layer: no projection$/,
    ],
    [
      "one layer twice",
      {},
      [layer, layer.replace(".weight", "")],
      /--layer: got model\.layers\.0\.self_attn\.q_proj\.weight twice, expected each layer once$/,
    ],
  ])("refuses %s in one line and writes nothing", async (_, parameters, layers, expected) => {
    const out = scratch.path("refused");
    const words = layers.flatMap((each) => ["--layer", each]);
    const answer = await tritforge(
      "weights",
      "pack",
      PACKED,
      "--design",
      design("r.json", parameters),
      ...words,
      "--out",
      out,
    );
    expect({ code: answer.code, errors: answer.errors }).toEqual({
      code: 2,
      errors: [expect.stringMatching(expected)],
    });
    expect(existsSync(out)).toBe(false);
  });

  it("refuses an update unit", async () => {
    const file = scratch.write("u.json", { generator: "synapse-update", parameters: {} });
    const { code, errors } = await tritforge(
      "weights",
      "pack",
      PACKED,
      "--design",
      file,
      "--layer",
      layer,
      "--out",
      scratch.path("no"),
    );
    expect(code).toBe(2);
    expect(errors).toEqual([expect.stringContaining("got synapse-update, an update unit, expected a core")]);
  });
});

interface Run {
  readonly passed: boolean;
  readonly simulator: string;
  readonly outputs: readonly number[];
  readonly activations: readonly number[];
  readonly products: number;
  readonly beats: number;
}

/** The integer product of layer `number`, from weights that no reader of ours has read. */
function productOf(number: number, activations: readonly number[]): number[] {
  const weights = weightsOf(number);
  return Array.from({ length: weights.length / 256 }, (_, output) =>
    activations.reduce((sum, activation, j) => sum + (weights[256 * output + j] ?? 0) * activation, 0),
  );
}

describe("tritforge run DESIGN.json --weights FILE --layer NAME", () => {
  const up = ["--weights", fixturePath("tq1_0.gguf"), "--layer", LAYERS[2].gguf];

  it.each(["embedded", ...(hasIcarus ? ["icarus"] : [])])(
    "--activations random: %s has the integer product, over several products",
    async (simulator) => {
      const file = design("run.json", { outputs: 5, tables: 4, fetchers: 2 });
      const run = await tritforgeJson<Run>("run", file, ...up, "--simulator", simulator, "--seed", "7");
      expect(run).toMatchObject({ passed: true, simulator, products: 3, beats: 7 }); // 5, 5 and 2 outputs, two a beat
      expect(run.outputs).toEqual(productOf(2, run.activations));
      expect([Math.min(...run.activations) < -100, Math.max(...run.activations) > 100]).toEqual([true, true]);
    },
    60_000,
  );

  it("--activations FILE, with a fixed shape that the layer does not fill", async () => {
    const numbers = Array.from({ length: 256 }, (_, i) => (i % 16) - 8);
    const activations = scratch.write("activations.json", numbers);
    const file = design("fixed.json", { activation: "int4", inputs: 260, outputs: 13, shape: "fixed", fetchers: 5 });
    const words = ["--activations", activations, "--simulator", "embedded"];
    const run = await tritforgeJson<Run>("run", file, ...up, ...words);
    expect(run).toMatchObject({ passed: true, products: 1, activations: numbers, outputs: productOf(2, numbers) });
    const { stdout } = await tritforge("run", file, ...up, ...words);
    expect(stdout).toBe(
      "embedded: blk.1.ffn_up.weight, 12 x 256, 1 product, 3 output beats: all equal to the integer product\n",
    );
  });

  it.each([
    [
      "floating-point activations",
      { activation: "fp16" },
      [],
      /\/parameters\/activation: got fp16, expected integers: sums of/,
    ],
    ["too many inputs", { inputs: 64 }, [], /ffn_up\.weight: got 256 inputs, expected at most the 64 of the design/],
    ["too few activations", {}, [1, 2], /a\.json: got 2 activations, expected 256, one for each input of the layer$/],
    [
      "activations that are too large",
      {},
      Array.from({ length: 256 }, () => 128),
      /a\.json: \/0: got 128, expected -128 to 127/,
    ],
    ["activations that are no integers", {}, [0.5], /a\.json: \/0: got 0\.5, expected a whole number$/],
  ])("refuses %s in one line", async (_, parameters, numbers, expected) => {
    const given = numbers.length === 0 ? [] : ["--activations", scratch.write("a.json", numbers)];
    const { code, errors } = await tritforge("run", design("bad.json", parameters), ...up, ...given);
    expect({ code, errors }).toEqual({ code: 2, errors: [expect.stringMatching(expected)] });
  });
});
