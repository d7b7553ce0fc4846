import type { TokenSystem } from "./token-cost.ts";
import type { TokenRequest } from "./token-point.ts";

/** What the numbers of a token rest on and what they leave out, each in a sentence. */
export function tokenNotes({ model, weights, memory, parts }: TokenSystem, request: TokenRequest): readonly string[] {
  const { phase, speculative, batch } = request;
  const notes: readonly (readonly [boolean, string])[] = [
    [
      true,
      "Not ternary: attention, constant states, norms and heads that are not ternary run on hardware that is not generated here: their multiply-accumulates are counted and their bytes take time and energy in DRAM; their circuits take neither.",
    ],
    [
      true,
      `DRAM (${memory.dram.title}) and cores overlap wholly and a pass takes the longer of the two: speeds are upper bounds. Writing costs DRAM what reading does.`,
    ],
    [
      true,
      "Keys and values are kept in DRAM; those of a pass's own tokens are on the chip while it lasts. Scales of integers are not counted.",
    ],
    [weights === "dram", "Ternary weights come from DRAM once a pass as the keys of the design, padding included."],
    [
      weights === "sram",
      "All ternary weights are in SRAM beside the cores, and DRAM brings the rest; wires between macros are not counted.",
    ],
    [
      phase === "prefill" || speculative * batch > 1,
      "Tokens of a pass share the keys: buffers hold the activations and results of all of them and two products of keys, and are priced so; --chunk bounds the tokens of a prompt.",
    ],
    [phase === "prefill", "Of a prompt the last token alone goes through the head."],
    [
      speculative > 1,
      "Drafts: what makes them is not counted, and how many are accepted is not assumed: all, or one of each pass.",
    ],
    [model.norms === "unknown", `Norms are left out: the data of ${model.name} do not state their weights.`],
    [
      model.embedding?.format === "unknown",
      `The format of the embedding is not known: a row is counted with 4 bytes a value, the widest.`,
    ],
    [
      model.context.stateValues > 0,
      "Constant states are kept in DRAM in the format of keys and values; short convolutions are left out.",
    ],
    [
      parts.some(({ layers }) => layers.some(({ stored }) => stored !== undefined)),
      "Experts: tokens of a pass are taken to use different ones until all are read.",
    ],
    [model.contextLength === undefined, `How long a context may be is not stated by the data of ${model.name}.`],
  ];
  return notes.filter(([holds]) => holds).map(([, note]) => note);
}
