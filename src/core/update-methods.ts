import { SCHEME_FACTS, type Scheme } from "./schemes.ts";

/** Methods of update that experiments on learning compare: a scheme, and how a pair that is used up is rewritten. */
export const UPDATE_METHODS = [
  "single",
  "pair-bidirectional",
  "pair-unidirectional",
  "pair-unidirectional-verified",
  "pair-fixed",
] as const;
export type UpdateMethod = (typeof UPDATE_METHODS)[number];

/** What is known of a method. */
export interface MethodFacts {
  readonly scheme: Scheme;
  readonly refresh: "none" | "open-loop" | "verified";
  /** For columns: `bidirectional`. */
  readonly short: string;
  /** In a sentence, after `the`: `bidirectional pair`. */
  readonly noun: string;
  /** For legends: `pair, bidirectional`. */
  readonly label: string;
}

/** Method → what is known of it; the order is that of UPDATE_METHODS. */
export const METHOD_FACTS: Readonly<Record<UpdateMethod, MethodFacts>> = {
  single: plain("single"),
  "pair-bidirectional": plain("pair-bidirectional"),
  "pair-unidirectional": {
    ...plain("pair-unidirectional"),
    refresh: "open-loop",
    label: "pair, unidirectional, open-loop refresh",
  },
  "pair-unidirectional-verified": {
    scheme: "pair-unidirectional",
    refresh: "verified",
    short: "unidir. verified",
    noun: "unidirectional pair with verified refresh",
    label: "pair, unidirectional, verified refresh",
  },
  "pair-fixed": plain("pair-fixed"),
};

function plain(scheme: Scheme): MethodFacts {
  const { short, noun, label } = SCHEME_FACTS[scheme];
  return { scheme, refresh: "none", short, noun, label };
}
