import type { Fault } from "../../src/core/errors.ts";
import type { TokenRequest } from "./token-point.ts";
import type { WholeModel } from "./whole-model.ts";

/** What is asked as options state it. */
export interface StatedRequest extends Omit<TokenRequest, "tokens" | "chunk"> {
  readonly chunk: number | undefined;
  readonly tokens: number | undefined;
  readonly context: number | undefined;
}

/** The last context where none is stated and the model's data state none. */
const USUAL_CONTEXT = 4096;

/** The request with its defaults: one pass, up to the longest context of the model; or what is wrong with it. */
export function completeRequest(stated: StatedRequest, model: WholeModel) {
  const tokens = stated.tokens ?? stated.speculative;
  const generated = stated.phase === "prefill" ? 1 : tokens;
  const longest = model.contextLength === undefined ? undefined : model.contextLength - generated + 1;
  const context = stated.context ?? Math.max(1, longest ?? USUAL_CONTEXT);
  const faults = [
    ...phaseFaults(stated),
    ...stateFaults(stated, model),
    ...(longest === undefined || context <= longest ? [] : [lengthFault(stated, model, context, generated)]),
  ];
  const { phase, batch, speculative, chunk } = stated;
  const request: TokenRequest = { phase, batch, speculative, tokens, ...(chunk === undefined ? {} : { chunk }) };
  return { request, context, faults };
}

function phaseFaults({ phase, tokens, speculative }: StatedRequest): readonly Fault[] {
  if (phase === "decode") return [];
  return [
    ...(tokens === undefined
      ? []
      : [{ path: "--tokens", message: `got ${tokens}, expected none in prefill: ${PROMPT}` }]),
    ...(speculative === 1
      ? []
      : [{ path: "--speculative", message: `got ${speculative}, expected none in prefill: ${PROMPT}` }]),
  ];
}

const PROMPT = "the prompt is the context";

function stateFaults({ speculative }: StatedRequest, { name, context }: WholeModel): readonly Fault[] {
  if (speculative === 1 || context.stateValues === 0) return [];
  const why = `${name} has a constant state, and how it is taken back where a draft is refused is not stated`;
  return [{ path: "--speculative", message: `got ${speculative}, expected 1: ${why}` }];
}

function lengthFault(
  { context: stated }: StatedRequest,
  { name, contextLength = 0 }: WholeModel,
  context: number,
  generated: number,
): Fault {
  const most = contextLength - generated + 1;
  if (stated === undefined || most < 1)
    return {
      path: "--tokens",
      message: `got ${generated}, expected an integer from 1 to ${contextLength}, the context of ${name}`,
    };
  const behind = generated === 1 ? "" : ` less the ${generated - 1} tokens behind it`;
  return {
    path: "--context",
    message: `got ${context}, expected an integer from 1 to ${most}, the longest context of ${name}${behind}`,
  };
}
