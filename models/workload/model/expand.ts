import type { Layer, OtherWeights } from "../layer.ts";
import type { Attention, BlockGroup, FeedForward, Mixer, Model, WeightFormat } from "./model.ts";

/** What one token needs of a model. */
export interface Expanded {
  readonly layers: readonly Layer[];
  readonly otherWeights: readonly OtherWeights[];
}

/** A product of a block: name, inputs, outputs. */
type Product = readonly [name: string, inputs: number, outputs: number];

/**
 * The layers that the dimensions of a model come to, in their order of use, and what else a token reads. A ternary head is the
 * last layer. Of an encoder and a decoder: one token into the one, one out of the other.
 */
export function expandModel(model: Model): Expanded {
  const groups = model.blocks.map((group) => ofGroup(group, model.hidden));
  return {
    layers: [...groups.flatMap(({ layers }) => layers), ...headLayers(model)].map((layer) => withZeros(layer, model)),
    otherWeights: [
      ...groups.flatMap(({ otherWeights }) => otherWeights),
      ...(model.norms === undefined ? [] : [read("norms", model.norms.weights, model.norms.format)]),
      ...ofVocabulary(model),
    ],
  };
}

function withZeros(layer: Layer, { zeros }: Model): Layer {
  return zeros === undefined ? layer : { ...layer, zeros: zeros.byLayer?.[layer.name] ?? zeros.fraction };
}

function ofGroup({ name, count, mixer, cross, feedForward }: BlockGroup, hidden: number): Expanded {
  const named = (product: string): string => (name === undefined ? product : `${name} ${product}`);
  const { experts, shared, ...plain } = feedForward;
  const layersOf = (products: readonly Product[], each = 1, stored = each): readonly Layer[] =>
    products.map(([product, inputs, outputs]) => ({
      name: named(product),
      inputs,
      outputs,
      count: count * each,
      ...(stored === each ? {} : { stored: count * stored }),
    }));
  const beside = shared === undefined ? [] : prefixed("shared", feedForwardProducts({ ...plain, ...shared }, hidden));
  const isBesideTernary = shared?.format === "ternary";
  return {
    layers: [
      ...layersOf(mixerProducts(mixer, hidden)),
      ...layersOf(cross === undefined ? [] : prefixed("cross", attentionProducts(cross, hidden))),
      ...layersOf(isBesideTernary ? beside : []),
      ...layersOf(feedForwardProducts(plain, hidden), experts?.active, experts?.count),
    ],
    otherWeights: [
      ...(shared === undefined || isBesideTernary ? [] : beside).map(([product, inputs, outputs]) =>
        read(named(product), count * inputs * outputs, shared?.format ?? "unknown"),
      ),
      ...(experts === undefined ? [] : [read(named("router"), count * hidden * experts.count, experts.router)]),
    ],
  };
}

function prefixed(prefix: string, products: readonly Product[]): readonly Product[] {
  return products.map(([name, ...sizes]) => [`${prefix} ${name}`, ...sizes]);
}

function mixerProducts(mixer: Mixer, hidden: number): readonly Product[] {
  switch (mixer.kind) {
    case "attention":
      return attentionProducts(mixer, hidden);
    case "gated-delta-net": {
      const keys = mixer.keyHeads * mixer.keyHeadDimension;
      const values = mixer.valueHeads * mixer.valueHeadDimension;
      return [
        ["q+k+v", hidden, 2 * keys + values],
        ["z", hidden, values],
        ["b", hidden, mixer.valueHeads],
        ["a", hidden, mixer.valueHeads],
        ["o", values, hidden],
      ];
    }
    case "gated-recurrence":
      return [...["i", "f", "g"].map((name): Product => [name, hidden, mixer.inner]), ["o", mixer.inner, hidden]];
  }
}

function attentionProducts(attention: Attention, hidden: number): readonly Product[] {
  const { heads, keyValueHeads, headDimension, fused = false, outputGate = false } = attention;
  const attended = heads * headDimension;
  const queries = outputGate ? 2 * attended : attended;
  const keys = keyValueHeads * headDimension;
  const into: readonly Product[] = fused
    ? [["q+k+v", hidden, queries + 2 * keys]]
    : [
        ["q", hidden, queries],
        ["k", hidden, keys],
        ["v", hidden, keys],
      ];
  return [...into, ["o", attended, hidden]];
}

function feedForwardProducts({ kind, hidden: inner }: FeedForward, hidden: number): readonly Product[] {
  const down: Product = ["down", inner, hidden];
  switch (kind) {
    case "gated":
      return [["gate", hidden, inner], ["up", hidden, inner], down];
    case "fused-gated":
      return [["gate+up", hidden, 2 * inner], down];
    case "plain":
      return [["up", hidden, inner], down];
  }
}

function headLayers({ hidden, vocabulary, head }: Model): readonly Layer[] {
  return head.format === "ternary" ? [{ name: "head", inputs: hidden, outputs: vocabulary, count: 1 }] : [];
}

/** A ternary embedding is left out: one row of codes. */
function ofVocabulary({ hidden, vocabulary, head, embedding }: Model): readonly OtherWeights[] {
  const isRead = head.format !== "ternary" && head.format !== "none";
  return [
    ...(isRead ? [read("head", hidden * vocabulary, head.format)] : []),
    ...(embedding.format === "ternary" ? [] : [read("embedding", hidden, embedding.format)]),
  ];
}

const BYTES: Readonly<Record<Exclude<WeightFormat, "ternary" | "unknown">, number>> = {
  bf16: 2,
  fp16: 2,
  fp32: 4,
  int8: 1,
  int4: 0.5,
};

function read(name: string, weights: number, format: WeightFormat): OtherWeights {
  if (format === "unknown" || format === "ternary") return { name, weights, format };
  return { name, weights, format, bytesPerToken: weights * BYTES[format] };
}
