import { dimension } from "../model/model-schema.ts";
import type { BlockGroup, FeedForward, Model } from "../model/model.ts";
import {
  attentionOf,
  cutClashes,
  fieldsOf,
  FLAG,
  headClashes,
  maybe,
  readerOf,
  type Clash,
  type Reader,
} from "./reader.ts";

/** Models of Llama's form: q, k, v, o, gate, up, down in all blocks; also with experts in the place of the last three. */

interface Config {
  readonly hidden_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  readonly num_key_value_heads?: number | null;
  readonly head_dim?: number | null;
  readonly intermediate_size: number;
  readonly vocab_size: number;
  readonly tie_word_embeddings?: boolean;
}

const REQUIRED = {
  hidden_size: dimension("width"),
  num_hidden_layers: dimension("blocks"),
  num_attention_heads: dimension("heads"),
  intermediate_size: dimension("width"),
  vocab_size: dimension("vocabulary"),
};

const OPTIONAL = { num_key_value_heads: maybe("heads"), head_dim: maybe("headDimension"), tie_word_embeddings: FLAG };

/** In what architectures of this form differ, and what they take for a field that is not there. */
interface Form {
  /** Default: hidden / heads. */
  readonly headDimension?: number;
  /** Default: not tied. */
  readonly isTied?: boolean;
  /** Default: one of the type of the file. */
  readonly head?: "none";
  readonly scales?: Model["scales"];
}

export function llamaReader(form: Form = {}): Reader {
  return readerOf<Config>(
    fieldsOf(REQUIRED, OPTIONAL),
    (config) => {
      const feedForward = { kind: "gated", hidden: config.intermediate_size } as const;
      return readOf(config, form, [{ count: config.num_hidden_layers, ...blockOf(config, form, feedForward) }]);
    },
    (config) => clashesOf(config, form),
  );
}

function blockOf(config: Config, form: Form, feedForward: FeedForward): Omit<BlockGroup, "count"> {
  const { hidden_size, num_attention_heads, num_key_value_heads, head_dim } = config;
  const dimensionOfHead = head_dim ?? form.headDimension ?? hidden_size / num_attention_heads;
  const mixer = attentionOf(num_attention_heads, num_key_value_heads ?? num_attention_heads, dimensionOfHead);
  return { mixer, feedForward };
}

function readOf(config: Config, form: Form, blocks: readonly BlockGroup[]) {
  return {
    hidden: config.hidden_size,
    blocks,
    vocabulary: config.vocab_size,
    head: form.head ?? "stored",
    isTied: config.tie_word_embeddings ?? form.isTied ?? false,
    ...(form.scales === undefined ? {} : { scales: form.scales }),
  } as const;
}

function clashesOf(config: Config, form: Form): readonly Clash[] {
  const { hidden_size, num_attention_heads, num_key_value_heads, head_dim } = config;
  const isCut = (head_dim ?? form.headDimension) === undefined;
  return [
    ...headClashes(num_attention_heads, num_key_value_heads ?? num_attention_heads, ["num_key_value_heads"]),
    ...(isCut ? cutClashes(hidden_size, num_attention_heads, ["hidden_size"]) : []),
  ];
}

interface MixtralConfig extends Config {
  readonly num_local_experts: number;
  readonly num_experts_per_tok: number;
}

/** Experts in all blocks. */
export const mixtralReader = readerOf<MixtralConfig>(
  fieldsOf(
    { ...REQUIRED, num_local_experts: dimension("experts"), num_experts_per_tok: dimension("experts") },
    OPTIONAL,
  ),
  (config) => {
    const { num_local_experts: count, num_experts_per_tok: active, intermediate_size, num_hidden_layers } = config;
    const feedForward = {
      kind: "gated",
      hidden: intermediate_size,
      experts: { count, active, router: "unknown" },
    } as const;
    return readOf(config, {}, [{ count: num_hidden_layers, ...blockOf(config, {}, feedForward) }]);
  },
  (config) => [...clashesOf(config, {}), ...activeClashes(config.num_experts_per_tok, config.num_local_experts)],
);

interface QwenMoeConfig extends Config {
  readonly head_dim: number;
  readonly num_experts: number;
  readonly num_experts_per_tok: number;
  readonly moe_intermediate_size: number;
  readonly decoder_sparse_step?: number;
  readonly mlp_only_layers?: readonly number[] | null;
}

/** Experts in every so-manieth block, unless it is one of a list. */
export const qwenMoeReader = readerOf<QwenMoeConfig>(
  fieldsOf(
    {
      ...REQUIRED,
      head_dim: dimension("headDimension"),
      num_experts: dimension("experts"),
      num_experts_per_tok: dimension("experts"),
      moe_intermediate_size: dimension("width"),
    },
    {
      ...OPTIONAL,
      head_dim: dimension("headDimension"),
      decoder_sparse_step: dimension("blocks"),
      mlp_only_layers: {
        type: ["array", "null"],
        maxItems: 4096,
        items: { type: "integer", minimum: 0, expected: "the place of a block, from 0" },
        expected: "a list of places of blocks, or null",
      },
    },
  ),
  (config) => {
    const { num_experts: count, num_experts_per_tok: active, moe_intermediate_size, intermediate_size } = config;
    const sparse = {
      kind: "gated",
      hidden: moe_intermediate_size,
      experts: { count, active, router: "unknown" },
    } as const;
    const places = [...Array(config.num_hidden_layers).keys()];
    const isSparse = (place: number): boolean =>
      (place + 1) % (config.decoder_sparse_step ?? 1) === 0 && !(config.mlp_only_layers ?? []).includes(place);
    const sparseBlocks = places.filter(isSparse).length;
    const groups: readonly BlockGroup[] = [
      {
        name: "dense",
        count: places.length - sparseBlocks,
        ...blockOf(config, {}, { kind: "gated", hidden: intermediate_size }),
      },
      { name: "sparse", count: sparseBlocks, ...blockOf(config, {}, sparse) },
    ];
    return readOf(
      config,
      {},
      groups.filter((group) => group.count > 0),
    );
  },
  (config) => [...clashesOf(config, {}), ...activeClashes(config.num_experts_per_tok, config.num_experts)],
);

function activeClashes(active: number, count: number): readonly Clash[] {
  if (active <= count) return [];
  return [{ keys: ["num_experts_per_tok"], message: `got ${active}, expected at most the experts, ${count}` }];
}
