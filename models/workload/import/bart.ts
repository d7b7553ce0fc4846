import { dimension } from "../model/model-schema.ts";
import { attentionOf, cutClashes, fieldsOf, FLAG, readerOf } from "./reader.ts";

/** BART and mBART: an encoder, and a decoder that looks at it. */

interface Config {
  readonly d_model: number;
  readonly encoder_layers: number;
  readonly decoder_layers: number;
  readonly encoder_attention_heads: number;
  readonly decoder_attention_heads: number;
  readonly encoder_ffn_dim: number;
  readonly decoder_ffn_dim: number;
  readonly vocab_size: number;
  readonly tie_word_embeddings?: boolean;
}

export const bartReader = readerOf<Config>(
  fieldsOf(
    {
      d_model: dimension("width"),
      encoder_layers: dimension("blocks"),
      decoder_layers: dimension("blocks"),
      encoder_attention_heads: dimension("heads"),
      decoder_attention_heads: dimension("heads"),
      encoder_ffn_dim: dimension("width"),
      decoder_ffn_dim: dimension("width"),
      vocab_size: dimension("vocabulary"),
    },
    { tie_word_embeddings: FLAG },
  ),
  (config) => {
    const attention = (heads: number) => attentionOf(heads, heads, config.d_model / heads);
    const decoder = attention(config.decoder_attention_heads);
    return {
      hidden: config.d_model,
      blocks: [
        {
          name: "encoder",
          count: config.encoder_layers,
          mixer: attention(config.encoder_attention_heads),
          feedForward: { kind: "plain", hidden: config.encoder_ffn_dim },
        },
        {
          name: "decoder",
          count: config.decoder_layers,
          mixer: decoder,
          cross: decoder,
          feedForward: { kind: "plain", hidden: config.decoder_ffn_dim },
        },
      ],
      vocabulary: config.vocab_size,
      head: "stored",
      isTied: config.tie_word_embeddings ?? true,
    };
  },
  ({ d_model, encoder_attention_heads, decoder_attention_heads }) => {
    const heads = [...new Set([encoder_attention_heads, decoder_attention_heads])];
    return heads.flatMap((each) => cutClashes(d_model, each, ["d_model"])).slice(0, 1);
  },
);
