import type { JsonSchema } from "../../../src/json/json-schema.ts";
import { dimension } from "../model/model-schema.ts";
import type { BlockGroup } from "../model/model.ts";
import { attentionOf, fieldsOf, FLAG, headClashes, orNull, readerOf, type Clash, type Read } from "./reader.ts";

/** Qwen3.5 and 3.6: linear attention (GatedDeltaNet) in most blocks, gated full attention in the others. */

interface Config {
  readonly hidden_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  readonly num_key_value_heads: number;
  readonly head_dim: number;
  readonly intermediate_size: number;
  readonly vocab_size: number;
  readonly linear_num_key_heads: number;
  readonly linear_num_value_heads: number;
  readonly linear_key_head_dim: number;
  readonly linear_value_head_dim: number;
  readonly layer_types?: readonly (typeof LAYER_TYPES)[number][] | null;
  readonly full_attention_interval?: number;
  readonly attn_output_gate?: boolean;
  readonly tie_word_embeddings?: boolean;
}

const LAYER_TYPES = ["linear_attention", "full_attention"] as const;

/** Each so-manieth block has full attention, where the types are not listed and nothing else is said. */
const INTERVAL = 4;

const FIELDS: JsonSchema = fieldsOf(
  {
    hidden_size: dimension("width"),
    num_hidden_layers: dimension("blocks"),
    num_attention_heads: dimension("heads"),
    num_key_value_heads: dimension("heads"),
    head_dim: dimension("headDimension"),
    intermediate_size: dimension("width"),
    vocab_size: dimension("vocabulary"),
    linear_num_key_heads: dimension("heads"),
    linear_num_value_heads: dimension("heads"),
    linear_key_head_dim: dimension("headDimension"),
    linear_value_head_dim: dimension("headDimension"),
  },
  {
    layer_types: orNull({
      type: "array",
      minItems: 1,
      items: { enum: LAYER_TYPES, expected: `one of ${LAYER_TYPES.join(", ")}` },
      expected: "a list of the types of all blocks",
    }),
    full_attention_interval: dimension("blocks"),
    attn_output_gate: FLAG,
    tie_word_embeddings: FLAG,
  },
);

function readText(config: Config): Read {
  const types = config.layer_types ?? [...Array(config.num_hidden_layers).keys()].map((place) => typeAt(place, config));
  const full = types.filter((type) => type === "full_attention").length;
  const feedForward = { kind: "gated", hidden: config.intermediate_size } as const;
  const gate = (config.attn_output_gate ?? true) ? { outputGate: true } : {};
  const groups: readonly BlockGroup[] = [
    {
      name: "linear",
      count: types.length - full,
      mixer: {
        kind: "gated-delta-net",
        keyHeads: config.linear_num_key_heads,
        valueHeads: config.linear_num_value_heads,
        keyHeadDimension: config.linear_key_head_dim,
        valueHeadDimension: config.linear_value_head_dim,
      },
      feedForward,
    },
    {
      name: "full",
      count: full,
      mixer: { ...attentionOf(config.num_attention_heads, config.num_key_value_heads, config.head_dim), ...gate },
      feedForward,
    },
  ];
  return {
    hidden: config.hidden_size,
    blocks: groups.filter(({ count }) => count > 0),
    vocabulary: config.vocab_size,
    head: "stored",
    isTied: config.tie_word_embeddings ?? false,
  };
}

function typeAt(place: number, { full_attention_interval = INTERVAL }: Config): (typeof LAYER_TYPES)[number] {
  return (place + 1) % full_attention_interval === 0 ? "full_attention" : "linear_attention";
}

function clashesOf(config: Config, ...above: readonly string[]): readonly Clash[] {
  const { layer_types, num_hidden_layers: blocks } = config;
  return [
    ...headClashes(config.num_attention_heads, config.num_key_value_heads, [...above, "num_key_value_heads"]),
    ...headClashes(config.linear_num_value_heads, config.linear_num_key_heads, [...above, "linear_num_key_heads"]),
    ...(layer_types === undefined || layer_types === null || layer_types.length === blocks
      ? []
      : [
          {
            keys: [...above, "layer_types"],
            message: `got ${layer_types.length} types, expected one for each of num_hidden_layers, ${blocks}`,
          },
        ]),
  ];
}

export const qwenHybridReader = readerOf<Config>(FIELDS, readText, (config) => clashesOf(config));

interface Nested {
  readonly text_config: Config;
  readonly tie_word_embeddings?: boolean;
}

/** The same in a model of text and images, of which the text is read. */
export const qwenHybridTextReader = readerOf<Nested>(
  fieldsOf({ text_config: FIELDS }, { tie_word_embeddings: FLAG }),
  ({ text_config, tie_word_embeddings }) => {
    const read = readText(text_config);
    return { ...read, isTied: tie_word_embeddings ?? read.isTied };
  },
  ({ text_config }) => clashesOf(text_config, "text_config"),
);
