import { join } from "node:path";
import { commandAnswer } from "../answer.ts";
import type { FuzzKind } from "../kind.ts";
import { MEASURED_DESIGN } from "./measured-design.ts";
import { JSON_MUTATIONS, jsonBytes } from "./text-files.ts";

const QWEN = {
  architectures: ["Qwen3_5ForConditionalGeneration"],
  _name_or_path: "made/up",
  text_config: {
    hidden_size: 512,
    num_hidden_layers: 4,
    num_attention_heads: 4,
    num_key_value_heads: 2,
    head_dim: 64,
    intermediate_size: 1024,
    vocab_size: 1000,
    linear_num_key_heads: 2,
    linear_num_value_heads: 4,
    linear_key_head_dim: 32,
    linear_value_head_dim: 32,
    layer_types: ["linear_attention", "linear_attention", "linear_attention", "full_attention"],
  },
  dtype: "bfloat16",
};

const OLMO = {
  architectures: ["OLMoForCausalLM"],
  _name_or_path: "made/up",
  d_model: 512,
  n_layers: 2,
  n_heads: 4,
  mlp_ratio: 8,
  mlp_hidden_size: null,
  vocab_size: 1000,
  embedding_size: 1024,
  weight_tying: true,
};

const MATMUL_FREE = {
  architectures: ["HGRNBitForCausalLM"],
  _name_or_path: "made/up",
  hidden_size: 512,
  num_hidden_layers: 2,
  expand_ratio: 1,
  hidden_ratio: 4,
  intermediate_size: null,
  vocab_size: 1000,
};

/** A config.json becomes a workload file, for which a design is estimated. */
export const configKind: FuzzKind = {
  name: "config",
  seeds: () =>
    Object.fromEntries(
      Object.entries({ qwen: QWEN, olmo: OLMO, matmulFree: MATMUL_FREE }).map(([name, config]) => [
        name,
        { "config.json": jsonBytes(config), "design.json": jsonBytes(MEASURED_DESIGN) },
      ]),
    ),
  ...JSON_MUTATIONS,
  run: async (input, output) => {
    const file = join(output, "workload.json");
    const imported = await commandAnswer("workload", "import", join(input, "config.json"), "--out", file);
    if (imported.code !== 0) return imported;
    return commandAnswer("estimate", join(input, "design.json"), "--workload", file);
  },
};
