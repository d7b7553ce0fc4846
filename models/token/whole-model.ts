import { InputError } from "../../src/core/errors.ts";
import { contextShape, type ContextShape } from "../workload/attention.ts";
import type { OtherWeights } from "../workload/layer.ts";
import type { Model } from "../workload/model/model.ts";
import type { Layer, Workload } from "../workload/workload.ts";

/** Weights that are read but not ternary, with what reading them takes. */
export interface PlainWeights extends Omit<OtherWeights, "bytesPerToken"> {
  readonly bytes: number;
}

/** A language model of which all is known that a token takes. */
export interface WholeModel {
  readonly name: string;
  /** Products of the blocks, which every token runs. */
  readonly body: readonly Layer[];
  /** A ternary output head; empty where it is not ternary. */
  readonly head: readonly Layer[];
  /** A head that is not ternary. */
  readonly plainHead?: PlainWeights;
  /** One row of the embedding; absent where it is ternary, a row of codes that is not counted. */
  readonly embedding?: PlainWeights;
  /** The rest that is not ternary: norms, routers, shared experts. */
  readonly others: readonly PlainWeights[];
  readonly context: ContextShape;
  readonly contextLength?: number;
  /** Whether its data state how many weights its norms have. */
  readonly norms: "stated" | "unknown";
}

/** Bytes of a value in the widest format that weights may have, for an embedding of which none is stated. */
const WIDEST_BYTES = 4;

/**
 * A workload as a whole model.
 * @param where what names the workload, for messages
 * @throws {InputError} if what it is made of does not tell what a token takes: a list of layers, an encoder with a decoder, a model
 * without a head, weights of unknown format
 */
export function wholeModel(workload: Workload, where: string): WholeModel {
  const { name, model, layers, otherWeights = [] } = workload;
  const refuse = (what: string, expected: string): InputError =>
    InputError.at(where, `got "${name}", ${what}, expected ${expected}`);
  if (model === undefined)
    throw refuse("a list of layers", 'a model with "blocks": a list tells nothing of attention, head and embedding');
  const why = whyNoDecoder(model);
  if (why !== undefined) throw refuse(why, "a decoder that generates tokens");
  const unknown = otherWeights.find(
    ({ name: part, bytesPerToken }) => bytesPerToken === undefined && part !== "embedding",
  );
  if (unknown !== undefined)
    throw refuse(
      `whose ${unknown.name} has an unknown format`,
      "a model whose data state it, or a .json file of the model that does",
    );
  const plain = otherWeights.map(plainWeights);
  const [plainHead] = plain.filter(({ name: part }) => part === "head");
  const [embedding] = plain.filter(({ name: part }) => part === "embedding");
  return {
    name,
    body: layers.filter(({ name: layer }) => layer !== "head"),
    head: layers.filter(({ name: layer }) => layer === "head"),
    ...(plainHead === undefined ? {} : { plainHead }),
    ...(embedding === undefined ? {} : { embedding }),
    others: plain.filter(({ name: part }) => part !== "head" && part !== "embedding"),
    context: contextShape(model),
    ...(model.contextLength === undefined ? {} : { contextLength: model.contextLength }),
    norms: model.norms === undefined ? "unknown" : "stated",
  };
}

function whyNoDecoder({ blocks, head }: Model): string | undefined {
  if (blocks.some(({ cross }) => cross !== undefined)) return "an encoder with a decoder";
  return head.format === "none" ? "a model without an output head" : undefined;
}

function plainWeights({ bytesPerToken, ...weights }: OtherWeights): PlainWeights {
  return { ...weights, bytes: bytesPerToken ?? WIDEST_BYTES * weights.weights };
}
