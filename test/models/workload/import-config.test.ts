import { describe, expect, it } from "vitest";
import { importConfig } from "../../../models/workload/import/import-config.ts";
import { parseModel } from "../../../models/workload/model/read-model.ts";
import { loadWorkload, workloadOf } from "../../../models/workload/workload.ts";
import { attempt } from "../../../src/core/errors.ts";

const LLAMA = {
  architectures: ["LlamaForCausalLM"],
  hidden_size: 16,
  intermediate_size: 24,
  num_hidden_layers: 3,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  vocab_size: 100,
  torch_dtype: "float16",
};

/** `q 16→32 ×3` for each layer of what a config.json describes. */
function layersOf(config: object): readonly string[] {
  const { layers } = workloadOf(importConfig(config, "c.json", "m"));
  return layers.map(({ name, inputs, outputs, count }) => `${name} ${inputs}→${outputs} ×${count}`);
}

function faultsOf(config: unknown, name: string | undefined = "m"): readonly string[] {
  return attempt(() => importConfig(config, "c.json", name)).faults.map(({ path, message }) => `${path}: ${message}`);
}

const FEED_FORWARD = ["gate 16→24 ×3", "up 16→24 ×3", "down 24→16 ×3"];

describe("importConfig(json, where, name)", () => {
  it("reads what LlamaForCausalLM says; heads cut hidden if head_dim is not there or null", () => {
    const attention = ["q 16→16 ×3", "k 16→8 ×3", "v 16→8 ×3", "o 16→16 ×3"];
    expect(layersOf(LLAMA)).toEqual([...attention, ...FEED_FORWARD]);
    expect(layersOf({ ...LLAMA, head_dim: null })).toEqual([...attention, ...FEED_FORWARD]);
    const { num_key_value_heads: _, ...alike } = LLAMA;
    expect(layersOf(alike)[1]).toBe("k 16→16 ×3");
    expect(layersOf({ ...LLAMA, head_dim: 10 }).slice(0, 2)).toEqual(["q 16→40 ×3", "k 16→20 ×3"]);
  });

  it("marks what it read, and of the head says format and whether it is tied", () => {
    const model = importConfig({ ...LLAMA, _name_or_path: "./a/My-Model-1B/", input_bits: 8 }, "c.json");
    expect(model).toMatchObject({
      name: "My-Model-1B",
      source: "config.json of ./a/My-Model-1B/, LlamaForCausalLM",
      head: { format: "fp16", tied: false },
      embedding: { format: "fp16" },
      scales: { per: "unknown" },
      activations: ["int8"],
    });
    expect(model.marks?.[0]).toEqual({
      of: ["/hidden", "/blocks", "/vocabulary"],
      trust: "primary",
      source: "config.json",
    });
    expect(parseModel(JSON.parse(JSON.stringify(model)), "out.json")).toEqual(model);
  });

  it.each([
    ["MistralForCausalLM", 4, false],
    ["BitNetForCausalLM", 4, false],
    ["BitnetForCausalLM", 4, false],
    ["OlmoForCausalLM", 4, false],
    ["Qwen2ForCausalLM", 4, false],
    ["MiniCPMForCausalLM", 4, true],
    ["Qwen3ForCausalLM", 128, false],
    ["Gemma3ForCausalLM", 256, true],
  ])("%s: a head of %i and %o for tied where nothing is said", (architecture, headDimension, tied) => {
    const model = importConfig({ ...LLAMA, architectures: [architecture] }, "c.json", "m");
    expect(model.blocks[0]?.mixer).toMatchObject({ headDimension });
    expect(model.head).toEqual({ format: "fp16", tied });
  });

  it.each(["LlamaModel", "Qwen3Model", "Gemma3TextModel"])("%s has no head", (architecture) => {
    expect(importConfig({ ...LLAMA, architectures: [architecture] }, "c.json", "m").head).toEqual({ format: "none" });
  });

  it("knows the scales of BitNet by architecture and by the method of quantisation", () => {
    const scalesOf = (more: object) => importConfig({ ...LLAMA, ...more }, "c.json", "m").scales;
    expect(scalesOf({ architectures: ["BitnetForCausalLM"] })).toEqual({ per: "tensor" });
    expect(scalesOf({ quantization_config: { quant_method: "bitnet" } })).toEqual({ per: "tensor" });
    expect(scalesOf({ quantization_config: { quant_method: "gptq" } })).toEqual({ per: "unknown" });
  });

  it("reads experts with those that a token uses", () => {
    const mixtral = { ...LLAMA, architectures: ["MixtralForCausalLM"], num_local_experts: 8, num_experts_per_tok: 2 };
    expect(layersOf(mixtral).slice(4)).toEqual(["gate 16→24 ×6", "up 16→24 ×6", "down 24→16 ×6"]);
    const qwen = {
      ...LLAMA,
      architectures: ["Qwen3MoeForCausalLM"],
      head_dim: 4,
      num_experts: 8,
      num_experts_per_tok: 2,
      moe_intermediate_size: 6,
      mlp_only_layers: [1],
    };
    const layers = layersOf(qwen);
    expect(layers).toContain("dense gate 16→24 ×1");
    expect(layers).toContain("sparse gate 16→6 ×4");
  });

  it("reads linear attention beside full attention, listed or one in four", () => {
    const text = {
      ...LLAMA,
      head_dim: 4,
      num_hidden_layers: 8,
      linear_num_key_heads: 2,
      linear_num_value_heads: 6,
      linear_key_head_dim: 3,
      linear_value_head_dim: 5,
    };
    const { architectures: _, ...inside } = text;
    const nested = { architectures: ["Qwen3_5ForConditionalGeneration"], text_config: inside };
    const found = ["linear q+k+v 16→42 ×6", "linear o 30→16 ×6", "full q 16→32 ×2"];
    expect(layersOf(nested)).toEqual(expect.arrayContaining(found));
    expect(layersOf({ ...text, architectures: ["Qwen3_5ForCausalLM"] })).toEqual(layersOf(nested));
    const layer_types = [...Array<string>(7).fill("full_attention"), "linear_attention"];
    const listed = { ...nested, text_config: { ...inside, layer_types, attn_output_gate: false } };
    expect(layersOf(listed)).toEqual(expect.arrayContaining(["linear z 16→30 ×1", "full q 16→16 ×7"]));
    expect(faultsOf({ ...nested, text_config: { ...inside, layer_types: ["full_attention"] } })).toEqual([
      "c.json: /text_config/layer_types: got 1 types, expected one for each of num_hidden_layers, 8",
    ]);
  });

  it("reads encoder and decoder of BART", () => {
    const bart = {
      architectures: ["BartForConditionalGeneration"],
      d_model: 768,
      encoder_layers: 6,
      decoder_layers: 6,
      encoder_attention_heads: 12,
      decoder_attention_heads: 12,
      encoder_ffn_dim: 3072,
      decoder_ffn_dim: 3072,
      vocab_size: 50265,
    };
    const model = importConfig(bart, "c.json", "m");
    expect(workloadOf(model).layers).toEqual(loadWorkload("ternary-bart-base").layers);
    expect(model.head.tied).toBe(true);
    expect(faultsOf({ ...bart, decoder_attention_heads: 7 })).toEqual([
      "c.json: /d_model: got 768, expected a multiple of the heads, 7, as no dimension of a head is given",
    ]);
  });

  // The fields of the models' own files, as far as they decide on shapes.
  it.each([
    [
      "bitnet-b1.58-2b-4t",
      {
        architectures: ["BitNetForCausalLM"],
        hidden_size: 2560,
        intermediate_size: 6912,
        num_attention_heads: 20,
        num_hidden_layers: 30,
        num_key_value_heads: 5,
        tie_word_embeddings: true,
        torch_dtype: "bfloat16",
        vocab_size: 128256,
      },
    ],
    [
      "bitnet-b1.58-large",
      {
        architectures: ["BitnetForCausalLM"],
        hidden_size: 1536,
        input_bits: 8,
        intermediate_size: 4096,
        num_attention_heads: 16,
        num_hidden_layers: 24,
        num_key_value_heads: 16,
        rope_scaling: null,
        tie_word_embeddings: true,
        torch_dtype: "float32",
        vocab_size: 32002,
      },
    ],
    [
      "mmfreelm-2.7b",
      {
        architectures: ["HGRNBitForCausalLM"],
        expand_ratio: 1,
        hidden_ratio: 4,
        hidden_size: 2560,
        intermediate_size: null,
        num_heads: 1,
        num_hidden_layers: 32,
        tie_word_embeddings: false,
        vocab_size: 32000,
      },
    ],
    [
      "olmo-bitnet-1b",
      {
        architectures: ["OLMoForCausalLM"],
        activation_type: "swiglu",
        block_type: "sequential",
        d_model: 2048,
        mlp_hidden_size: null,
        mlp_ratio: 8,
        multi_query_attention: false,
        n_heads: 16,
        n_layers: 16,
        vocab_size: 50280,
      },
    ],
  ])("has the layers of %s from its config.json", (name, config) => {
    const imported = workloadOf(importConfig(config, "config.json", name));
    const built = loadWorkload(name);
    // A config.json states no zeros.
    expect(imported.layers).toEqual(
      built.layers.map((layer) => Object.fromEntries(Object.entries(layer).filter(([key]) => key !== "zeros"))),
    );
    // A config.json states no norms.
    const stated = built.otherWeights?.filter(({ name: part }) => part !== "norms");
    expect(imported.otherWeights?.map(({ weights }) => weights)).toEqual(stated?.map(({ weights }) => weights));
  });

  it("takes the padded matrix of OLMo's vocabulary", () => {
    const olmo = { architectures: ["OLMoForCausalLM"], d_model: 8, n_layers: 1, n_heads: 2, vocab_size: 5 };
    expect(importConfig({ ...olmo, embedding_size: 9 }, "c.json", "m").vocabulary).toBe(9);
    expect(layersOf({ ...olmo, multi_query_attention: true, activation_type: "gelu" })).toEqual([
      "q+k+v 8→16 ×1",
      "o 8→8 ×1",
      "up 8→32 ×1",
      "down 32→8 ×1",
    ]);
  });
});

