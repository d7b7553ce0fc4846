import { describe, expect, it } from "vitest";
import { markOf, trustOfShapes } from "../../../models/workload/model/model.ts";
import { builtInWorkloads, loadWorkload, macsPerToken, type Workload } from "../../../models/workload/workload.ts";

/**
 * Ternary weights of a block, counted weight by weight in the checkpoints: data/real_checkpoints of
 * github.com/jacobzymet/natural-sparsity-ternary-llms, commit 42bf4e33ac3b4436674615ce79a769e90ffab2c7 (Apache-2.0).
 */
const COUNTED: Readonly<Record<string, number>> = {
  "bitnet-b1.58-2b-4t": 69_468_160,
  "bitnet-b1.58-large": 28_311_552,
  "llama3-8b-1.58": 218_103_808,
  "falcon-e-1b": 66_060_288,
  "falcon-e-3b": 91_226_112,
  "falcon3-1b-1.58bit": 62_914_560,
  "falcon3-3b-1.58bit": 110_100_480,
  "falcon3-7b-1.58bit": 237_502_464,
  "falcon3-10b-1.58bit": 237_502_464,
  "trilm-99m": 3_014_656,
  "trilm-390m": 12_058_624,
  "trilm-830m": 28_311_552,
  "trilm-1.1b": 40_370_176,
  "trilm-2.4b": 74_317_824,
  "ternary-bonsai-1.7b": 50_331_648,
  "cat-q-qwen3-1.7b": 50_331_648,
  "cat-q-qwen3-4b": 100_925_440,
  "cat-q-qwen3-8b": 192_937_984,
  "cat-q-qwen3-14b": 330_301_440,
  "cat-q-qwen3-32b": 487_587_840,
  "cat-q-llama2-7b": 202_375_168,
  "olmo-bitnet-1b": 67_108_864,
  "mmfreelm-370m": 12_845_056,
  "mmfreelm-1.3b": 51_380_224,
  "mmfreelm-2.7b": 79_298_560,
};

/** Of these only q and up of one block were counted (the same source). */
const COUNTED_QUERIES_AND_UP: Readonly<Record<string, number>> = {
  "bitnet-b1.58-xl": 15_376_384,
  "bitnet-b1.58-3b": 37_888_000,
  "trilm-3.9b": 37_748_736,
  "ternary-bonsai-8b": 67_108_864,
};

/** Of these all weights of the file were counted (the same source): blocks, and how many there are. */
const COUNTED_IN_ALL: Readonly<Record<string, number>> = {
  "bitnet-b1.58-2b-4t": 2_084_044_800,
  "llama3-8b-1.58": 6_979_321_856,
  "falcon3-7b-1.58bit": 6_650_068_992,
  "cat-q-qwen3-8b": 6_945_767_424,
  "trilm-1.1b": 968_884_224,
};

const blocksOf = ({ model }: Workload): number => (model?.blocks ?? []).reduce((sum, { count }) => sum + count, 0);

function weightsOf({ layers }: Workload, isMeant: (name: string) => boolean): number {
  const meant = layers.filter(({ name }) => isMeant(name));
  return meant.reduce((sum, { inputs, outputs, count, stored = count }) => sum + inputs * outputs * stored, 0);
}

describe("the dimensions of the built-in models", () => {
  it.each(Object.entries(COUNTED))(
    "of %s come to the %i ternary weights of a block that were counted",
    (name, count) => {
      const workload = loadWorkload(name);
      expect(weightsOf(workload, (layer) => layer !== "head") / blocksOf(workload)).toBe(count);
    },
  );

  it.each(Object.entries(COUNTED_QUERIES_AND_UP))("of %s come to the %i weights of q and up", (name, count) => {
    const workload = loadWorkload(name);
    expect(weightsOf(workload, (layer) => layer === "q" || layer === "up") / blocksOf(workload)).toBe(count);
  });

  it.each(Object.entries(COUNTED_IN_ALL))("of %s come to %i ternary weights in all", (name, count) => {
    expect(macsPerToken(loadWorkload(name))).toBe(count);
  });

  // Blocks and, once, the matrix of the vocabulary; in 27B head and embedding are two.
  it.each([
    ["bitnet-embedding-0.6b", 596e6, 1],
    ["bitnet-embedding-270m", 268e6, 1],
    ["bitcpm4-0.5b", 434e6, 1],
    ["bitcpm4-cann-8b", 8.18e9, 2],
    ["ternary-bonsai-27b", 26.9e9, 2],
  ] as const)("of %s come to the weights of its name: %d", (name, weights, matrices) => {
    const workload = loadWorkload(name);
    const { hidden = 0, vocabulary = 0 } = workload.model ?? {};
    const all = weightsOf(workload, (layer) => layer !== "head") + matrices * hidden * vocabulary;
    expect(all / weights).toBeCloseTo(1, 2);
  });

  it.each(builtInWorkloads())("of %s are all marked: how far to trust them, and the source", (name) => {
    const { model } = loadWorkload(name);
    if (model === undefined) throw new Error(`${name} states no dimensions`);
    const pointers = ["hidden", "vocabulary", "embedding", "head", "scales", "activations"].filter(
      (key) => key in model,
    );
    const isStated = (key: string): boolean =>
      !/unknown/.test(JSON.stringify(Object.entries(model).find(([each]) => each === key)));
    for (const key of pointers.filter(isStated)) expect(markOf(model, `/${key}`)?.source, key).toMatch(/./);
    for (const [place, { mixer }] of model.blocks.entries())
      for (const key of Object.keys(mixer)) expect(markOf(model, `/blocks/${place}/mixer/${key}`)?.source).toMatch(/./);
    expect(trustOfShapes(model)).toBeDefined();
  });

  it("carry the marks of their sources", () => {
    const { model } = loadWorkload("bitnet-b1.58-xl");
    if (model === undefined) throw new Error("no model");
    expect(markOf(model, "/hidden")?.trust).toBe("primary");
    expect(markOf(model, "/blocks/0/mixer/heads")?.trust).toBe("recalled");
    expect(markOf(model, "/blocks/0/mixer/headDimension")?.trust).toBe("derived");
    expect(markOf(model, "/blocks/0/feedForward/hidden")?.trust).toBe("primary");
    expect(markOf(model, "/title")).toBeUndefined();
    expect(trustOfShapes(model)).toBe("recalled");
  });

  it("state the grain of the scales", () => {
    const scalesOf = (name: string) => loadWorkload(name).model?.scales;
    expect(scalesOf("bitnet-b1.58-2b-4t")).toEqual({ per: "tensor" });
    expect(scalesOf("trilm-1.1b")).toEqual({ per: "shard" });
    expect(scalesOf("cat-q-qwen3-32b")).toEqual({ per: "group", inputs: 128 });
    expect(scalesOf("bitcpm4-0.5b")).toEqual({ per: "group" });
    expect(scalesOf("ternary-bart-base")).toEqual({ per: "channel" });
  });
});
