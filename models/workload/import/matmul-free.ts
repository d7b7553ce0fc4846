import type { JsonSchema } from "../../../src/json/json-schema.ts";
import { dimension } from "../model/model-schema.ts";
import { fieldsOf, FLAG, maybe, orNull, readerOf, widthClashes } from "./reader.ts";

/** MatMul-free LM (HGRNBitForCausalLM of ridgerchu/matmulfreellm): a gated recurrence, gate and up in one; the head is ternary. */

interface Config {
  readonly hidden_size: number;
  readonly num_hidden_layers: number;
  readonly vocab_size: number;
  readonly expand_ratio?: number | null;
  readonly hidden_ratio?: number | null;
  readonly intermediate_size?: number | null;
  readonly tie_word_embeddings?: boolean;
}

const RATIO: JsonSchema = orNull({
  type: "number",
  exclusiveMinimum: 0,
  maximum: 64,
  expected: "a number above 0, at most 64",
});

export const matmulFreeReader = readerOf<Config>(
  fieldsOf(
    { hidden_size: dimension("width"), num_hidden_layers: dimension("blocks"), vocab_size: dimension("vocabulary") },
    { expand_ratio: RATIO, hidden_ratio: RATIO, intermediate_size: maybe("width"), tie_word_embeddings: FLAG },
  ),
  (config) => ({
    hidden: config.hidden_size,
    blocks: [
      {
        count: config.num_hidden_layers,
        mixer: { kind: "gated-recurrence", inner: innerOf(config) },
        feedForward: { kind: "fused-gated", hidden: widthOf(config) },
      },
    ],
    vocabulary: config.vocab_size,
    head: "ternary",
    isTied: config.tie_word_embeddings ?? false,
    scales: { per: "tensor" },
  }),
  (config) => [
    ...widthClashes(innerOf(config), ["expand_ratio", config.expand_ratio], ["hidden_size", config.hidden_size]),
    ...widthClashes(widthOf(config), ["hidden_ratio", config.hidden_ratio], ["hidden_size", config.hidden_size]),
  ],
);

function innerOf({ hidden_size, expand_ratio }: Config): number {
  return Math.trunc(hidden_size * (expand_ratio ?? 1));
}

/** Widths that are not stated are whole multiples of this. */
const STEP = 256;

/** As the code has it: two thirds of hidden × ratio, rounded up to a multiple of 256. */
function widthOf({ hidden_size, hidden_ratio, intermediate_size }: Config): number {
  return intermediate_size ?? STEP * Math.ceil(Math.trunc((hidden_size * (hidden_ratio ?? 4) * 2) / 3) / STEP);
}
