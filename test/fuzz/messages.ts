import type { FuzzCase } from "./kind.ts";
import type { Judgement } from "./judge.ts";

/** What a worker is asked: to judge a case of a kind. */
export interface FuzzQuestion {
  readonly kind: string;
  readonly case: FuzzCase;
}

/** What it answers: nothing once it is ready for questions, then a judgement each. */
export type FuzzReply = { readonly kind: "ready" } | { readonly kind: "judged"; readonly judgement: Judgement };
