/**
 * One reading of the weights. Each of `sequences` sequences goes on by `tokens` tokens behind `before` tokens that are kept
 * already: 1 when decoding, several when a draft is verified, the whole prompt in prefill.
 */
export interface Pass {
  readonly sequences: number;
  readonly tokens: number;
  readonly before: number;
  /** Tokens of each sequence that go through the output head: of a prompt the last alone. */
  readonly logits: number;
}

/** Passes that follow each other, each behind the tokens of the one before: `pass` is the first of `count`. */
export interface Stretch {
  readonly pass: Pass;
  readonly count: number;
}

/** What generates tokens: `tokens` in all for each sequence, at most `perPass` of them a reading of the weights. */
export interface Generation {
  readonly sequences: number;
  readonly before: number;
  readonly tokens: number;
  readonly perPass: number;
}

/** Its passes: full ones, and a smaller one for what is left. The first stands alone if nothing was before: it reads no state. */
export function generationPasses(generation: Generation): readonly Stretch[] {
  const { sequences, before, tokens, perPass } = generation;
  if (before === 0 && tokens > perPass) {
    const first = generationPasses({ ...generation, tokens: perPass });
    return [...first, ...generationPasses({ ...generation, before: perPass, tokens: tokens - perPass })];
  }
  const count = Math.floor(tokens / perPass);
  const rest = tokens - count * perPass;
  const pass = (size: number, behind: number): Pass => ({ sequences, tokens: size, before: behind, logits: size });
  return [
    ...(count > 0 ? [{ pass: pass(perPass, before), count }] : []),
    ...(rest > 0 ? [{ pass: pass(rest, before + count * perPass), count: 1 }] : []),
  ];
}

/** The passes that read prompts of `tokens` tokens, at most `perPass` at once; the last gives the first token of the answer. */
export function prefillPasses(sequences: number, tokens: number, perPass: number): readonly Stretch[] {
  const last = tokens - (Math.ceil(tokens / perPass) - 1) * perPass;
  const before = tokens - last;
  const earlier = before === 0 ? [] : generationPasses({ sequences, before: 0, tokens: before, perPass });
  return [
    ...earlier.map(({ pass, count }) => ({ pass: { ...pass, logits: 0 }, count })),
    { pass: { sequences, tokens: last, before, logits: 1 }, count: 1 },
  ];
}

/** Tokens of all sequences in a pass. */
export function tokensOf({ sequences, tokens }: Pass): number {
  return sequences * tokens;
}

/**
 * The pass in the middle of a stretch, whose `before` need not be whole: what is linear in it, as bytes and MACs are, comes to
 * `count` times its own over the stretch.
 */
export function meanPass({ pass, count }: Stretch): Pass {
  return { ...pass, before: pass.before + (pass.tokens * (count - 1)) / 2 };
}