describe("importConfig refuses, by JSON path", () => {
  it("an architecture that it does not know, by name, with what was meant", () => {
    expect(faultsOf({ ...LLAMA, architectures: ["LLaMAForCausalLM"] })).toEqual([
      expect.stringMatching(
        /^c\.json: \/architectures\/0: got "LLaMAForCausalLM", expected one of LlamaForCausalLM, .*, HGRNBitForCausalLM, .* \(did you mean "LlamaForCausalLM"\?\)$/,
      ),
    ]);
    for (const name of ["__proto__", "constructor", "toString"])
      expect(faultsOf({ ...LLAMA, architectures: [name] })[0]).toContain(
        `/architectures/0: got "${name}", expected one`,
      );
  });

  it.each([[{}], [[]], [null], [7], ["x"], [{ architectures: [] }], [{ architectures: "LlamaForCausalLM" }]])(
    "%j: no list of an architecture",
    (config) => {
      const faults = faultsOf(config);
      expect(faults).toHaveLength(1);
      expect(faults[0]).toMatch(/^c\.json: .*expected (a list of one architecture|the fields of a config\.json)$/);
    },
  );

  it("everything that is wrong, in one round", () => {
    const wrong = { ...LLAMA, hidden_size: 0, intermediate_size: [24], num_hidden_layers: 1e9, torch_dtype: 5 };
    const { vocab_size: _, ...config } = { ...wrong, num_attention_heads: "4", tie_word_embeddings: "no" };
    expect(faultsOf(config, "a/b")).toEqual([
      "c.json: /torch_dtype: got 5, expected a word, or null",
      'c.json: got no "vocab_size", expected an integer from 1 to 16777216',
      "c.json: /hidden_size: got 0, expected an integer from 1 to 1048576",
      "c.json: /num_hidden_layers: got 1000000000, expected an integer from 1 to 4096",
      'c.json: /num_attention_heads: got "4", expected an integer from 1 to 2048',
      "c.json: /intermediate_size: got [24], expected an integer from 1 to 1048576",
      'c.json: /tie_word_embeddings: got "no", expected true or false',
      expect.stringMatching(/^--name: got "a\/b", expected a short name/),
    ]);
  });

  it("fields that do not go together", () => {
    expect(faultsOf({ ...LLAMA, num_key_value_heads: 3, hidden_size: 18 })).toEqual([
      "c.json: /num_key_value_heads: got 3, expected a divisor of the heads, 4",
      "c.json: /hidden_size: got 18, expected a multiple of the heads, 4, as no dimension of a head is given",
    ]);
    const free = { architectures: ["HGRNBitForCausalLM"], hidden_size: 1e6, num_hidden_layers: 1, vocab_size: 9 };
    expect(faultsOf({ ...free, expand_ratio: 2 })[0]).toContain(
      "/expand_ratio: got 2, which makes a layer 2000000 wide",
    );
    expect(faultsOf(free)[0]).toContain("/hidden_size: got 1000000, which makes a layer");
    expect(
      faultsOf({ ...LLAMA, architectures: ["MixtralForCausalLM"], num_local_experts: 2, num_experts_per_tok: 3 }),
    ).toEqual(["c.json: /num_experts_per_tok: got 3, expected at most the experts, 2"]);
  });

  it("a name that is none, wherever it comes from", () => {
    expect(faultsOf(LLAMA, "")[0]).toContain('--name: got "", expected a short name');
    const named = (path: string) =>
      attempt(() => importConfig({ ...LLAMA, _name_or_path: path }, "c.json")).faults.map(({ path: at }) => at);
    expect(named("")).toEqual(["--name"]);
    expect(named("a/$(touch x)")).toEqual(["c.json: /_name_or_path"]);
    expect(named("a\nb")).toEqual(["c.json: /_name_or_path", "c.json: /_name_or_path"]);
  });
});
