import { dimension } from "../model/model-schema.ts";
import { attentionOf, cutClashes, fieldsOf, FLAG, headClashes, maybe, readerOf, widthClashes } from "./reader.ts";

/** OLMo as its authors' code has it (OLMoForCausalLM): q, k and v in one, gate and up in one. */

interface Config {
  readonly d_model: number;
  readonly n_layers: number;
  readonly n_heads: number;
  readonly n_kv_heads?: number | null;
  readonly multi_query_attention?: boolean | null;
  readonly mlp_ratio?: number | null;
  readonly mlp_hidden_size?: number | null;
  readonly activation_type?: (typeof ACTIVATIONS)[number];
  readonly vocab_size: number;
  readonly embedding_size?: number | null;
  readonly weight_tying?: boolean;
}

const ACTIVATIONS = ["swiglu", "gelu", "relu"] as const;

export const olmoReader = readerOf<Config>(
  fieldsOf(
    {
      d_model: dimension("width"),
      n_layers: dimension("blocks"),
      n_heads: dimension("heads"),
      vocab_size: dimension("vocabulary"),
    },
    {
      n_kv_heads: maybe("heads"),
      multi_query_attention: { ...FLAG, type: ["boolean", "null"] },
      mlp_ratio: maybe("heads"),
      mlp_hidden_size: maybe("width"),
      activation_type: { enum: ACTIVATIONS, expected: `one of ${ACTIVATIONS.join(", ")}` },
      block_type: { enum: ["sequential"], expected: '"sequential": blocks of other types are not known' },
      embedding_size: maybe("vocabulary"),
      weight_tying: FLAG,
    },
  ),
  (config) => ({
    hidden: config.d_model,
    blocks: [
      {
        count: config.n_layers,
        mixer: {
          ...attentionOf(config.n_heads, keyValueHeadsOf(config), config.d_model / config.n_heads),
          fused: true,
        },
        feedForward: { kind: isGated(config) ? "fused-gated" : "plain", hidden: innerOf(config) },
      },
    ],
    vocabulary: config.embedding_size ?? config.vocab_size,
    head: "stored",
    isTied: config.weight_tying ?? true,
  }),
  (config) => [
    ...cutClashes(config.d_model, config.n_heads, ["d_model"]),
    ...headClashes(config.n_heads, keyValueHeadsOf(config), ["n_kv_heads"]),
    ...widthClashes(
      innerOf(config),
      ["mlp_hidden_size", config.mlp_hidden_size],
      ["mlp_ratio", config.mlp_ratio],
      ["d_model", config.d_model],
    ),
  ],
);

function keyValueHeadsOf({ n_heads, n_kv_heads, multi_query_attention }: Config): number {
  return n_kv_heads ?? (multi_query_attention === true ? 1 : n_heads);
}

function isGated({ activation_type = "swiglu" }: Config): boolean {
  return activation_type === "swiglu";
}

/** Inputs of the product back: half of the outputs of that into it, if they are gated. */
function innerOf(config: Config): number {
  const outputs = config.mlp_hidden_size ?? (config.mlp_ratio ?? 4) * config.d_model;
  return isGated(config) ? outputs / 2 : outputs;
}
